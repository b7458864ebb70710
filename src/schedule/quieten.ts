import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import { removeWatch, snoozeWatch } from '#src/watches/watches.ts';
import { sayWatch } from '#src/watches/words.ts';
import { sayWhen } from './say-schedule.ts';
import { note } from './write-notice.ts';

const isId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

/** Has a watch say nothing for a day, or ends it. */
export const quietenWatch = async (
  id: string,
  change: 'snooze' | 'end',
  { db, now }: { readonly db: Db; readonly now: Temporal.Instant },
): Promise<Reply> => {
  const until = now.add({ hours: 24 });
  const watch = isId(id)
    ? await (change === 'snooze' ? snoozeWatch(db, id, until) : removeWatch(db, id, now))
    : null;
  if (!watch) return note('That watch has ended already.', []);
  return change === 'snooze'
    ? note(`Quiet until ${sayWhen(until, watch.zone)}.`, [`After that I go on with ${sayWatch(watch)}.`])
    : note('I have stopped watching it.', [`It was ${sayWatch(watch)}.`]);
};
