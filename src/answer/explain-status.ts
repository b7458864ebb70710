import type { Answerable } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import { clean, listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { capability } from '#src/status/book/capabilities.ts';
import { supplierOf } from '#src/status/book/suppliers.ts';
import { statusFacts, statusMetric } from '#src/status/report/facts.ts';
import { tellEvent, tellShortly } from '#src/status/report/in-short.ts';
import type { MissedSales } from '#src/status/report/missed-sales.ts';
import type { StoredEvent } from '#src/status/report/read-events.ts';
import type { StatusReport } from '#src/status/report/report.ts';
import type { Reply, SourceNote } from './reply.ts';
import { plainReply } from './reply.ts';
import type { Scene } from './scene.ts';
import { sayDay, sayRange, sayTime, sayZone } from './words/periods.ts';
import { sayValue } from './words/values.ts';

type Asked = Extract<Answerable, { readonly kind: 'status' }>;

/** Events told one by one; the rest is counted. */
const mostTold = 5;

/** An open event without a word for this long is doubted rather than left out. */
const silentHours = 24;

const shortly = (event: StoredEvent, scene: Scene): string =>
  [`${event.reference}:`, tellShortly(event, scene), ...doubt(event, scene)].join(' ');

const clockOf = (at: Temporal.Instant, { zone, now }: Scene): string => {
  const local = at.toZonedDateTimeISO(zone);
  const isToday = local.toPlainDate().equals(now.toZonedDateTimeISO(zone).toPlainDate());
  return isToday ? sayTime(local) : `${sayTime(local)} on ${sayDay(local)}`;
};

const doubt = (event: StoredEvent, scene: Scene): readonly string[] =>
  event.endedAt === null && event.lastWordAt.until(scene.now).total('hours') > silentHours
    ? [`The last word on it came at ${clockOf(event.lastWordAt, scene)}; it may be over.`]
    : [];

const noEstimate = {
  nothing: 'No less than usual was sold in that time.',
  too_few: 'Too few orders come in to estimate the sales missed.',
  too_long: 'It lasted too long to be compared with the same hours of other days.',
} as const;

/** What it cost in sales: an estimate with its range, or that there are too few orders for one. */
const sayMissed = ({ metric: id, currency, missed }: MissedSales, event: StoredEvent): string => {
  if (missed.kind !== 'about') return noEstimate[missed.kind];
  const [value, low, high] = [missed.value, missed.low, missed.high].map((one) =>
    sayValue(one, metric(id).unit, currency),
  );
  return `Estimate of the sales missed${event.endedAt ? '' : ' so far'}: about ${value}, with 80% likelihood between ${low} and ${high}; part of them may still come.`;
};

/** What the trouble did to orders, counted beside the same span a week before; and what went out before it. */
const aroundIt = ({ first }: StatusReport, scene: Scene): readonly string[] => {
  if (!first) return [];
  const { orders, release, event, missed } = first;
  const say = (count: Exact): string => sayValue(count, metric(orders?.metric ?? '').unit, null);
  const counted = orders
    ? [
        `From ${clockOf(orders.range.from.toInstant(), scene)} to ${sayTime(orders.range.to)}${event.endedAt ? '' : ' so far'} (${event.reference}): ${say(orders.count)}; ${say(orders.before.count)} in the same span a week before.`,
      ]
    : [];
  const changed = release
    ? [
        `The last release before it: ${clean([release.service, release.version ?? ''].join(' '), 60)} at ${clockOf(release.at, scene)}. Whether it is the cause is not said.`,
      ]
    : [];
  return [...counted, ...missed.map((one) => sayMissed(one, event)), ...changed];
};

const thingOf = ({ topic, supplier }: StatusReport): string | null =>
  supplier !== null ? nameOf(supplier) : (topic?.thing ?? null);

/** A supplier as it writes itself. */
const nameOf = (supplier: string): string => {
  const { name } = supplierOf(supplier);
  return name === supplier ? supplier.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase()) : name;
};

const headlineOf = (report: StatusReport, events: readonly StoredEvent[]): string => {
  const thing = thingOf(report);
  if (events.length > 0) {
    const count = events.length;
    const things = events.map(({ impact }) => capability(impact.capability).thing);
    const list = listOf([...new Set(things)]);
    return report.period
      ? `There was trouble ${count} times, ${sayRange(report.period)}: ${list}.`
      : `${count} things do not work as they should right now: ${list}.`;
  }
  if (report.period)
    return `No trouble${thing ? ` with ${thing}` : ''} is known of for ${sayRange(report.period)}.`;
  return thing
    ? `Nothing is known to be wrong with ${thing} right now.`
    : 'Nothing is known to be broken right now.';
};

