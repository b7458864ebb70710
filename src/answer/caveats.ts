import type { Exact } from '#src/lib/exact.ts';
import { toDecimal } from '#src/lib/exact.ts';
import { clean, listOf, plural } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Caveat, Column, Figures, SourceState } from '#src/query/figures.ts';
import type { Estate } from '#src/query/stores.ts';
import { notKnownText } from './not-known.ts';
import type { SourceNote } from './reply.ts';
import { sayDay, sayRange, sayTime, sayZone } from './words/periods.ts';

type Context = { readonly estate: Estate; readonly now: Temporal.Instant };

const storeName = (estate: Estate, id: string): string =>
  estate.stores.find((store) => store.id === id)?.name ?? id;

const isTooOld = (to: Temporal.Instant, column: Column, now: Temporal.Instant): boolean =>
  now.since(to).total('minutes') > metric(column.metric).maxAgeMinutes;

/** Whether a source has not reached the end of what is asked, and is older than the figure may be. */
const isCutShort = (to: Temporal.Instant, column: Column, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(to, column.period.to.toInstant()) < 0 && isTooOld(to, column, now);

/** A source that lags by less than the metric allows is only named in the footer. */
const isWorthSaying = (caveat: Caveat, column: Column, now: Temporal.Instant): boolean =>
  caveat.kind !== 'complete_to' ||
  isTooOld(caveat.to.toInstant(), column, now) ||
  column.period.to.toInstant().epochMilliseconds < now.epochMilliseconds - 60_000;

const ofStore = (store: string | null, estate: Estate): string =>
  store === null ? '' : ` of ${storeName(estate, store)}`;

/** A caveat as a sentence. */
export const sayCaveat = (caveat: Caveat, estate: Estate): string => {
  switch (caveat.kind) {
    case 'partly_recorded':
      return `There are ${familyLabel(caveat.family)}${ofStore(caveat.store, estate)} only from ${sayDay(caveat.from)} on.`;
    case 'complete_to':
      return `The latest ${familyLabel(caveat.family)}${ofStore(caveat.store, estate)} are from ${sayDay(caveat.to)}, ${sayTime(caveat.to)}.`;
    case 'store_left_out':
      return `${storeName(estate, caveat.store)} is left out. ${notKnownText(caveat.why, estate)}`;
    case 'without':
      return `Without ${familyLabel(caveat.family)}, not recorded for ${listOf(caveat.stores.map((store) => storeName(estate, store)))}.`;
    case 'days_of_source':
      return `Days of ${familyLabel(caveat.family)} are days in ${sayZone(caveat.zone)}, as the source reports them.`;
    case 'undated_cancellations':
      return `Some cancellations of ${listOf(caveat.stores.map((store) => storeName(estate, store)))} have no date of their own and count on the day of the order.`;
    case 'company_rule':
      return caveat.rule === 'paid_date'
        ? 'Orders count on the day they are paid, as your company has set.'
        : 'Cancellations count on the day of the order, as your company has set.';
    case 'other_basis':
      return `Measured as: ${caveat.formula}.`;
    case 'compared_without':
      return `The figure before is without ${listOf(caveat.stores.map((store) => storeName(estate, store)))}, which has none for then.`;
    case 'converted':
      return `${caveat.from} turned into ${caveat.to} at ${caveat.varies ? 'each day’s stored rate; the last was' : 'the stored rate:'} 1 ${caveat.from} = ${sayRate(caveat.rate)} ${caveat.to} of ${sayDay(Temporal.PlainDate.from(caveat.day))} (${clean(caveat.source, 40)}).`;
    case 'no_rate':
      return notKnownText(caveat, estate);
    default:
      return caveat satisfies never;
  }
};

const sayRate = (rate: Exact): string => toDecimal(rate, 4);

/** What the reader must know to read the figures rightly, each once. */
export const caveatsOf = (figures: Figures, { estate, now }: Context): readonly string[] => {
  const ofColumns = figures.columns.flatMap((column) =>
    column.caveats
      .filter((caveat) => isWorthSaying(caveat, column, now))
      .map((caveat) => sayCaveat(caveat, estate)),
  );
  const missingRows = [...Map.groupBy(figures.columns, (column) => column.metric)].flatMap(
    ([id, columns]) => {
      const count = columns.reduce((sum, { total }) => sum + (total?.missing ?? 0), 0);
      return count === 0
        ? []
        : [
            `${count.toLocaleString('en-GB')} ${plural(count, 'entry has', 'entries have')} no value for ${metric(id).label} and ${plural(count, 'is', 'are')} not in it.`,
          ];
    },
  );
  const notKnown = figures.missing.map(
    ({ metric: id, why }) => `${metric(id).label}: ${notKnownText(why, estate).toLowerCase()}`,
  );
  const failing = figures.columns.flatMap((column) =>
    column.sources
      .filter(({ failure, completeTo }) => failure !== null && isCutShort(completeTo, column, now))
      .map(({ failure }) => `Not up to date: ${clean(failure ?? '', 300)}`),
  );
  return [...new Set([...ofColumns, ...failing, ...missingRows, ...notKnown])];
};

/** Sources, each once with its oldest news. */
export const notesOf = (states: readonly SourceState[]): readonly SourceNote[] => {
  const notes = new Map<string, SourceNote>();
  for (const state of states) {
    const known = notes.get(state.source);
    if (known && Temporal.Instant.compare(known.asOf, state.asOf) <= 0) continue;
    notes.set(state.source, { id: state.source, asOf: state.asOf, completeTo: state.completeTo });
  }
  return [...notes.values()];
};

/** The sources behind the figures, each with its oldest news. */
export const sourcesOf = (figures: Figures): readonly SourceNote[] =>
  notesOf(figures.columns.flatMap(({ sources }) => sources));

/** Where an answer comes from: its periods (all in one zone), its stores, and what their sources have said. */
type Origin = {
  readonly periods: readonly Period[];
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
};

/** Period, zone, stores and freshness in one line: `1–31 Oct 2026, Berlin time · Main shop · as of 10:28`. */
export const footerFor = ({ periods, stores, sources }: Origin, estate: Estate): string | null => {
  const zone = periods[0]?.from.timeZoneId;
  if (zone === undefined) return null;
  const said = periods.map(({ from, to, unit }) => sayRange({ from: unit === 'instant' ? to : from, to }));
  const shops = estate.stores
    .filter((store) => store.kind === 'store' && stores.includes(store.id))
    .map((store) => store.name);
  const oldest = notesOf(sources)
    .map(({ asOf }) => asOf)
    .sort(Temporal.Instant.compare)[0];
  const seen = oldest?.toZonedDateTimeISO(zone);
  const demo = estate.stores.some(
    (store) => store.isDemo && (stores.includes(store.id) || shops.length === 0),
  );
  return [
    `${listOf([...new Set(said)])}, ${sayZone(zone)}`,
    ...(shops.length > 0 ? [listOf(shops)] : []),
    ...(seen ? [`data as of ${sayDay(seen)}, ${sayTime(seen)}`] : []),
    ...(demo ? ['demo data'] : []),
  ].join(' · ');
};

/** The same for figures: the stores are those of the first one. */
export const footerOf = (figures: Figures, estate: Estate): string | null =>
  footerFor(
    {
      periods: figures.columns.map(({ period }) => period),
      stores: figures.columns[0]?.stores ?? [],
      sources: figures.columns.flatMap(({ sources }) => sources),
    },
    estate,
  );
