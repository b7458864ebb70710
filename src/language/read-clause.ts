import { metric } from '#src/metrics/catalogue.ts';
import type { NameMatch } from '#src/metrics/names.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { readDefinition, readFreshness } from './intents/about-data.ts';
import type { Clause } from './intents/guards.ts';
import { guard } from './intents/guards.ts';
import { readNotRecorded } from './intents/not-recorded.ts';
import { makeWatch, readAnnouncement, readSchedule, watchLeadLength } from './intents/proposals.ts';
import { readStatus } from './intents/status.ts';
import { readHelp, readTalk } from './intents/talk.ts';
import type { Context, Interpretation, Question } from './interpretation.ts';
import { answerOf } from './meaning/answer-of.ts';
import { clarify, nearestMetrics } from './meaning/clarify.ts';
import type { Source } from './meaning/compose.ts';
import { compose } from './meaning/compose.ts';
import { calendarOf, isAsOf } from './meaning/periods.ts';
import { spreadPeriods } from './meaning/spread.ts';
import { findMentions } from './mentions/find.ts';
import type { Word } from './mentions/meaning.ts';
import { meaningOf } from './mentions/meaning.ts';
import { createBoard } from './reading/board.ts';
import type { Slots } from './reading/slots.ts';
import { readSlots } from './reading/slots.ts';
import { detectLanguage, foreignSentence } from './text/detect-language.ts';
import { expand, isPlain, readWords } from './text/read-words.ts';
import type { Token } from './text/tokens.ts';

/** What a clause is read with. `before` is the query that it may go on from. */
export type Setting = {
  readonly question: Question;
  readonly context: Context;
  readonly before: MetricQuery | null;
};

const readTokens = (typed: readonly Token[], context: Context): Clause => {
  const language = detectLanguage(typed.map(({ word }) => word));
  const findNames = (words: readonly string[]): readonly NameMatch[] =>
    context.findNames(words, isPlain(language));
  const tokens = expand(typed, findNames);
  const names = findNames(tokens.map(({ word }) => word));
  const words = readWords(tokens, names, language);
  return { words, names, mentions: findMentions(words, names, language), language, text: textOf(words) };
};

/** The words as one text; slips are read as what they stand for only where phrases are looked up. */
const textOf = (words: readonly Word[]): string => words.map(({ word }) => word).join(' ');

/** Words for what was spoken of before. */
const refersBack = /^(?:it|its|them|those|these|they|their)$/;

/** Whether a clause goes on from the one before: it names no figure, says so, or is a figure and nothing else. */
const goesOn = (slots: Slots, words: readonly Word[], before: MetricQuery | null): boolean => {
  if (!before) return false;
  if (slots.metrics.named.length === 0) return true;
  if (slots.isContinued) return true;
  const speaksOfIt = slots.metrics.lacksThing || words.some(({ word }) => refersBack.test(word));
  if (slots.names.length === 0 && speaksOfIt) return true;
  const bare =
    slots.names.length + slots.times.periods.length + slots.splits.length + slots.bounds.length === 0;
  const [id] = slots.metrics.named;
  const alike = id !== undefined && isAsOf(metric(id)) === (before.period.unit === 'instant');
  return bare && alike && slots.rank === null && words.length <= 3;
};

/** Reads a clause as a question for figures. */
const readFigures = (clause: Clause, { question, context, before }: Setting): readonly Interpretation[] => {
  const board = createBoard(clause.words, clause.mentions, clause.language);
  const read = readSlots(board, clause.names, before);
  const continued = goesOn(read, clause.words, before) ? before : null;
  const source: Source = {
    slots: read,
    before: continued,
    context,
    now: question.now,
    stores: question.stores,
  };
  const calendar = calendarOf(context, question.now, context.zone);
  return spreadPeriods(read, calendar).map((slots) => {
    if (!continued && isEmpty(slots, clause)) return nothingKnown(clause);
    const draft = compose({ ...source, slots });
    if (draft.ok) return answerOf(draft.value, slots);
    return clarify(draft.problem, { ...source, slots }, question);
  });
};

/** Nothing of the catalogue or the shop in it: no question that figures could answer. */
const isEmpty = (slots: Slots, clause: Clause): boolean => {
  const said =
    slots.metrics.named.length +
    slots.metrics.candidates.length +
    slots.names.length +
    slots.times.periods.length +
    slots.splits.length +
    (slots.times.comparison ? 1 : 0);
  const unknown = slots.leftovers.length;
  return said === 0
    ? clause.words.length === 0 || unknown > 0 || slots.cues.size === 0
    : slots.metrics.named.length === 0 && unknown > said;
};

