import type { FactFamily } from '#src/metrics/families.ts';
import type { Complete } from '../define.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf } from '../formats/all.ts';
import type { Format } from '../formats/column.ts';
import type { Filled } from '../formats/recorded.ts';
import { dimensionsOfFamily, familiesOf } from '../formats/recorded.ts';
import type { LoadSession } from '../load/session.ts';
import { stageOf } from '../load/session.ts';

type Span = { readonly from: number; readonly to: number };

/** Which columns of each imported file had values. */
export type FilledColumns = ReadonlyMap<RowsName, ReadonlySet<string>>;

/**
 * What imported files say completely: from the day of the first row to the last event in any of them that is not
 * in the future (or to `completeTo`, for all). Files without dates of their own span what the others span. Files
 * that begin on the day after the stored ones end continue them.
 */
export const completeOf = async (
  session: LoadSession,
  columns: FilledColumns,
  options: { readonly now: Temporal.Instant; readonly completeTo?: Temporal.Instant },
): Promise<readonly Complete[]> => {
  const filled = filledOf(columns);
  const spans = new Map<FactFamily, Span>();
  const undated: FactFamily[] = [];
  for (const rows of columns.keys()) {
    const format = formatOf(rows);
    const families = await familiesIn(session, format, filled);
    const span = await spanOf(session, format, options.now);
    if (!span) undated.push(...families);
    else for (const family of families) spans.set(family, widest([span, spans.get(family)]));
  }
  const now = options.now.epochMilliseconds;
  const whole = spans.size > 0 ? widest([...spans.values()]) : { from: now, to: now };
  for (const family of undated) if (!spans.has(family)) spans.set(family, whole);
  const begun = await continued(session, spans);
  return [...begun].map(([family, { from, to }]) => ({
    family,
    from: Temporal.Instant.fromEpochMilliseconds(from),
    to: options.completeTo ?? Temporal.Instant.fromEpochMilliseconds(to),
    dimensions: dimensionsOfFamily(family, filled),
  }));
};

const filledOf = (columns: FilledColumns): Filled => {
  const byTable = new Map([...columns].map(([rows, names]) => [formatOf(rows).table, names]));
  return (format, column) => byTable.get(format.table)?.has(column) === true;
};

const widest = (spans: readonly (Span | undefined)[]): Span => {
  const given = spans.filter((span) => span !== undefined);
  return {
    from: Math.min(...given.map((span) => span.from)),
    to: Math.max(...given.map((span) => span.to)),
  };
};

const familiesIn = async (
  { tx }: LoadSession,
  format: Format,
  filled: Filled,
): Promise<readonly FactFamily[]> => {
  const choice = format.familyByChoice;
  if (!choice) return familiesOf(format, filled);
  const rows = await tx.unsafe(`select distinct ${choice.column} as value from ${stageOf(format)}`);
  return rows.flatMap((row) => choice.of[String(row['value'])] ?? []);
};

/** First day and last event of the staged rows of a table, as epoch milliseconds; null where they carry no dates. */
const spanOf = async ({ tx }: LoadSession, format: Format, now: Temporal.Instant): Promise<Span | null> => {
  const dated = format.columns.find((column) => column.name === format.dated);
  if (!dated) return null;
  const instants = format.columns.filter((column) => column.kind === 'instant');
  const ends = [
    ...instants.map(({ name }) => `max(${name}) filter (where ${name} <= $1)`),
    ...(dated.kind === 'day'
      ? [`least($1, (max(${dated.name}) filter (where ${dated.name} <= $1::date) + 1)::timestamptz)`]
      : []),
  ];
  const [row] = await tx.unsafe(
    `select extract(epoch from min(${dated.name})::date::timestamptz) * 1000 as from,
       ceil(extract(epoch from greatest(${ends.join(', ')})) * 1000) + 1 as to
     from ${stageOf(format)}, (select $1::timestamptz) given`,
    [now.toString()],
  );
  if (row?.['from'] == null || row['to'] == null) return null;
  return { from: Number(row['from']), to: Number(row['to']) };
};

const dayMs = 86_400_000;

const continued = async (
  { tx, storeId, source }: LoadSession,
  spans: ReadonlyMap<FactFamily, Span>,
): Promise<ReadonlyMap<FactFamily, Span>> => {
  const rows = await tx`
    select family, extract(epoch from complete_to) * 1000 as to from coverage
    where store_id = ${storeId} and source = ${source}`;
  const stored = new Map(rows.map((row) => [String(row['family']), Number(row['to'])]));
  return new Map(
    [...spans].map(([family, span]) => {
      const end = stored.get(family);
      const continues = end !== undefined && end <= span.from && span.from - end <= dayMs;
      return [family, continues ? { ...span, from: end } : span];
    }),
  );
};
