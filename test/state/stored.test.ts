import { expect, test } from 'vitest';
import { revive, storable } from '#src/state/stored.ts';

test('figures and times come back from the database as they went in', () => {
  const value = {
    exact: { n: -12_345_678_901_234_567_890n, d: 3n },
    at: Temporal.Instant.from('2026-11-18T07:00:00Z'),
    from: Temporal.ZonedDateTime.from('2026-10-25T02:30:00+01:00[Europe/Berlin]'),
    list: [1, 'text', null, true],
  };
  expect(revive(JSON.parse(JSON.stringify(storable(value))))).toEqual(value);
});