const nothingKnown = (clause: Clause): Interpretation => {
  const unknownWords = clause.words.filter(({ word }) => !/^\d+$/.test(word)).map(({ raw }) => raw);
  return {
    kind: 'unknown',
    sentence: null,
    unknownWords: unknownWords.slice(0, 12),
    nearest: nearestMetrics(unknownWords),
  };
};

const lookups = ({ mentions }: Clause): readonly Interpretation[] =>
  mentions.flatMap((mention): readonly Interpretation[] => {
    const found = meaningOf(mention, 'number');
    return found ? [{ kind: 'lookup', what: found.what, number: found.number }] : [];
  });

/** A request to be told: the rest of the clause is what is watched, and its limit (but for an age) when to tell. */
const readWatch = (clause: Clause, setting: Setting): Interpretation | null => {
  const lead = watchLeadLength(clause.text);
  if (lead === 0) return null;
  const { question, context } = setting;
  const rest = readTokens(clause.words.slice(lead), context);
  const read = readSlots(createBoard(rest.words, rest.mentions, rest.language), rest.names, null);
  const bound = read.bounds.find(({ unit }) => unit !== 'time') ?? null;
  const slots = { ...read, bounds: read.bounds.filter((one) => one !== bound) };
  const source = { slots, before: null, context, now: question.now, stores: question.stores };
  const draft = compose(source);
  if (!draft.ok) return clarify(draft.problem, source, question);
  return (
    makeWatch(draft.value.query, bound) ?? {
      kind: 'clarify',
      question: 'From which value on shall I tell you?',
      choices: [],
    }
  );
};

/** A request to post something regularly, with the figure it is about where one is named. */
const scheduled = (clause: Clause, setting: Setting): Interpretation | null => {
  const schedule = readSchedule(clause);
  if (!schedule) return null;
  const board = createBoard(clause.words, clause.mentions, clause.language);
  const slots = readSlots(board, [], null);
  const period = schedule.every === 'week' ? 'week' : schedule.every === 'month' ? 'month' : 'day';
  const plain: Slots = {
    ...slots,
    leftovers: [],
    cues: new Set(),
    rank: null,
    splits: slots.splits
      .filter(({ how }) => how === 'by')
      .filter(({ options }) => !options.some((id) => ['day', 'week', 'month', 'weekday'].includes(id))),
    times: {
      periods: [{ kind: 'relative', unit: period, offset: -1 }],
      comparison: null,
      tooMany: false,
      isOfArrival: false,
    },
  };
  const draft = compose({
    slots: plain,
    before: null,
    context: setting.context,
    now: setting.question.now,
    stores: setting.question.stores,
  });
  return { ...schedule, query: draft.ok ? draft.value.query : null };
};

/** What a clause means. Fixed intents come first; whatever is none of them is a question for figures. */
export const readClause = (tokens: readonly Token[], setting: Setting): readonly Interpretation[] => {
  const { question, context, before } = setting;
  const foreign = foreignSentence(tokens.map(({ word }) => word));
  if (foreign) return [{ kind: 'unknown', sentence: foreign, unknownWords: [], nearest: [] }];
  const clause = readTokens(tokens, context);
  const calendar = calendarOf(context, question.now, context.zone);
  const original = tokens.map(({ raw, before: glue }) => `${glue}${raw}`).join('');
  const department = question.asker.departments[0] ?? null;
  const isNow = (id: string): boolean => isAsOf(metric(id));
  const fixed =
    readTalk(clause.text) ??
    readHelp(clause.text, department) ??
    guard(clause) ??
    readWatch(clause, setting) ??
    scheduled(clause, setting) ??
    readAnnouncement(clause, original);
  if (fixed) return [fixed];
  const found = lookups(clause);
  if (found.length > 0) return found;
  const about =
    readFreshness(clause) ??
    readStatus(clause, calendar) ??
    readDefinition(clause, before?.metrics[0] ?? null, isNow);
  if (about) return [about];
  const hasMetric = clause.mentions.some((mention) => meaningOf(mention, 'metric') !== null);
  const unrecorded = hasMetric ? null : readNotRecorded(clause.text);
  return unrecorded ? [unrecorded] : readFigures(clause, setting);
};

/** Whether a clause asks for what is never done or shown. */
export const isForbidden = (tokens: readonly Token[], context: Context): boolean =>
  guard(readTokens(tokens, context)) !== null;
