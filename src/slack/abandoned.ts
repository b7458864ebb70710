import { nameFailure } from '#src/lib/errors.ts';
import { takeAbandoned } from '#src/state/questions.ts';
import type { Context } from './context.ts';
import { replyThread } from './conversation.ts';
import { notify } from './present.ts';
import { failureReply } from './replies.ts';

/** No answer takes this long: whoever worked on it is gone. */
export const lostAfterMinutes = 2;

const sentence = 'I was restarted while I was working on this. Please ask again.';

/** Tells people whose question died with an earlier process, each of them once. Never throws. */
export const notifyAbandoned = async (context: Context): Promise<void> => {
  const { desk, clock, log } = context;
  try {
    const before = clock.now().subtract({ minutes: lostAfterMinutes });
    for (const { channelId, ts, threadTs, userId, reference } of await takeAbandoned(
      desk.database.fast,
      before,
    )) {
      const thread = replyThread({ channel: channelId, ts, threadTs: threadTs === ts ? null : threadTs });
      const reader = { user: userId, channel: channelId, threadTs: thread };
      log.warn({ reference }, 'question.abandoned');
      const target = { kind: 'place', channel: channelId, threadTs: thread } as const;
      await notify(failureReply(sentence), { target, reader, reference }, context);
    }
  } catch (error) {
    log.warn(nameFailure(error), 'question.abandoned_not_told');
  }
};
