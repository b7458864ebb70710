import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { simulate } from '#test/support/simulated-time.ts';

const database = useDatabase();

test.each([
  ['northern', ['Europe/Berlin', 'America/New_York', 'America/Havana'], 3],
  ['southern', ['Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kolkata'], 4],
])(
  'a whole year (%s): each due slot is posted once or recorded as skipped with its reason',
  async (_name, zones, seed) => {
    const report = await simulate({
      db: database().fast,
      zones,
      from: Temporal.Instant.from('2026-01-01T00:00Z'),
      days: 366,
      seed,
    });
    process.stdout.write(`${JSON.stringify({ zones, ...report })}\n`);
    expect(report.wrong).toEqual([]);
    expect(report.sent).toBeGreaterThan(800);
  },
);
