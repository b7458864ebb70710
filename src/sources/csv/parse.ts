/** One record of a CSV file: its values as they stand, and the line it begins on (1 = the first). */
export type CsvRecord = { readonly values: readonly string[]; readonly line: number };

/** What a record that cannot be taken apart is: the line, and why. */
export type CsvFault = { readonly line: number; readonly reason: string };

/** Takes text in pieces of any size. `end` hands out what is left. */
export type CsvParser = {
  readonly push: (text: string) => void;
  readonly end: () => void;
};

/** The longest record, in characters: a longer one is a quote that was never closed. */
const longestRecord = 1_000_000;

type Quoted = { readonly values: readonly string[]; readonly next: number };

/**
 * CSV as in RFC 4180, leniently: quotes inside an unquoted value are part of it, line ends may be LF or CRLF,
 * empty lines are skipped. A quote that is never closed costs the line it stands on, not the rest of the file.
 */
export const createCsvParser = (options: {
  readonly delimiter: string;
  readonly onRecord: (record: CsvRecord) => void;
  readonly onFault: (fault: CsvFault) => void;
}): CsvParser => {
  const { delimiter, onRecord, onFault } = options;
  let rest = '';
  let line = 1;

  const plain = (text: string, start: number, end: number): void => {
    const stop = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (stop > start) onRecord({ values: splitPlain(text, start, stop, delimiter), line });
    line += 1;
  };

  const quoted = (text: string, start: number, isLast: boolean): number | null => {
    const found = readQuoted(text, start, delimiter, isLast);
    if (found) {
      onRecord({ values: found.values, line });
      line += countLines(text, start, found.next);
      return found.next;
    }
    if (!isLast && text.length - start < longestRecord) return null;
    const end = text.indexOf('\n', start);
    onFault({ line, reason: 'a quote is opened and not closed' });
    line += 1;
    return end < 0 ? text.length : end + 1;
  };

  /** Where the next quote at or after a place stands; looked for again only when the last one is behind us. */
  let nextQuote = -1;
  const quoteBefore = (text: string, start: number, end: number): boolean => {
    if (nextQuote < start) {
      const found = text.indexOf('"', start);
      nextQuote = found < 0 ? text.length : found;
    }
    return nextQuote < end;
  };

  /** Takes the record that begins at `at`. Returns where the next one begins, null where this one's end is not there yet. */
  const step = (text: string, at: number, isLast: boolean): number | null => {
    const found = text.indexOf('\n', at);
    if (found < 0 && !isLast) return null;
    const end = found < 0 ? text.length : found;
    if (quoteBefore(text, at, end)) return quoted(text, at, isLast);
    plain(text, at, end);
    return end + 1;
  };

  const run = (text: string, isLast: boolean): void => {
    let at = 0;
    nextQuote = -1;
    while (at < text.length) {
      const next = step(text, at, isLast);
      if (next === null) break;
      at = next;
    }
    rest = text.slice(at);
  };

  return {
    push: (text) => run(rest + text, false),
    end: () => {
      run(rest, true);
      rest = '';
    },
  };
};

/** The values of a record without quotes. Quicker than `slice` and `split`, which look at each character twice. */
const splitPlain = (text: string, start: number, stop: number, delimiter: string): readonly string[] => {
  const values: string[] = [];
  let at = start;
  for (;;) {
    const next = text.indexOf(delimiter, at);
    if (next < 0 || next >= stop) break;
    values.push(text.slice(at, next));
    at = next + 1;
  }
  values.push(text.slice(at, stop));
  return values;
};

const countLines = (text: string, start: number, end: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** Where an unquoted value that begins at `start` ends. */
const endOfPlain = (text: string, start: number, delimiter: string): number => {
  const stop = text.indexOf(delimiter, start);
  const lineEnd = text.indexOf('\n', start);
  if (stop < 0) return lineEnd < 0 ? text.length : lineEnd;
  return lineEnd < 0 ? stop : Math.min(stop, lineEnd);
};

/** Where the quote that closes a value opened before `start` stands; -1 where there is none yet. */
const closingQuote = (text: string, start: number): number => {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
};

/** Reads a record that holds a quote; null where its end is not there yet. `isLast`: no more text will come. */
const readQuoted = (text: string, start: number, delimiter: string, isLast: boolean): Quoted | null => {
  const values: string[] = [];
  let at = start;
  for (;;) {
    const value = readValue(text, at, delimiter);
    if (!value) return null;
    values.push(value.text);
    const after = text[value.next];
    if (after === delimiter) {
      at = value.next + 1;
      continue;
    }
    if (after === undefined && !isLast) return null;
    return { values, next: Math.min(value.next + 1, text.length) };
  }
};

const readValue = (
  text: string,
  start: number,
  delimiter: string,
): { readonly text: string; readonly next: number } | null => {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    return { text: text.slice(start, end).replace(/\r$/, ''), next: end };
  }
  const close = closingQuote(text, start + 1);
  if (close < 0) return null;
  const tail = endOfPlain(text, close + 1, delimiter);
  const inside = text.slice(start + 1, close).replaceAll('""', '"');
  return { text: inside + text.slice(close + 1, tail).replace(/\r$/, ''), next: tail };
};
