import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSteering } from '#src/language/intents/guards.ts';
import { interpret } from '#src/language/interpret.ts';
import type { Answerable, Context, Interpretation, Question } from '#src/language/interpretation.ts';
import { sayQuery } from '#src/language/meaning/sayings.ts';
import { mostCharacters, tokenise } from '#src/language/text/tokens.ts';
import type { Logger } from '#src/lib/log.ts';
import { askable, dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { areHonest, isExplained, uncovered, worded } from './check.ts';
import type { AskModel } from './client.ts';
import type { Reading } from './form.ts';
import { parseReading, readingSchema } from './form.ts';
import type { ModelGate } from './limits.ts';
import { rewrite } from './rewrite.ts';

/** Reads a question that the rules would ask back about; null where the rules' own outcome stands. */
export type ReadByModel = (
  question: Question,
  context: Context,
  rules: Interpretation,
) => Promise<Interpretation | null>;

/** How long one question waits for the model. */
const deadlineMilliseconds = 6000;

const mostChoices = 4;

type Figures = Extract<Answerable, { readonly kind: 'metrics' | 'why' | 'forecast' }>;

const template = readFileSync(join(import.meta.dirname, '..', '..', 'prompts', 'interpret.md'), 'utf8');

/** The same for every question, so that servers can keep it at hand. */
const instructions = template.replace(
  '{{metrics}}',
  askable
    .map(
      (one) =>
        `- ${one.id}: ${one.label}; ${one.synonyms.en.slice(0, 6).join(', ')}; by ${dimensionsOf(one).join(', ')}`,
    )
    .join('\n'),
);

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join() === b.toSorted().join();

/** Whether the rules, reading the rewritten question, came to what the model said and to nothing else. */
const says = (query: MetricQuery, reading: Reading): boolean =>
  isSame(
    query.metrics,
    reading.metrics.map(({ id }) => id),
  ) &&
  (isSame(
    query.groupBy,
    reading.groupBy.map(({ dimension }) => dimension),
  ) ||
    reading.groupBy.length === 0) &&
  (query.groupBy.length === 0 || reading.groupBy.length > 0 || reading.rank !== null) &&
  query.filters.length <= reading.filters.length &&
  query.filters.every(
    (one) =>
      one.kind === 'dimension' &&
      reading.filters.some(
        ({ dimension, negated }) => dimension === one.dimension && negated === (one.op === 'is_not'),
      ),
  ) &&
  reading.filters.every(
    ({ dimension }) =>
      query.filters.some((one) => one.kind === 'dimension' && one.dimension === dimension) ||
      (dimension === 'store' && query.stores.length > 0),
  ) &&
  (reading.comparison !== null) === (query.comparison !== null) &&
  (reading.rank !== null) === (query.order !== null);

/** Whether the rules were sure of the metrics and the model chose others. */
const contradicts = (query: MetricQuery, rules: Interpretation): boolean => {
  if (rules.kind !== 'clarify' || rules.choices.length === 0) return false;
  const offered = rules.choices.map(({ interpretation }) =>
    'query' in interpretation ? interpretation.query.metrics : [],
  );
  return !offered.some((metrics) => isSame(metrics, query.metrics));
};

const asFigures = (meanings: readonly Interpretation[]): Figures | null => {
  const [only, ...more] = meanings;
  if (!only || more.length > 0) return null;
  return only.kind === 'metrics' || only.kind === 'why' || only.kind === 'forecast' ? only : null;
};

const readAs = (reading: Reading): Figures['assumptions'] =>
  reading.metrics.map(({ id, quote }) => ({
    slot: 'metric',
    text: `“${quote}” is read as ${metric(id).label}.`,
  }));

/** The model's reading as the rules confirm it: answered where every word is accounted for, else offered as a choice. */
export const confirm = (
  reading: Reading,
  question: Question,
  context: Context,
  rules: Interpretation,
): Interpretation | null => {
  if (reading.intent === 'none' || reading.metrics.length === 0) return null;
  const left = uncovered(reading, question.text);
  if (left === null) return null;
  const [time, comparison] = [worded(reading.time), worded(reading.comparison)];
  const text = rewrite(reading, { time: time.text, comparison: comparison.text });
  const meaning = asFigures(interpret({ ...question, text }, { ...context, previous: null }));
  if (!meaning || !says(meaning.query, reading)) return null;
  const read: Figures = { ...meaning, assumptions: [...readAs(reading), ...meaning.assumptions] };
  const isSure =
    time.sure &&
    comparison.sure &&
    isExplained(reading, left) &&
    areHonest(reading, context) &&
    !contradicts(read.query, rules) &&
    context.previous === null;
  if (isSure) return read;
  const others = rules.kind === 'clarify' ? rules.choices : [];
  return {
    kind: 'clarify',
    question: 'Do you mean this?',
    choices: [{ label: sayQuery(read.query), interpretation: read }, ...others].slice(0, mostChoices),
  };
};

/** What is worth asking the model about: one question that the rules could not answer, of a length they read. */
const isForModel = (question: Question, rules: Interpretation): boolean =>
  (rules.kind === 'clarify' || rules.kind === 'unknown') &&
  question.text.length <= mostCharacters &&
  !isSteering(
    tokenise(question.text)
      .map(({ word }) => word)
      .join(' '),
  );

/** The model beside the rules. Whatever goes wrong with it, the rules' outcome stands, within the deadline. */
export const createReader =
  (parts: { readonly ask: AskModel; readonly gate: ModelGate; readonly log: Logger }): ReadByModel =>
  async (question, context, rules) => {
    if (!isForModel(question, rules) || !parts.gate.mayCall(question.asker.id, question.now)) return null;
    const reply = await parts.ask({
      instructions,
      text: question.text,
      form: readingSchema,
      milliseconds: deadlineMilliseconds,
    });
    const reading = reply.kind === 'text' ? parseReading(reply.text) : null;
    parts.gate.done(
      { tokens: reply.kind === 'text' ? reply.tokens : 0, failed: reading === null },
      question.now,
    );
    if (reading === null) {
      parts.log.warn({ why: reply.kind === 'failed' ? reply.why : 'malformed' }, 'model.failed');
      return null;
    }
    return confirm(reading, question, context, rules);
  };
