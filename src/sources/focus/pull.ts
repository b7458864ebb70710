import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Batch, Complete, PullContext, Unreadable } from '../define.ts';
import type { RowOf } from '../rows.ts';
import type { Charges } from './charges.ts';
import { addUp } from './charges.ts';
import { focusRows } from './file.ts';
import type { Found, Month } from './months.ts';
import { monthsOf, stampOf } from './months.ts';
import type { Place } from './places/place.ts';

export const recorded: readonly DimensionId[] = ['cloud_provider', 'cloud_service', 'cloud_account', 'team'];

/** How many unreadable rows of a month are kept one by one. */
const mostKept = 100;

type MonthRead = { readonly charges: Charges; readonly unreadable: readonly Unreadable[] };

const readFile = async (
  { place, file }: Found,
  folder: string,
  charges: Charges,
  unreadable: Unreadable[],
  signal: AbortSignal,
): Promise<void> => {
  const local = await place.fetch(file, folder, signal);
  for await (const { row, reference } of focusRows(local)) {
    try {
      charges.add(row);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (unreadable.length < mostKept)
        unreadable.push({ reference, family: 'cloud_cost', reason: error.message });
    }
  }
};

/** Reads all files of a month. Throws AppError when one is not whole: the month is then left as it is stored. */
const readMonth = async (
  { files }: Month,
  teamTag: string | null,
  signal: AbortSignal,
): Promise<MonthRead> => {
  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-focus-'));
  const charges = addUp(teamTag);
  const unreadable: Unreadable[] = [];
  try {
    for (const found of files) await readFile(found, folder, charges, unreadable, signal);
    return { charges, unreadable };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Provider and billing period of each row: the parts that a month replaces. */
const periodsOf = (rows: readonly RowOf<'cloudCost'>[]) =>
  [...new Map(rows.map((row) => [`${row.provider} ${row.billingPeriod}`, row])).values()].map(
    ({ provider, billingPeriod }) => ({ rows: 'cloudCost', where: { provider, billingPeriod } }) as const,
  );

/**
 * Up to where a month is complete: the day before the one on which its newest file was written is still coming in
 * (facts: 41 % of a day was there six hours after its end), and a provider that has not come further holds all back.
 */
const completeTo = ({ files }: Month, lastDays: ReadonlyMap<string, string>): Temporal.Instant | null => {
  const written = files.map(({ file }) => file.modified).sort(Temporal.Instant.compare);
  const [first] = written;
  const days = [...lastDays.values()].map((day) => Temporal.PlainDate.from(day).add({ days: 1 }));
  if (!first || days.length === 0) return null;
  const settled = (written.at(-1) ?? first).toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 });
  const earliest = [settled, ...days].sort(Temporal.PlainDate.compare)[0] ?? settled;
  return earliest.toZonedDateTime('UTC').toInstant();
};

const completeOf = (month: Month, read: MonthRead): readonly Complete[] => {
  const to = completeTo(month, read.charges.lastDays());
  const from = read.charges
    .rows()
    .map(({ billingPeriod }) => billingPeriod)
    .sort()[0];
  if (to === null || from === undefined) return [];
  const start = Temporal.PlainDate.from(from).toZonedDateTime('UTC').toInstant();
  if (Temporal.Instant.compare(to, start) <= 0) return [];
  return [{ family: 'cloud_cost', from: start, to, dimensions: recorded, dayZone: 'UTC' }];
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Reads every month whose files changed, oldest first; each replaces what was stored of its billing periods. */
export async function* pullFocus(
  places: readonly Place[],
  teamTag: string | null,
  context: PullContext,
): AsyncGenerator<Batch> {
  const found: Found[] = [];
  for (const place of places)
    for (const file of await place.list(context.signal)) found.push({ place, file });
  const months = monthsOf(found);
  for (const [index, month] of months.entries()) {
    const entity = `month ${month.month || '?'}`;
    const stamp = hashOf(stampOf(month));
    if (context.cursorOf(entity) === stamp) continue;
    const read = await readMonth(month, teamTag, context.signal);
    const cloudCost = read.charges.rows();
    yield {
      rows: { cloudCost },
      replaces: periodsOf(cloudCost),
      cursor: { entity, value: stamp },
      complete: completeOf(month, read),
      unreadable: read.unreadable,
      done: (index + 1) / months.length,
    };
  }
}
