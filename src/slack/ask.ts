import type { Reply } from '#src/answer/reply.ts';
import { nameFailure } from '#src/lib/errors.ts';
import { newReference } from '#src/lib/ids.ts';
import { logFailure } from '#src/lib/log.ts';
import { claimQuestion, finishQuestion } from '#src/state/questions.ts';
import type { Addressed } from './answer-heard.ts';
import { answerHeard, readerOf, toAsker, toPlace } from './answer-heard.ts';
import type { Question } from './asking.ts';
import type { Context } from './context.ts';
import { conversationKey, replyThread } from './conversation.ts';
import { sayFailure } from './failure.ts';
import { mayJoinIn } from './follow-up.ts';
import type { Heard } from './heard.ts';
import type { Target } from './post.ts';
import { notify } from './present.ts';
import { failureReply, outsiderReply, tooLongReply, tooManyReply } from './replies.ts';

/** Longer messages are pasted texts, not questions. */
const longestQuestion = 2000;

/** One message on its way to its answer. */
type Case = { readonly heard: Heard; readonly addressed: Addressed; readonly reference: string };

const keyOf = (heard: Heard, { me }: Context) => ({
  teamId: me.teamId,
  channelId: heard.channel,
  ts: heard.ts,
});

/** Takes the question on for this process alone; false when it was asked before (retries, edits, other replicas). */
const claim = async ({ heard, reference }: Case, context: Context): Promise<boolean> => {
  const isNew = await claimQuestion(context.desk.database.fast, {
    ...keyOf(heard, context),
    threadTs: heard.threadTs ?? heard.ts,
    userId: heard.user,
    reference,
    at: context.clock.now(),
  });
  context.counts.delivered('message', isNew);
  return isNew;
};

/** Writes down how the question ended; a database that is down must not keep the asker from hearing so. */
const close = async (
  heard: Heard,
  end: { readonly state: 'answered' | 'failed'; readonly replyTs: string | null },
  context: Context,
): Promise<void> => {
  try {
    await finishQuestion(context.desk.database.fast, keyOf(heard, context), end);
  } catch (error) {
    context.log.warn(nameFailure(error), 'question.not_closed');
  }
};

const tell = async (
  { heard, reference }: Case,
  reply: Reply,
  target: Target,
  context: Context,
): Promise<void> => {
  await notify(reply, { target, reader: readerOf(heard), reference }, context);
};

/** A failure becomes one line in the log and one sentence in the conversation, with the same reference. */
const giveUp = async (one: Case, error: unknown, context: Context): Promise<void> => {
  logFailure(context.log, 'question.failed', error, { reference: one.reference });
  context.counts.answered({ door: one.addressed, kind: 'failed', ms: null });
  await tell(one, failureReply(sayFailure(error, one.reference)), toPlace(one.heard), context);
};

/** Says something instead of an answer. */
const decline = async (one: Case, reply: Reply, context: Context): Promise<void> => {
  await tell(one, reply, toAsker(one.heard), context);
  await close(one.heard, { state: 'answered', replyTs: null }, context);
};

const answerClaimed = async (one: Case, asker: Question['asker'], context: Context): Promise<void> => {
  const { heard } = one;
  try {
    const replyTs = await answerHeard(heard, { ...one, asker }, context);
    await close(heard, { state: 'answered', replyTs }, context);
  } catch (error) {
    await giveUp(one, error, context);
    await close(heard, { state: 'failed', replyTs: null }, context);
  }
};

const answerCase = async (one: Case, context: Context): Promise<void> => {
  const { heard, addressed } = one;
  if (addressed === 'follow_up' && !(await mayJoinIn(heard, context))) return;
  const who = await context.findAsker(heard.user, heard.userTeam ?? undefined);
  if (who.kind === 'nobody' || !(await claim(one, context))) return;
  if (who.kind === 'outsider') return decline(one, outsiderReply, context);
  const { length } = heard.text;
  if (length > longestQuestion) return decline(one, tooLongReply(length, longestQuestion), context);
  const where = { channel: heard.channel, threadTs: replyThread(heard) ?? heard.ts };
  await context.withStatus(where, () => answerClaimed(one, who.asker, context));
};

/** Answers in the order in which messages came in; the turn is taken before anything is looked up. */
const answerInTurn = async (one: Case, context: Context): Promise<void> => {
  const lane = conversationKey(context.me.teamId, one.heard);
  if (await context.lanes.enter(lane, () => answerCase(one, context))) return;
  if (one.addressed !== 'follow_up' && (await claim(one, context))) await decline(one, tooManyReply, context);
};

/**
 * One message, one answer: finds out who asks, takes the question on, answers it in its turn, and says so when that
 * fails. Never throws.
 */
export const answerMessage = async (heard: Heard, addressed: Addressed, context: Context): Promise<void> => {
  const one = { heard, addressed, reference: newReference() };
  try {
    await answerInTurn(one, context);
  } catch (error) {
    // Where nobody addressed the bot it keeps out of it, trouble or not.
    if (addressed === 'follow_up') context.log.warn(nameFailure(error), 'question.not_joined');
    else await giveUp(one, error, context);
  }
};
