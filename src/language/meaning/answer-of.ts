import { catalogue, metric } from '#src/metrics/catalogue.ts';
import type { Answerable } from '../interpretation.ts';
import type { Slots } from '../reading/slots.ts';
import { asksForGoal } from './choose-metrics.ts';
import type { Draft } from './compose.ts';

/** A limit in a question for what will be is the amount to reach. */
const forecastOf = ({ query, assumptions }: Draft): Answerable => {
  const limit = query.filters.find((filter) => filter.kind === 'value');
  const filters = query.filters.filter((filter) => filter.kind !== 'value');
  return { kind: 'forecast', query: { ...query, filters }, goal: limit?.value ?? null, assumptions };
};

/** What is asked of a query whose slots are filled: its figures, why they changed, or what they will be. */
export const answerOf = (draft: Draft, slots: Slots): Answerable => {
  const { query, assumptions } = draft;
  const isReasons = query.metrics.some((id) => catalogue.some(({ reasons }) => reasons === id));
  if (slots.cues.has('why') && !isReasons) return { kind: 'why', query, assumptions };
  const future = query.metrics.every((id) => metric(id).future);
  if (asksForGoal(slots) || (draft.ahead && !future)) return forecastOf(draft);
  return { kind: 'metrics', query, assumptions };
};