/** What ended today, and what else is going on: beside what was asked, in a sentence each. */
const besides = (report: StatusReport, scene: Scene): readonly string[] => {
  const over = report.period ? [] : report.open.length === 0 ? report.over.slice(0, 2) : [];
  const others = report.beside.slice(0, 3).map((event) => {
    const [opening] = tellEvent(event, scene);
    return `${event.reference}: ${opening?.text ?? ''}`;
  });
  return [
    ...over.map((event) => `Earlier today, ${shortly(event, scene)}`),
    ...(others.length > 0 ? [`Something else does not work as it should: ${others.join(' ')}`] : []),
  ];
};

/** That orders come in is evidence of its own that people can buy. */
const evidence = ({ lastOrder, open }: StatusReport, scene: Scene): readonly string[] =>
  lastOrder && open.length === 0
    ? [
        `The last order came in at ${clockOf(lastOrder.at, scene)} (orders are read up to ${clockOf(lastOrder.readTo, scene)}).`,
      ]
    : [];

const caveatsOf = (
  { sources, period, supplier, isSupplierKnown }: StatusReport,
  scene: Scene,
): readonly string[] => {
  const old = sources.filter(
    ({ completeTo }) =>
      !period && completeTo.until(scene.now).total('minutes') > metric(statusMetric).maxAgeMinutes,
  );
  const late = period
    ? sources.filter(
        ({ completeFrom }) => Temporal.Instant.compare(completeFrom, period.from.toInstant()) > 0,
      )
    : [];
  return [
    ...old.map(
      ({ source, completeTo }) =>
        `The last word from ${clean(source, 40)} is of ${clockOf(completeTo, scene)}; what broke since is not known.`,
    ),
    ...(late.length > 0 && late.length === sources.length
      ? [
          `Incidents are recorded only from ${
            late
              .map(({ completeFrom }) => completeFrom)
              .sort(Temporal.Instant.compare)
              .map((from) => sayDay(from.toZonedDateTimeISO(scene.zone)))[0]
          } on.`,
        ]
      : []),
    ...(supplier !== null && !isSupplierKnown
      ? [`Nothing of ${nameOf(supplier)} has ever been heard here; it may not be watched.`]
      : []),
  ];
};

const notesOf = ({ sources }: StatusReport): readonly SourceNote[] =>
  [...Map.groupBy(sources, ({ source }) => source)].flatMap(([id, states]) => {
    const [first] = states;
    return first ? [{ id, asOf: first.asOf, completeTo: first.completeTo }] : [];
  });

const footerOf = (report: StatusReport, scene: Scene): string => {
  const seen = report.sources.map(({ completeTo }) => completeTo).sort(Temporal.Instant.compare)[0];
  return [
    ...(report.period ? [sayRange(report.period)] : []),
    ...(seen ? [`as of ${clockOf(seen, scene)}`] : []),
    sayZone(scene.zone),
    ...(scene.estate.stores.some(({ isDemo }) => isDemo) ? ['demo data'] : []),
  ].join(' · ');
};

/** Nobody tells us of incidents: then nothing is known, which is not the same as nothing being wrong. */
const unheard = (asked: Asked, report: StatusReport, scene: Scene): Reply => {
  const wouldKnow = scene.desk.wouldKnow('incidents', []);
  return plainReply('no_data', asked, 'No source tells me yet what is broken.', {
    lines: [...evidence(report, scene), ...wouldKnow],
  });
};

/** Says what works and what does not in the words of the asker's department; nothing known is not nothing wrong. */
export const explainStatus = (asked: Asked, report: StatusReport, scene: Scene): Reply => {
  if (report.sources.length === 0 && !report.first) return unheard(asked, report, scene);
  const events = report.period ? [...report.open, ...report.over] : report.open;
  const [only, ...others] = events;
  const isOne = only !== undefined && others.length === 0;
  const lines = isOne ? tellEvent(only, scene).map(({ text }) => text) : [];
  const told = isOne
    ? [...lines.slice(1), ...doubt(only, scene), `Its reference for everybody is ${only.reference}.`]
    : events.slice(0, mostTold).map((event) => shortly(event, scene));
  const left = events.length - mostTold;
  return {
    ...plainReply('answer', asked, (isOne ? lines[0] : undefined) ?? headlineOf(report, events)),
    lines: [
      ...told,
      ...(!isOne && left > 0 ? [`… and ${left} more.`] : []),
      ...(events.length > 0 ? aroundIt(report, scene) : []),
      ...evidence(report, scene),
      ...besides(report, scene),
    ],
    caveats: caveatsOf(report, scene),
    footer: footerOf(report, scene),
    facts: statusFacts(report, scene.now, scene.zone),
    sources: notesOf(report),
  };
};
