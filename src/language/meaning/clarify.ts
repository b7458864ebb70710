import { fold } from '#src/lib/text.ts';
import { askable, dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Choice, Interpretation, Question } from '../interpretation.ts';
import type { Slots } from '../reading/slots.ts';
import type { TimeRule } from '../time/rules.ts';
import { answerOf } from './answer-of.ts';
import type { Source } from './compose.ts';
import { compose } from './compose.ts';
import { isAsOf } from './periods.ts';
import type { Problem } from './problem.ts';
import { sayQuery } from './sayings.ts';

/** Most buttons that a question back has. */
const mostChoices = 4;

/** Slots changed so that a reading becomes possible. */
type Change = (slots: Slots) => Slots;

const withMetric =
  (id: string): Change =>
  (slots) => ({
    ...slots,
    metrics: { ...slots.metrics, named: [id], candidates: [], tangled: false },
    cues: new Set(
      [...slots.cues].filter((cue) => cue !== 'how_many' && cue !== 'in_money' && cue !== 'also'),
    ),
  });

const withTime =
  (rule: TimeRule | null): Change =>
  (slots) => ({
    ...slots,
    times: { periods: rule ? [rule] : [], comparison: null, tooMany: false, isOfArrival: false },
  });

const withoutWords: Change = (slots) => ({
  ...slots,
  leftovers: [],
  cues: new Set(
    [...slots.cues].filter(
      (cue) => cue !== 'state' && cue !== 'average' && cue !== 'share' && cue !== 'change',
    ),
  ),
});

const choicesFrom = (source: Source, changes: readonly Change[]): readonly Choice[] => {
  const choices = changes.flatMap((change): readonly Choice[] => {
    const draft = compose({ ...source, slots: change(source.slots) });
    if (!draft.ok) return [];
    const interpretation = answerOf(draft.value, source.slots);
    return [{ label: sayQuery(draft.value.query), interpretation }];
  });
  return [...new Map(choices.map((choice) => [choice.label, choice])).values()].slice(0, mostChoices);
};

const fitsRest = ({ slots }: Source, one: Metric): boolean => {
  const allowed = dimensionsOf(one);
  const named = slots.names.every(({ options }) =>
    options.some((option) => option.dimension === 'store' || allowed.includes(option.dimension)),
  );
  const split = slots.splits.every(({ options }) => options.some((id) => allowed.includes(id)));
  return named && split && !(slots.times.periods.length > 0 && isAsOf(one));
};

/** Whether a few words often mean this figure of the things that are named: "how many yoga mats". */
const isAskedOf = ({ slots }: Source, one: Metric): number =>
  slots.names.some(({ options }) => options.some(({ dimension: id }) => one.vague?.by.includes(id))) ? 1 : 0;

/** The figures a person of this department is likeliest to mean: those that people have most words for. */
const likelyMetrics = (source: Source, question: Question): readonly string[] => {
  const own = (one: Metric): number =>
    question.asker.departments.some((id) => one.departments.includes(id)) ? 1 : 0;
  return askable
    .filter((one) => fitsRest(source, one))
    .filter(({ unit }) => !source.slots.cues.has('how_many') || unit.kind === 'count')
    .toSorted(
      (a, b) =>
        isAskedOf(source, b) - isAskedOf(source, a) ||
        own(b) - own(a) ||
        b.synonyms.en.length - a.synonyms.en.length,
    )
    .map(({ id }) => id)
    .slice(0, 6);
};

const asked = (question: string, choices: readonly Choice[]): Interpretation => ({
  kind: 'clarify',
  question,
  choices,
});

const whatIs = (id: string): string => metric(id).label;

const aboutTime = (problem: Extract<Problem, { readonly kind: 'time' }>, source: Source): Interpretation => {
  const [rule] = source.slots.times.periods;
  switch (problem.why) {
    case 'unreadable':
      return asked(
        'I could not read that date. Which period do you mean?',
        choicesFrom(source, [withTime(null)]),
      );
    case 'not_as_of':
      return asked(
        'That is counted at a moment, not over a span. Which moment?',
        choicesFrom(source, [
          withTime({ kind: 'now' }),
          ...(rule
            ? [
                withTime({ kind: 'edge', of: rule, edge: 'end' }),
                withTime({ kind: 'edge', of: rule, edge: 'start' }),
              ]
            : []),
        ]),
      );
    case 'not_a_moment':
      return asked(
        'That is counted over a period. Which one?',
        choicesFrom(
          source,
          rule?.kind === 'edge'
            ? [
                withTime(rule.of),
                withTime({
                  kind: 'portion',
                  of: rule.of,
                  side: rule.edge === 'end' ? 'last' : 'first',
                  count: 1,
                  unit: 'week',
                }),
              ]
            : [withTime(null)],
        ),
      );
    case 'too_many':
      return asked(
        'I can set one period against one other. Which one do you mean?',
        choicesFrom(source, source.slots.times.periods.map(withTime)),
      );
    case 'ahead':
      return asked(
        'That lies ahead. Do you mean how it stands now?',
        choicesFrom(source, [withTime({ kind: 'now' })]),
      );
    default:
      return problem.why satisfies never;
  }
};

