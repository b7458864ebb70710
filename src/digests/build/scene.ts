import { allow } from '#src/answer/allow.ts';
import type { Desk } from '#src/answer/scene.ts';
import { setScene } from '#src/answer/scene.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import { findActions, sumActions } from '../actions/find.ts';
import type { Digest, DigestScene, DigestSources, May, Question } from '../define.ts';
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

/** The digest as a question that whoever set it up asks in its place. */
const questionOf = (
  { asker, place, now }: Pick<DigestOrder, 'asker' | 'place' | 'now'>,
  stores: readonly string[],
): Question => ({ text: '', asker, place, thread: null, stores, now });

/** Whether a figure may be shown: what whoever set the digest up may see ∩ what everyone in the place may see. */
export const createMay = (order: Pick<DigestOrder, 'asker' | 'place' | 'now'>, zone: string): May => {
  const question = questionOf(order, []);
  return (metric, groupBy = []) => {
    const query = {
      metrics: [metric],
      filters: [],
      groupBy,
      period: instantPeriod(order.now, zone),
      comparison: null,
      order: null,
      limit: null,
      stores: [],
    };
    return allow({ kind: 'metrics', query, assumptions: [] }, question).kind === 'place';
  };
};

/** Reads once everything that the sections of a digest look at. */
export const setDigestScene = async (
  order: DigestOrder,
  desk: Desk,
  sources: DigestSources,
): Promise<DigestScene> => {
  const { digest, now } = order;
  const scene = await setScene(questionOf(order, order.stores), desk);
  const { estate } = scene;
  const shops = estate.stores.filter(({ kind }) => kind === 'store').map(({ id }) => id);
  const stores = order.stores.length > 0 ? order.stores.filter((id) => shops.includes(id)) : shops;
  const { zone } = scene;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const period =
    digest.covers === 'week'
      ? weekBeforeDay(today, zone, estate.company.weekStart)
      : daysSince(today, today.subtract({ days: order.daysBack }), zone);
  const runtime: Runtime = { database: desk.database, estate, now };
  const may = createMay(order, zone);
  const reading = { runtime, stores, zone, period, may };
  const since = period.from.toPlainDate();
  const [figures, actions, events] = await Promise.all([
    readFigures(digest.figures, reading),
    findActions(digest.actions, may, { runtime, stores, zone, today, since }),
    may('tech.incidents') ? sources.events(digest.department, period, runtime) : [],
  ]);
  const shown = digest.actionsAs === 'sums' ? sumActions(actions) : actions;
  return { ...reading, digest, figures, actions: shown, events, sources, spent: new Set() };
};
