import { allow } from '#src/answer/allow.ts';
import type { Desk } from '#src/answer/scene.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import { readEstate, zoneOf } from '#src/query/stores.ts';
import { findActions } from '../actions/find.ts';
import type { Digest, DigestScene, DigestSources, Question } from '../define.ts';
import { daysSince, weekBeforeDay } from './period.ts';
import { readFigures } from './read-figures.ts';

/** For whom and where a digest is made. `before`: the day of the digest before this one. */
export type DigestOrder = {
  readonly digest: Digest;
  readonly asker: Question['asker'];
  readonly place: Question['place'];
  readonly stores: readonly string[];
  readonly now: Temporal.Instant;
  /** How many days lie between this digest and the one before. */
  readonly daysBack: number;
};

/** Whether a figure may be shown: what whoever set the digest up may see ∩ what everyone in the place may see. */
const createMay =
  ({ asker, place, now, stores }: DigestOrder, zone: string) =>
  (metric: string): boolean => {
    const query = {
      metrics: [metric],
      filters: [],
      groupBy: [],
      period: instantPeriod(now, zone),
      comparison: null,
      order: null,
      limit: null,
      stores,
    };
    const question: Question = { text: '', asker, place, thread: null, stores, now };
    return allow({ kind: 'metrics', query, assumptions: [] }, question).kind === 'place';
  };

/** Reads once everything that the sections of a digest look at. */
export const setDigestScene = async (
  order: DigestOrder,
  desk: Desk,
  sources: DigestSources,
): Promise<DigestScene> => {
  const { digest, now } = order;
  const estate = await readEstate(desk.database.fast);
  const shops = estate.stores.filter(({ kind }) => kind === 'store').map(({ id }) => id);
  const stores = order.stores.length > 0 ? order.stores.filter((id) => shops.includes(id)) : shops;
  const zone = zoneOf(estate, stores);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const { weekStart } = desk.calendar;
  const period =
    digest.covers === 'week'
      ? weekBeforeDay(today, zone, weekStart)
      : daysSince(today, today.subtract({ days: order.daysBack }), zone);
  const runtime: Runtime = { database: desk.database, estate, now, weekStart };
  const may = createMay(order, zone);
  const reading = { runtime, stores, zone, period, may };
  const since = period.from.toPlainDate();
  const [figures, actions, events] = await Promise.all([
    readFigures(digest.figures, reading),
    findActions(digest.actions, may, { runtime, stores, zone, today, since }),
    may('tech.incidents') ? sources.events(digest.department, period, runtime) : [],
  ]);
  return { ...reading, digest, figures, actions, events, sources, spent: new Set() };
};
