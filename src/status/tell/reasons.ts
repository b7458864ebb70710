import { bookText, rowsUnder } from '../book/tables.ts';

type Reason = { readonly pattern: RegExp; readonly plainly: string };

const book = bookText('reasons.md');

const listUnder = (heading: string): readonly Reason[] =>
  rowsUnder(book, heading).map((row) => ({
    plainly: row['say'] ?? '',
    pattern: new RegExp(
      (row['where the text has'] ?? '')
        .split(';')
        .map((part) =>
          part
            .trim()
            .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
            .replaceAll('*', '\\w*')
            .replaceAll(' … ', '\\b.{0,60}\\b'),
        )
        .filter((part) => part !== '')
        .map((part) => `\\b${part}\\b`)
        .join('|'),
      'i',
    ),
  }));

const causes = listUnder('Causes');
const remedies = listUnder('Remedies');

/** What kind of thing the text gives as the cause, in plain words; null where no row fits. */
export const reasonFor = (text: string): string | null =>
  causes.find(({ pattern }) => pattern.test(text))?.plainly ?? null;

/** What was done about it, in plain words; null where no row fits. */
export const remedyFor = (text: string): string | null =>
  remedies.find(({ pattern }) => pattern.test(text))?.plainly ?? null;
