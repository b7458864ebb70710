import { describe, expect, test } from 'vitest';
import { stateOf } from '#src/status/read/state.ts';
import { eventWith } from '../support.ts';

describe('the state of an event', () => {
  test.each([
    ['looking for it', [['10:00', 'investigating', 'We are looking into failed payments.']], 'investigating'],
    [
      'a cause that is found',
      [['10:00', 'update', 'We have identified the root cause and are working on a fix.']],
      'identified',
    ],
    ['a fix under way', [['10:00', 'update', 'Rolling back to release 41 now.']], 'identified'],
    [
      'a fix that is in',
      [['10:00', 'update', 'A fix has been implemented and we are monitoring the results.']],
      'monitoring',
    ],
    ['a label that says monitoring', [['10:00', 'monitoring', 'Label queue is moving.']], 'monitoring'],
    [
      'a fix that did not work',
      [
        ['10:00', 'update', 'We identified the problem and applied a mitigation.'],
        ['10:30', 'update', 'The mitigation did not resolve the issue.'],
      ],
      'identified',
    ],
    [
      'a closed case',
      [['10:00', 'resolved', 'We reverted the change and orders go through again.']],
      'fixed',
    ],
    [
      'what went away by itself',
      [['10:00', 'resolved', 'The errors self-resolved within 5 minutes.']],
      'ended_not_fixed',
    ],
    [
      'a repair that is still to come',
      [['10:00', 'resolved', 'Closing. A permanent fix will follow next week.']],
      'ended_not_fixed',
    ],
    [
      'a vendor that only gives up',
      [['10:00', 'resolved', 'There are no further actions we can take, so we mark this as resolved.']],
      'ended_not_fixed',
    ],
    [
      'a stretch in the past and nothing else',
      [['21:00', 'investigating', 'From 16:45-20:01 UTC links were not checked as expected.']],
      'unknown',
    ],
  ] as const)('is told from the text: %s', (_, updates, state) => {
    expect(stateOf(eventWith(updates))).toBe(state);
  });

  test('is not "fixed" because a page says that one part works again', () => {
    const event = eventWith([
      [
        '10:00',
        'investigating',
        'Checkout is experiencing degraded performance. We are continuing to investigate.',
      ],
      ['10:10', 'update', 'Search is operating normally.'],
    ]);
    expect(stateOf(event)).toBe('investigating');
  });
});
