import type { Department } from '#src/lib/departments.ts';

/** What a line of a telling is for; surfaces may lay them out differently, none may leave one out but `figure` and `part`. */
export type LineKind =
  | 'opening'
  | 'state'
  | 'for_you'
  | 'warning'
  | 'part'
  | 'figure'
  | 'unaffected'
  | 'meanwhile'
  | 'data'
  | 'cause'
  | 'end'
  | 'next'
  | 'unknown';

export type Line = { readonly kind: LineKind; readonly text: string };

/** One event in the words of one department. `unclear` are words of the source that had to be left out or only named. */
export type Telling = {
  readonly department: Department;
  readonly reference: string | null;
  readonly lines: readonly Line[];
  readonly unclear: readonly string[];
};

/** The telling as one text, a sentence after the other. */
export const tellingText = ({ reference, lines }: Telling): string =>
  [...(reference === null ? [] : [`${reference}.`]), ...lines.map(({ text }) => text)].join(' ');
