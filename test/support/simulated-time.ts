import type { Db } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import { createOnGivenUp } from '#src/schedule/notices.ts';
import { tick } from '#src/schedule/tick.ts';
import { nextSlot } from '#src/schedule/timetable.ts';
import type { Posted } from './fake-slack.ts';
import { createFakeSlack, seeded } from './fake-slack.ts';
import type { Life } from './schedule-lives.ts';
import { beginLife, close, edit } from './schedule-lives.ts';

export type SimulationReport = {
  readonly ticks: number;
  readonly downtimes: number;
  readonly jumps: number;
  readonly edits: number;
  readonly slots: number;
  readonly sent: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Everything that is not as it should be, in words; empty when all is well. */
  readonly wrong: readonly string[];
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** When the machine is down, and when its clock jumps, in milliseconds to add. */
const troubles = (random: () => number, startMs: number) => {
  const counts = { downtimes: 0, jumps: 0 };
  let outage = startMs + random() * 20 * dayMs;
  let jump = startMs + random() * 20 * dayMs;
  const pick = (hours: readonly number[]): number =>
    (hours[Math.floor(random() * hours.length)] ?? 0) * hourMs;
  const at = (nowMs: number): number => {
    if (nowMs > outage) {
      counts.downtimes += 1;
      const down = pick([0.2, 1, 1.9, 2.5, 8, 60]) * (0.8 + 0.4 * random());
      outage = nowMs + down + random() * 25 * dayMs;
      return down;
    }
    if (nowMs > jump) {
      counts.jumps += 1;
      const by = pick([-1.5, -0.2, -0.75, 0.5, 2.8]);
      jump = Math.max(jump, nowMs + by) + random() * 40 * dayMs;
      return by;
    }
    return 0;
  };
  return { counts, at };
};

const isNearTransition = (zones: readonly string[], now: Temporal.Instant): boolean =>
  zones.some((zone) => {
    const next = now.subtract({ hours: 1 }).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    return next !== null && next.epochMilliseconds < now.epochMilliseconds + 1.2 * hourMs;
  });

/** The next event of any schedule, or six hours later. */
const nextEvent = (lives: readonly Life[], now: Temporal.Instant): number =>
  Math.min(
    now.epochMilliseconds + 6 * hourMs,
    ...lives.flatMap(({ era }) => (era ? (nextSlot(era.table, now)?.due.epochMilliseconds ?? []) : [])),
  );

type Row = typeof deliveries.$inferSelect;

const judgeSlot = (
  how: 'open' | 'paused',
  row: Row | undefined,
  posted: readonly Posted[],
): string | null => {
  if (!row) return 'missing';
  const posts = posted.filter(({ deliveryId }) => deliveryId === row.id).length;
  if (row.state === 'sent' && posts === 1 && how === 'open') return null;
  const rightReason = (row.reason === 'paused') === (how === 'paused');
  if (row.state === 'skipped' && posts === 0 && row.reason && rightReason) return null;
  return `${row.state} ${row.reason}, ${posts} posts, was ${how}`;
};

const countReasons = (rows: readonly Row[]): Readonly<Record<string, number>> => {
  const reasons = rows.flatMap(({ state, reason }) => (state === 'skipped' ? [reason ?? ''] : []));
  return Object.fromEntries(
    [...new Set(reasons)].map((reason) => [reason, reasons.filter((one) => one === reason).length]),
  );
};

const judge = (lives: readonly Life[], rows: readonly Row[], posted: readonly Posted[]) => {
  const wrong: string[] = [];
  for (const { schedule, due } of lives) {
    const mine = new Map(rows.filter(({ origin }) => origin === schedule.id).map((row) => [row.slot, row]));
    const name = `${schedule.channelId} ${schedule.zone}`;
    for (const key of mine.keys()) if (!due.has(key)) wrong.push(`${name} ${key}: was not due`);
    for (const [key, how] of due) {
      const problem = judgeSlot(how, mine.get(key), posted);
      if (problem) wrong.push(`${name} ${key}: ${problem}`);
    }
  }
  return { wrong, skipped: countReasons(rows) };
};

/**
 * Runs the product's own planning and posting through simulated time: from event to event, minute by minute around
 * changes of clocks, with downtimes, clocks that jump and schedules that are edited; then compares what was posted and
 * recorded with what was due.
 */
export const simulate = async (options: {
  readonly db: Db;
  readonly zones: readonly string[];
  readonly from: Temporal.Instant;
  readonly days: number;
  readonly seed: number;
}): Promise<SimulationReport> => {
  const { db, zones, from } = options;
  const random = seeded(options.seed);
  let nowMs = from.epochMilliseconds;
  const endMs = nowMs + options.days * dayMs;
  const now = () => Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs));
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const slack = createFakeSlack({ now, sleep });
  const written = { kind: 'written', content: {}, payload: { text: 'digest', blocks: [] } } as const;
  const ticker = {
    db,
    poster: slack.poster,
    clock: createClock(now),
    sleep,
    log: createLogger('silent'),
    workers: 1,
    chores: [],
    readTime: async () => now(),
    onGivenUp: createOnGivenUp(now),
    writer: async () => written,
  };
  await db.delete(schedules);
  const lives: Life[] = [];
  for (const [index, zone] of [...zones, ...zones, ...zones].entries()) {
    lives.push(await beginLife(db, { zone, channelId: `C${options.seed}-${index}` }, random, now()));
  }
  const trouble = troubles(random, nowMs);
  let [ticks, edits] = [0, 0];
  while (nowMs < endMs) {
    await tick(ticker);
    ticks += 1;
    const life = lives[Math.floor(random() * lives.length)];
    if (life && random() < 0.03) {
      edits += 1;
      await edit(db, life, random, now());
    }
    const step = Math.ceil(nextEvent(lives, now()) / minuteMs) * minuteMs + random() * minuteMs;
    nowMs = isNearTransition(zones, now()) ? nowMs + minuteMs : Math.max(nowMs + 1000, step);
    nowMs += trouble.at(nowMs);
  }
  nowMs = Math.max(nowMs, endMs) + hourMs;
  await tick(ticker);
  for (const life of lives) close(life, now());
  const own = new Set(lives.map(({ schedule }) => schedule.id));
  const all = await db.select().from(deliveries);
  const rows = all.filter(({ kind, origin }) => kind === 'digest' && own.has(origin));
  const slots = lives.reduce((sum, { due }) => sum + due.size, 0);
  const sent = rows.filter(({ state }) => state === 'sent').length;
  return { ticks, edits, ...trouble.counts, slots, sent, ...judge(lives, rows, slack.posted) };
};
