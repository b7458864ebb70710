import type { Interpretation, Place, Question } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Sensitivity } from '#src/metrics/define.ts';

/**
 * Where an answer may be shown: in the place it was asked, to the asker alone, or not at all. `asList`: whether a
 * metric that is shown as a list of its rows may be, or only as a count.
 */
export type Permission =
  | { readonly kind: 'place' | 'asker'; readonly asList: boolean }
  | { readonly kind: 'no'; readonly metric: string; readonly whom: readonly Department[] };

/** Departments that may see each sensitivity; null = everybody of the company. */
const readers: Readonly<Record<Sensitivity, readonly Department[] | null>> = {
  open: null,
  finance: ['finance', 'leadership'],
  warehouse_finance: ['warehouse', 'finance', 'leadership'],
  it: ['it', 'leadership'],
  roles: [],
};

type Need = { readonly metric: string; readonly departments: readonly Department[] | null };

/** What the parts of an interpretation need: each metric's sensitivity, sharpened by splits that fewer people may see. */
const needsOf = (interpretation: Interpretation, asList: boolean): readonly Need[] => {
  if (interpretation.kind === 'define') return [];
  if (!('query' in interpretation) || interpretation.query === null) return [];
  const { query } = interpretation;
  const splits = [
    ...query.groupBy,
    ...query.filters.flatMap((filter) => (filter.kind === 'dimension' ? [filter.dimension] : [])),
  ];
  const bounds = query.filters.flatMap((filter) => (filter.kind === 'value' ? [filter.metric] : []));
  return [...query.metrics, ...bounds].map((id) => {
    const { sensitivity, restrictedSplits, listBy } = metric(id);
    const shownBy = query.groupBy.length === 0 && listBy && asList ? [...splits, listBy] : splits;
    const isSharper = restrictedSplits?.by.some((split) => shownBy.includes(split));
    const sharpened = isSharper && restrictedSplits ? restrictedSplits.sensitivity : sensitivity;
    return { metric: id, departments: readers[sharpened] };
  });
};

/** What everybody in a place may see: a channel's policy decides, never the names of its members. */
const mayShowIn = (place: Place, { departments }: Need): boolean => {
  switch (place.kind) {
    case 'direct':
      return true;
    case 'public':
      return departments === null;
    case 'private':
      return departments === null || (place.department !== null && departments.includes(place.department));
    case 'external':
      return false;
    default:
      return place satisfies never;
  }
};

/**
 * Rights = what the asker may see ∩ what everyone in the place may see. Fails closed: an asker without departments
 * sees open metrics only, and in a place shared with others nobody sees anything. Who may not see the rows of a list
 * gets their count where that is allowed.
 */
export const allow = (interpretation: Interpretation, question: Question): Permission => {
  const listed = allowed(interpretation, question, true);
  return listed.kind === 'no' ? allowed(interpretation, question, false) : listed;
};

const allowed = (interpretation: Interpretation, question: Question, asList: boolean): Permission => {
  const needs = needsOf(interpretation, asList);
  const forbidden = needs.find(
    ({ departments }) =>
      departments !== null && !question.asker.departments.some((own) => departments.includes(own)),
  );
  if (forbidden) return { kind: 'no', metric: forbidden.metric, whom: forbidden.departments ?? [] };
  const isAmongUs = question.place.kind !== 'external';
  const isForPlace = isAmongUs && needs.every((need) => mayShowIn(question.place, need));
  return { kind: isForPlace ? 'place' : 'asker', asList };
};
