import { askable, dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Assumption } from '../interpretation.ts';
import type { Slots } from '../reading/slots.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

/** The metrics of a question, and what was assumed to find them. */
export type Chosen = { readonly metrics: readonly string[]; readonly assumptions: readonly Assumption[] };

const just = (...metrics: readonly string[]): Made<Chosen> => made({ metrics, assumptions: [] });

/** Whether a metric can be split and filtered by everything the question names. */
const fits = (one: Metric, slots: Slots): boolean => {
  const allowed = dimensionsOf(one);
  return (
    slots.names.every(({ options }) => options.some(({ dimension }) => allowed.includes(dimension))) &&
    slots.splits.every(({ options }) => options.some((id) => allowed.includes(id)))
  );
};

/** Words that nothing else in the question makes sure of: asked. */
const amongCandidates = (slots: Slots): Made<Chosen> => {
  const { candidates } = slots.metrics;
  const left = candidates.filter((id) => fits(metric(id), slots));
  return failed(left.length > 0 ? { kind: 'several_metrics', ids: left } : { kind: 'no_metric' });
};

/** Whether it is asked what will be, or whether a goal is reached: an amount is then the goal and no limit. */
export const asksForGoal = ({ cues }: Slots): boolean => cues.has('forecast') || cues.has('goal');

/** A word with several meanings in a conversation: what is filtered and split there decides, or it is asked. */
const inConversation = (slots: Slots, { metrics, filters, groupBy }: MetricQuery): Made<Chosen> => {
  const said = [...groupBy, ...filters.flatMap((one) => (one.kind === 'dimension' ? [one.dimension] : []))];
  const left = slots.metrics.candidates.filter((id) =>
    metric(id).vague?.by.some((dimension) => said.includes(dimension)),
  );
  const [only, ...more] = left;
  if (only === undefined || more.length > 0)
    return failed({ kind: 'several_metrics', ids: left.length > 0 ? left : slots.metrics.candidates });
  return slots.cues.has('also') && !metrics.includes(only) ? just(...metrics, only) : just(only);
};

/** "Share of PayPal", "top 5 products": metrics that the rest of the question implies. */
const implied = (slots: Slots): Made<Chosen> => {
  const [name] = slots.names;
  const listed = askable.filter(
    ({ listBy }) => listBy !== undefined && name?.options.some(({ dimension }) => dimension === listBy),
  );
  if (slots.cues.has('share') && listed[0] && listed.length === 1) return just(listed[0].id);
  const goal = asksForGoal(slots) && slots.bounds.length > 0 && askable.find((one) => one.isMeantByGoals);
  if (goal)
    return made({
      metrics: [goal.id],
      assumptions: [{ slot: 'metric', text: `No figure was named: ${goal.label} is meant.` }],
    });
  const ranked =
    slots.rank && slots.splits.length > 0 ? askable.find((one) => one.ranks && fits(one, slots)) : undefined;
  if (!ranked) return failed({ kind: 'no_metric' });
  return made({
    metrics: [ranked.id],
    assumptions: [{ slot: 'metric', text: `No figure was named: put in order by ${ranked.label}.` }],
  });
};

/** "How many" of something measured in money, "how much" of something counted. */
const inAskedUnit = (id: string, slots: Slots): Made<Chosen> => {
  const one = metric(id);
  const other = one.asMoney ?? one.asCount;
  const both = slots.cues.has('how_many') && (slots.cues.has('how_much') || slots.cues.has('in_money'));
  if (both && other) return just(id, other);
  const isMoney = one.unit.kind === 'money';
  if (slots.cues.has('how_many') && isMoney && !one.listBy) {
    if (one.asCount) return just(one.asCount);
    const counts = (one.neighbours ?? [])
      .map((near) => near.id)
      .filter((near) => metric(near).unit.kind === 'count');
    return failed({ kind: 'other_unit', ids: [id, ...counts] });
  }
  if (!(slots.cues.has('how_much') || slots.cues.has('in_money')) || one.unit.kind !== 'count')
    return just(id);
  if (one.asMoney) return just(one.asMoney);
  return slots.cues.has('in_money') ? failed({ kind: 'other_unit', ids: [id] }) : just(id);
};

/** Orders "over 500" are not counted by 500: the metric that values single ones is meant. */
const valuedSingly = (id: string, slots: Slots): string => {
  const { eachWorth } = metric(id);
  if (asksForGoal(slots)) return id;
  if (eachWorth && slots.rank?.count && slots.splits.length === 0) return eachWorth;
  const bound = slots.bounds.some(
    ({ unit, ofPieces }) => !ofPieces && (unit === 'money' || unit === 'plain'),
  );
  const isHaving =
    slots.splits.length > 0 || slots.bounds.some(({ unit }) => unit === 'plain' && slots.rank !== null);
  return eachWorth && bound && !isHaving ? eachWorth : id;
};

/** "Share of failed payments": the ratio that has the metric above its line. */
const asShare = (id: string, slots: Slots): string => {
  if (!slots.cues.has('share') || slots.names.length > 0) return id;
  const ratio = askable.find(({ compute }) => compute.kind === 'ratio' && compute.of.id === id);
  return ratio?.unit.kind === 'percent' ? ratio.id : id;
};

/** One metric by its name: its reasons, its other unit, or beside those of the conversation. */
const oneNamed = (id: string, slots: Slots, before: readonly string[]): Made<Chosen> => {
  const { reasons } = metric(id);
  if (reasons && slots.cues.has('why') && !slots.cues.has('change')) return just(reasons);
  const chosen = inAskedUnit(asShare(valuedSingly(id, slots), slots), slots);
  return chosen.ok && slots.cues.has('also') && before.length > 0 && !before.includes(id)
    ? just(...before, ...chosen.value.metrics)
    : chosen;
};

/** Decides which metrics a question asks for; `conversation` is the query it may go on from. */
export const chooseMetrics = (slots: Slots, conversation: MetricQuery | null): Made<Chosen> => {
  const { named, candidates, tangled } = slots.metrics;
  const before = conversation?.metrics ?? [];
  if (tangled) return failed({ kind: 'tangled', ids: named });
  const [only, ...more] = named;
  if (only && more.length > 0) return just(...named);
  if (only) return oneNamed(only, slots, before);
  if (!conversation) return candidates.length > 0 ? amongCandidates(slots) : implied(slots);
  return candidates.length > 0 && !slots.metrics.isNounOnly
    ? inConversation(slots, conversation)
    : just(...before);
};
