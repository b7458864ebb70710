import { metric } from '#src/metrics/catalogue.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Interpretation } from '../interpretation.ts';
import type { BoundMeaning } from '../mentions/meaning.ts';
import { meaningOf } from '../mentions/meaning.ts';
import { timeWord } from '../time/lexicon.ts';
import type { Clause } from './guards.ts';

type Schedule = Extract<Interpretation, { readonly kind: 'schedule' }>;

const watchLead =
  /^(?:please |pls |can you |could you |hey )*(?:alert|notify|warn|ping|tell|message|remind|let|inform|shout|melde|sag|benachrichtige|warne|avisame|avisa) (?:me |us |know |the team |everyone |mir |uns |bescheid |once )*(?:know )?(?:when|if|once|as soon as|whenever|wenn|sobald|cuando|si)\b/;

/** How many words of a message only ask to be told ("alert me when"); 0 when it is no such request. */
export const watchLeadLength = (text: string): number => {
  const found = watchLead.exec(text);
  return found ? found[0].trim().split(' ').length : 0;
};

/** A watch over a query and when to tell; without a limit, a list (or an age) is watched for having anything in it. */
export const makeWatch = (query: MetricQuery, bound: BoundMeaning | null): Interpretation | null => {
  const [id = ''] = query.metrics;
  if (bound) return { kind: 'watch', query, op: bound.op, value: bound.value };
  const isFound = metric(id).listBy !== undefined || query.filters.some(({ kind }) => kind === 'age');
  return isFound ? { kind: 'watch', query, op: '>', value: '0' } : null;
};

const asksToSend =
  /\b(?:send|post|give|email|mail|share|deliver|schedule|show|push|drop|report|remind|tell|set up|create|schick|schicke|sende|poste|envia|enviame|publica|mandame|manda)\b/;

const every =
  /\b(?:(?:every|each|jeden|jede|jeder|cada|todos los|todas las) (?:other )?(?:morning|evening|day|weekday|working day|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|werktag|tag|morgen|woche|monat|montag|dienstag|mittwoch|donnerstag|freitag|dia|dias|manana|semana|mes|lunes|martes|miercoles|jueves|viernes)|daily|weekly|monthly|taeglich|taglich|woechentlich|wochentlich|monatlich|diario|diariamente|semanal|mensual|(?:on |at )?(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays)|montags|freitags)\b/;

const rhythm = (text: string): Schedule['every'] => {
  if (/\b(?:weekdays?|working day|werktag)\b/.test(text)) return 'weekday';
  if (/\b(?:month|monthly|monat|monatlich|mes|mensual)\b/.test(text)) return 'month';
  return /\b(?:week|weekly|woche|woechentlich|wochentlich|semana|semanal|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|lunes|martes|miercoles|jueves|viernes)\b/.test(
    text,
  )
    ? 'week'
    : 'day';
};

const clock = (text: string): string | null => {
  const found =
    /\b(?:at|um|a las|by) (\d{1,2})(?: (\d{2}))? ?(am|pm|uhr|h)?\b/.exec(text) ??
    /\b(\d{1,2})(?: (\d{2}))? ?(am|pm)\b/.exec(text);
  if (!found) return null;
  const hour = (Number(found[1]) % (found[3] ? 12 : 24)) + (found[3] === 'pm' ? 12 : 0);
  const plain = found[3] === 'uhr' || found[3] === 'h' ? Number(found[1]) : hour;
  return plain > 23 || Number(found[2] ?? 0) > 59
    ? null
    : `${String(plain).padStart(2, '0')}:${found[2] ?? '00'}`;
};

/** "Send me the revenue every morning at 8", "post the weekly digest on Mondays": when, and what; `query` is for the caller to add. */
export const readSchedule = (clause: Clause): Schedule | null => {
  const { text, words } = clause;
  if (!asksToSend.test(text) || !every.test(text)) return null;
  const isSeries =
    /^(?:show|give|tell)\b/.test(text) &&
    !/\b(?:every|each) (?:morning|evening|week|monday)|\bat \d/.test(text);
  if (isSeries) return null;
  const weekday = words.map(({ stem }) => timeWord(stem, 'weekday')?.n).find((n) => n !== undefined);
  const often = rhythm(text);
  return {
    kind: 'schedule',
    about: text.replace(every, '').replace(/\s+/g, ' ').trim(),
    query: null,
    every: often,
    weekday: often === 'week' ? (weekday ?? 1) : null,
    at: clock(text),
  };
};

const announceLead =
  /^(?:please |pls |can you |could you )*(?:announce|broadcast|inform|let (?:everyone|everybody|the team|all|marketing|finance|the warehouse|warehouse|support|people) know|tell (?:everyone|everybody|the team|all|marketing|finance|the warehouse|warehouse|support|leadership|people)|informiere|sag allen)\b/;

/** "Tell everyone the checkout is back": a text for others, to be confirmed. */
export const readAnnouncement = (clause: Clause, original: string): Interpretation | null => {
  if (!announceLead.test(clause.text) || watchLeadLength(clause.text) > 0) return null;
  const hasNumberId = clause.mentions.some((mention) => meaningOf(mention, 'number') !== null);
  return hasNumberId ? null : { kind: 'announce', text: original.trim() };
};
