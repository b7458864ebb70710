import type { WatchWish } from '#src/watches/watch.ts';
import type { ScheduleWish } from './schedule.ts';

/** What a person is asked to confirm: kept behind the button as it was shown, and carried out as it is. */
export type Wish =
  | { readonly kind: 'schedule'; readonly channelId: string; readonly wish: ScheduleWish }
  | { readonly kind: 'watch'; readonly channelId: string; readonly wish: WatchWish }
  | { readonly kind: 'announcement'; readonly channelId: string; readonly text: string };

const kinds: readonly string[] = ['schedule', 'watch', 'announcement'] satisfies readonly Wish['kind'][];

/** The wish behind a button, as it was kept; null for anything else. */
export const readWish = (kept: unknown): Wish | null => {
  const wish = kept as { readonly kind?: unknown } | null;
  return typeof wish?.kind === 'string' && kinds.includes(wish.kind) ? (wish as Wish) : null;
};
