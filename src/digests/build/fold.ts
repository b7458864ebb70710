import type { Line, Part } from '../define.ts';

/** Characters of a line in Slack on a phone (360 points wide, measured in the local workspace). */
const phoneWidth = 44;

/** What a phone shows of a message before its reader has to ask for more. */
export const mostLines = 12;

/** Lines a text takes on a phone: words are not broken. */
export const phoneLines = (text: string): number => {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    const width = [...word].length;
    if (used > 0 && used + 1 + width > phoneWidth) {
      lines += 1;
      used = width;
    } else used += (used > 0 ? 1 : 0) + width;
    while (used > phoneWidth) {
      lines += 1;
      used -= phoneWidth;
    }
  }
  return lines;
};

const linesOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + phoneLines(text), 0);

/** What is shown at once, and what comes behind "Show more". */
export type Folded = { readonly shown: readonly Part[]; readonly rest: readonly Part[] };

/**
 * Shares the parts out so that what is shown takes at most `room` lines of a phone: whole lines of each part as long
 * as they fit, in order; a title only with a line below it. Charts are looked at behind "Show more".
 */
export const fold = (parts: readonly Part[], room: number): Folded => {
  const shown: Part[] = [];
  const rest: Part[] = [];
  let left = room;
  for (const part of parts) {
    const title = part.title === '' ? 0 : phoneLines(part.title);
    let fitting = part.lines.length;
    while (fitting > 0 && title + linesOf(part.lines.slice(0, fitting)) > left) fitting -= 1;
    if (fitting > 0) {
      shown.push({ ...part, lines: part.lines.slice(0, fitting), chart: null });
      left -= title + linesOf(part.lines.slice(0, fitting));
    }
    if (fitting < part.lines.length || part.chart) {
      rest.push({ ...part, lines: part.lines.slice(fitting) });
    }
  }
  return { shown, rest };
};
