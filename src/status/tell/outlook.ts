import { readingGrade } from '../book/grade.ts';
import { asSentence } from '../book/plainly.ts';
import { reasonFor } from './reasons.ts';
import type { Teller } from './teller.ts';
import { isOver, say, small } from './teller.ts';
import type { Line } from './telling.ts';
import { sayClock, sayWhen } from './times.ts';
import { clausesOf } from './told.ts';

const causeLead =
  /^(?:(?:we|it) (?:have |has )?identified (?:that )?|.{0,90}?\b(?:was|were|is|has been|cause:) (?:caused by|due to|triggered (?:by|because)|traced (?:back )?to|related to|a result of|the result of) |.{0,60}?\bunderlying cause: |.{0,60}?\b(?:root )?cause (?:was|is) |this (?:was|is) because )/i;

/** The cause in the source's own words where they can be put plainly and briefly. */
const plainReason = (teller: Teller, text: string): string | null => {
  for (const clause of [text, ...clausesOf(text)]) {
    const bare = clause.replace(causeLead, '');
    const told = teller.plainly(bare);
    const isReadable =
      told.unclear.length === 0 &&
      told.text.split(' ').length >= 3 &&
      told.text.split(' ').length <= 24 &&
      readingGrade(told.text) <= 10;
    if (isReadable && (clause !== bare || reasonFor(clause) !== null || clause === text))
      return small(told.text.replace(/\.$/, ''));
  }
  return null;
};

export const causeLines = (teller: Teller): readonly Line[] => {
  const { cause, state } = teller.impact;
  if (cause.kind === 'stated') {
    const reason =
      plainReason(teller, cause.said.text) ??
      reasonFor(cause.said.text) ??
      'a technical fault that the notes describe';
    return [{ kind: 'cause', text: `The cause: ${reason}.` }];
  }
  if (cause.kind === 'suspected') {
    const reason = reasonFor(cause.said.text) ?? 'something technical';
    return [{ kind: 'cause', text: `The cause is not proven; ${reason} is suspected.` }];
  }
  if (cause.kind === 'found_unnamed')
    return state === 'identified' ? [] : [{ kind: 'cause', text: 'The cause is not told.' }];
  return state === 'investigating' ? [] : [{ kind: 'cause', text: 'The cause is not told.' }];
};

export const endLines = (teller: Teller): readonly Line[] => {
  const { impact, zone, now } = teller;
  if (isOver(impact) || impact.state === 'unknown') return [];
  const { expectedEnd, nextWord } = impact;
  const end: Line = expectedEnd
    ? {
        kind: 'end',
        text: `Said at ${sayClock(expectedEnd.at, zone)}: ${small(say(teller, expectedEnd.text))}`,
      }
    : { kind: 'unknown', text: 'No end time is given.' };
  const next: readonly Line[] = nextWord
    ? [
        {
          kind: 'next',
          text: nextWord.at
            ? `The next word is due at about ${sayWhen(nextWord.at, zone, now)}.`
            : asSentence(say(teller, nextWord.said.text)),
        },
      ]
    : [];
  return [end, ...next];
};
