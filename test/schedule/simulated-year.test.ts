import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { simulate } from '#test/support/simulated-time.ts';

const database = useDatabase();

test('through both changes of clocks, downtimes, jumps and edits each due slot is posted once or recorded as skipped', async () => {
  const report = await simulate({
    db: database().fast,
    zones: ['Europe/Berlin', 'America/Havana'],
    from: Temporal.Instant.from('2026-10-22T00:00Z'),
    days: 12,
    seed: 11,
  });
  expect(report.wrong).toEqual([]);
  expect(report.sent).toBeGreaterThan(10);
  expect(report.downtimes + report.jumps).toBeGreaterThan(0);
  expect(report.edits).toBeGreaterThan(5);
});
