/** One page of a list, and the cursor of the next one ('' at the end). */
export type Page<T> = { readonly items: readonly T[]; readonly next: string };

const cursorOf = (offset: number): string => Buffer.from(`next:${offset}`).toString('base64');

const offsetOf = (cursor: string): number | null => {
  const match = /^next:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match === null ? null : Number(match[1]);
};

/** Cuts a page out of a list; null where the cursor is none of ours. `most` caps what a call may ask for. */
export const page = <T>(
  all: readonly T[],
  asked: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  usual = 100,
  most = 1000,
): Page<T> | null => {
  const from = asked.cursor === undefined ? 0 : offsetOf(asked.cursor);
  if (from === null || from > all.length) return null;
  const size = Math.min(Math.max(asked.limit ?? usual, 1), most);
  const to = from + size;
  return { items: all.slice(from, to), next: to < all.length ? cursorOf(to) : '' };
};
