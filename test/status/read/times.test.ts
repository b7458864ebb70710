import { describe, expect, test } from 'vitest';
import { beginIn, dueIn, endIn, spansIn } from '#src/status/read/times.ts';

const near = Temporal.Instant.from('2026-11-20T18:00:00Z');

const spans = (text: string): readonly string[] => spansIn(text, near).map(({ from, to }) => `${from} ${to}`);

describe('times in status texts', () => {
  test.each([
    ['between 14:49 and 14:54 UTC', '2026-11-20T14:49:00Z 2026-11-20T14:54:00Z'],
    ['From 16:45-20:01 UTC, keys failed', '2026-11-20T16:45:00Z 2026-11-20T20:01:00Z'],
    [
      'On May 5, 2026, from approximately 13:22 UTC to 17:05 UTC',
      '2026-05-05T13:22:00Z 2026-05-05T17:05:00Z',
    ],
    [
      'Between May 16, 2025, 1:21 PM UTC and May 17, 2025, 2:26 AM UTC',
      '2025-05-16T13:21:00Z 2025-05-17T02:26:00Z',
    ],
    ['Between 2026-02-23 19:10 and 2026-02-24 00:46 UTC', '2026-02-23T19:10:00Z 2026-02-24T00:46:00Z'],
    [
      'between February 3 at 21:00 UTC through February 10 at 16:00 UTC',
      '2026-02-03T21:00:00Z 2026-02-10T16:00:00Z',
    ],
    ['from 23:40 to 00:20 UTC', '2026-11-20T23:40:00Z 2026-11-21T00:20:00Z'],
  ])('reads the stretch of %s', (text, span) => {
    expect(spans(text)).toEqual([span]);
  });

  test('takes no version, ratio or amount for a time', () => {
    expect(spans('Release 2026.47.2 raised errors from 4% to 61% on 2 of 6 machines')).toEqual([]);
  });

  test.each([
    ['stuck since ~05:35 UTC', '2026-11-20T05:35:00Z'],
    ['Zero-result rate jumped from 4% to 61% at 13:10 UTC', '2026-11-20T13:10:00Z'],
  ])('finds the beginning in "%s"', (text, at) => {
    expect(String(beginIn(text, near))).toBe(at);
  });

  test('finds the end, the latest one', () => {
    expect(String(endIn('Restored at 17:07, full recovery by 17:16.', near))).toBe('2026-11-20T17:16:00Z');
  });

  test.each([
    ['Next update in one hour.', '2026-11-20T19:00:00Z'],
    ['ETA is within 30 minutes.', '2026-11-20T18:30:00Z'],
    ['complete recovery expected by 8:00pm UTC', '2026-11-20T20:00:00Z'],
    ['back by 09:00 UTC', '2026-11-21T09:00:00Z'],
  ])('counts "%s" from when it was said', (text, at) => {
    expect(String(dueIn(text, near))).toBe(at);
  });

  test('makes up no time where none is named', () => {
    expect(dueIn('We expect full recovery shortly.', near)).toBeNull();
  });
});
