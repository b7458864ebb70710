import { capability } from '../book/capabilities.ts';
import type { Part } from '../book/suppliers.ts';
import { supplierOf } from '../book/suppliers.ts';
import { causeOf } from './cause.ts';
import { currentFigures } from './current-figures.ts';
import { dataOf } from './data.ts';
import type { TechEvent } from './event.ts';
import { figuresIn } from './figures.ts';
import type { Impact, Said } from './impact.ts';
import { namedParts } from './parts.ts';
import { capabilityOf, severityOf, shareOf, troubleOf } from './reach.ts';
import { bareText } from './sentences.ts';
import { isClosed, isLeftOpen, stateOf } from './state.ts';
import type { Statement } from './statements.ts';
import { is, isInformative, newest, statementsOf } from './statements.ts';
import { dueIn } from './times.ts';
import { firstStart, lastEnd, periodsOf } from './when.ts';

const strongRemedy =
  /\b(?:mitigat\w+|we(?: have|'ve)?(?: \w+ly)? (?:rolled|revert\w*|restart\w*|increas\w*|disabl\w*|block\w*|appli\w*|deploy\w*|fix\w*|resolv\w*|restor\w*|replac\w*|remov\w*|scal\w*|reset|rout\w*|switch\w*|took|address\w*|paus\w*)|and (?:have )?removed it|fix(?:es)? (?:has|have|is|was|been|deployed)|roll(?:ed|ing)? ?back|rollback|revert\w*|in place|swapp\w*|steering|reservation|disks extended|issued a|installed|corrective action\w*|rolled out a|resolved the|restart(?:ed|ing) the|killed|raised the|failing over)\b/i;

const joined = (statements: readonly Statement[]): string => statements.map(({ text }) => text).join(' ');

/** From how many characters on a closing text is a report of the whole rather than a last note. */
const reportLength = 350;

/** Sentences about the trouble that carry no figure, from the newest update that has any; what it all began with comes before. */
const troublesOf = (statements: readonly Statement[]): readonly Statement[] => {
  const told = statements.filter(
    (one) =>
      is(one, 'impact') &&
      !is(one, 'later', 'empty', 'next', 'end', 'unaffected', 'recovered') &&
      isInformative(one) &&
      figuresIn(one.text).length === 0,
  );
  const last = told.at(-1)?.index;
  const latest = told.filter(({ index, kinds }) => index === last && !kinds.includes('cause'));
  const first = told.filter(({ index }) => index !== last).slice(0, 2 - Math.min(2, latest.length));
  return [...first, ...latest].slice(0, 2);
};

const saysSomething = (one: Statement): boolean =>
  isInformative(one) && is(one, 'impact', 'cause', 'found', 'recovered', 'recovering');

/** What people can do or must not do, what still works, what was done: each from the newest words about it. */
const adviceOf = (
  statements: readonly Statement[],
): Pick<Impact, 'remedies' | 'warnings' | 'workarounds' | 'unaffected'> => {
  const present = statements.filter((one) => !is(one, 'later'));
  const spoken = present.filter((one) => !is(one, 'next', 'empty'));
  const warnings = spoken.filter((one) => is(one, 'warning'));
  return {
    remedies: newest(
      present.filter(({ text }) => strongRemedy.test(text)),
      'remedy',
    ),
    warnings: newest(warnings, 'warning'),
    workarounds: newest(
      spoken.filter((one) => !warnings.includes(one)),
      'workaround',
    ),
    unaffected: newest(present, 'unaffected'),
  };
};

const isNewer = (one: Said | undefined, other: Said): boolean =>
  one !== undefined && Temporal.Instant.compare(one.at, other.at) > 0;

/** When it should be over and when the next word comes, as far as the source promises either. */
const promisesOf = (
  event: TechEvent,
  statements: readonly Statement[],
): Pick<Impact, 'expectedEnd' | 'nextWord'> => {
  const last = event.updates.length - 1;
  const next = statements.find((one) => one.index === last && is(one, 'next'));
  const ends = isClosed(event) ? [] : statements.filter((one) => !is(one, 'later', 'next'));
  return {
    expectedEnd: newest(ends, 'end').at(-1) ?? null,
    nextWord: next ? { said: next, at: dueIn(next.text, next.at) } : null,
  };
};

/** Reads an event: everything its source has said so far becomes one impact record; nothing is added. */
export const assess = (event: TechEvent, own: readonly Part[] = []): Impact => {
  const [first, last] = [event.updates[0]?.at, event.updates.at(-1)?.at];
  if (!first || !last) throw new TypeError('an event has at least one update');
  const supplier = event.vendor === null ? null : supplierOf(event.vendor);
  const statements = statementsOf(event);
  const closing = statements.filter(({ index }) => index === event.updates.length - 1);
  const isReport = isClosed(event) && joined(closing).length > reportLength;
  const periods = periodsOf(isReport ? closing : statements);
  const parts = namedParts(event, supplier, own);
  const figures = currentFigures(statements, isReport);
  const share = shareOf(figures);
  const id = capabilityOf(event, parts, supplier, statements);
  const knownFrom = figures.length > 0 || statements.some(saysSomething) ? 'text' : 'title';
  const advice = adviceOf(statements);
  const failed = newest(statements, 'failed_remedy').at(-1);
  return {
    supplier,
    title: bareText(event.title),
    state: stateOf(event),
    capability: id,
    feltBy: knownFrom === 'title' && supplier ? 'unknown' : capability(id).feltBy,
    trouble: troubleOf(event, statements),
    severity: severityOf(id, `${event.title} ${joined(statements)}`, share, knownFrom),
    started: firstStart(event, isReport && periods.length > 0 ? closing : statements, periods),
    ended: lastEnd(event, statements, periods),
    periods,
    notes: { from: first, to: last },
    parts,
    figures,
    troubles: troublesOf(statements),
    cause: causeOf(statements),
    ...advice,
    failedRemedy: failed !== undefined && !isClosed(event) && !isNewer(advice.remedies.at(-1), failed),
    leftOpen: isClosed(event) ? closing.filter((one) => !is(one, 'later') && isLeftOpen(one.text)) : [],
    data: dataOf(statements),
    ...promisesOf(event, statements),
    share,
    knownFrom,
  };
};
