import { readingGrade } from '../book/grade.ts';
import { keepsCapital } from '../book/plain-words.ts';
import type { Plainly } from '../book/plainly.ts';
import type { Part } from '../book/suppliers.ts';
import type { Impact, Said } from '../read/impact.ts';
import { sayClock } from './times.ts';
import { tellSentence } from './told.ts';

/** What telling depends on besides the event: the reader's zone, the time, our own parts, the reference all departments share. */
export type TellContext = {
  readonly zone: string;
  readonly now: Temporal.Instant;
  readonly reference: string | null;
  readonly ownParts?: readonly Part[];
};

export type Teller = TellContext & {
  readonly impact: Impact;
  readonly plainly: Plainly;
  readonly unclear: string[];
};

export const isOver = ({ state }: Impact): boolean => state === 'fixed' || state === 'ended_not_fixed';

export const speaker = ({ supplier }: Impact): string => supplier?.name ?? 'IT';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const small = (text: string): string =>
  keepsCapital(text.split(/[\s,.:]/)[0] ?? '') ? text : text.charAt(0).toLowerCase() + text.slice(1);

export const say = (teller: Teller, text: string): string => {
  const told = tellSentence(text, teller.plainly);
  teller.unclear.push(...told.unclear);
  return told.text;
};

export const same = (a: Said, b: Said): boolean => a.text === b.text;

/** A sentence that may be left out: told only where every word of it is clear. */
export const sayIfClear = (teller: Teller, text: string): string | null => {
  const told = tellSentence(text, teller.plainly);
  return told.unclear.length === 0 && readingGrade(told.text) <= 12 ? told.text : null;
};

export const dated = (teller: Teller, said: Said, text: string): string => {
  const { impact, zone } = teller;
  const isOld = Temporal.Instant.compare(said.at, impact.notes.to) < 0;
  return isOld ? `At ${sayClock(said.at, zone)}: ${small(text)}` : text;
};