const aboutBound = (
  problem: Extract<Problem, { readonly kind: 'bound' }>,
  source: Source,
): Interpretation => {
  const splits = ['product', 'category', 'country', 'day'] as const;
  const changes =
    problem.why === 'no_list'
      ? splits.map(
          (id): Change =>
            (slots) => ({
              ...slots,
              splits: [...slots.splits, { options: [id], how: 'by', isPlural: true, typed: id }],
            }),
        )
      : [(slots: Slots): Slots => ({ ...slots, bounds: [] })];
  const question = {
    nothing_to_bound: 'I do not see what that limit is on. Without it?',
    no_age: 'I do not know how long these have been waiting. Without the limit?',
    no_list: 'What should I go through?',
  }[problem.why];
  return asked(question, choicesFrom(source, changes));
};

/** Metrics whose phrases share a word with words nobody knew. */
export const nearestMetrics = (words: readonly string[]): readonly string[] => {
  const known = new Set(words.map(fold).filter((word) => word.length > 3));
  return askable
    .filter(({ synonyms }) => synonyms.en.some((phrase) => phrase.split(' ').some((word) => known.has(word))))
    .map(({ id }) => id)
    .slice(0, mostChoices);
};

/** Unknown words beside a question that is clear without them: asked, never dropped. */
const aboutWords = (words: readonly string[], source: Source): Interpretation => {
  const proposed = source.slots.suggestions.map(
    (wish): Change =>
      (slots) =>
        withoutWords({ ...slots, names: [...slots.names, wish] }),
  );
  const choices =
    words.length <= 3 || proposed.length > 0 ? choicesFrom(source, [...proposed, withoutWords]) : [];
  if (choices.length === 0)
    return { kind: 'unknown', sentence: null, unknownWords: words, nearest: nearestMetrics(words) };
  const said = words.map((word) => `“${word}”`).join(', ');
  return {
    kind: 'clarify',
    question: `I do not know what ${said} ${words.length > 1 ? 'mean' : 'means'} here. ${proposed.length > 0 ? 'Do you mean one of these?' : 'Shall I answer without it?'}`,
    choices,
    unknownWords: words,
  };
};

/** Asks back about what the words leave open, with up to four complete readings to choose from. */
export const clarify = (problem: Problem, source: Source, question: Question): Interpretation => {
  switch (problem.kind) {
    case 'no_metric':
      return asked(
        'Which figure would you like?',
        choicesFrom(source, likelyMetrics(source, question).map(withMetric)),
      );
    case 'several_metrics':
    case 'tangled':
      return asked(
        `Do you mean ${problem.ids.slice(0, mostChoices).map(whatIs).join(', or ')}?`,
        choicesFrom(source, problem.ids.map(withMetric)),
      );
    case 'other_unit':
      return asked('Which of these do you mean?', choicesFrom(source, problem.ids.map(withMetric)));
    case 'several_splits':
      return asked(
        `Which ${problem.typed} do you mean?`,
        choicesFrom(
          source,
          problem.options.map(
            (id): Change =>
              (slots) => ({
                ...slots,
                splits: slots.splits.map((wish) =>
                  wish.typed === problem.typed ? { ...wish, options: [id] } : wish,
                ),
              }),
          ),
        ),
      );
    case 'not_split':
    case 'not_counted':
      return asked(
        `I cannot ${problem.kind === 'not_split' ? 'split that by' : 'count'} ${dimension(problem.dimension).label}. Without it?`,
        choicesFrom(source, [
          (slots) => ({
            ...slots,
            splits: slots.splits.filter(({ options }) => !options.includes(problem.dimension)),
          }),
          (slots) => ({ ...slots, splits: slots.splits.map((wish) => ({ ...wish, how: 'by' as const })) }),
        ]),
      );
    case 'not_filtered':
      return asked(
        `I cannot tell “${problem.typed}” apart in that figure. Without it?`,
        choicesFrom(
          {
            ...source,
            before: source.before && {
              ...source.before,
              filters: source.before.filters.filter(
                (one) => one.kind !== 'dimension' || one.dimension !== problem.dimension,
              ),
            },
          },
          [
            (slots) => ({
              ...slots,
              names: slots.names.filter(
                ({ options }) => !options.some((option) => option.dimension === problem.dimension),
              ),
            }),
          ],
        ),
      );
    case 'bound':
      return aboutBound(problem, source);
    case 'time':
      return aboutTime(problem, source);
    case 'words':
      return aboutWords(problem.words, source);
    default:
      return problem satisfies never;
  }
};
