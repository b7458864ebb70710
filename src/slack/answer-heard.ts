import type { Reply } from '#src/answer/reply.ts';
import { stopwatch } from '#src/lib/clock.ts';
import { continueThread } from '#src/state/threads.ts';
import type { Question } from './asking.ts';
import type { Context } from './context.ts';
import { conversationKey, replyThread } from './conversation.ts';
import type { Heard } from './heard.ts';
import { questionText } from './heard.ts';
import { isDirect } from './place.ts';
import type { Target } from './post.ts';
import { present } from './present.ts';
import type { Letter } from './send.ts';

/** How the bot was addressed; a `follow_up` is a message in one of its threads that does not mention it. */
export type Addressed = 'mention' | 'direct' | 'follow_up';

/** Who reads what comes back, and where that person is. */
export const readerOf = (heard: Heard): Letter['reader'] => ({
  user: heard.user,
  channel: heard.channel,
  threadTs: replyThread(heard),
});

/** Into the conversation, where everybody in it reads along. */
export const toPlace = (heard: Heard): Target => ({
  kind: 'place',
  channel: heard.channel,
  threadTs: replyThread(heard),
});

/** To the asker alone; in a direct message that is the conversation itself. */
export const toAsker = (heard: Heard): Target =>
  isDirect(heard.channel) ? toPlace(heard) : { kind: 'only_you', ...readerOf(heard) };

/** A reply worth giving when nobody asked the bot by name. */
const isWelcome = (reply: Reply, addressed: Addressed): boolean =>
  addressed !== 'follow_up' || !['unknown', 'help'].includes(reply.kind);

/** The spine's answer; a message that only calls the bot is met with what it can be asked. */
const replyTo = (question: Question, { spine, desk }: Context): Promise<Reply> => {
  if (question.text !== '') return spine.answer(question, desk);
  const [department = null] = question.asker.departments;
  return spine.answerChoice({ kind: 'help', department }, question, desk);
};

/** A direct conversation can also be taken up in a thread below its question or its answer. */
const letThreadsContinue = async (heard: Heard, replyTs: string | null, context: Context): Promise<void> => {
  if (replyThread(heard) !== null) return;
  const own = conversationKey(context.me.teamId, heard);
  const below = [heard.ts, replyTs].flatMap((ts) => (ts === null ? [] : [`${own}:${ts}`]));
  await continueThread(context.desk.database.fast, own, below);
};

/** Answers one message through the spine and sends the answer; gives the message it became, null when there is none to see. */
export const answerHeard = async (
  heard: Heard,
  by: { readonly asker: Question['asker']; readonly addressed: Addressed; readonly reference: string },
  context: Context,
): Promise<string | null> => {
  const elapsed = stopwatch();
  const { asker, addressed, reference } = by;
  const { place, stores } = await context.findSpot(heard.channel, heard.isShared);
  const reply = await replyTo(
    {
      text: questionText(heard.text),
      asker,
      place,
      thread: conversationKey(context.me.teamId, heard),
      stores,
      now: context.clock.now(),
    },
    context,
  );
  if (!isWelcome(reply, addressed)) return null;
  const target = reply.audience === 'asker' ? toAsker(heard) : toPlace(heard);
  const to = { target, reader: readerOf(heard), asker, reference, shareable: false };
  const sent = await present(reply, to, context);
  await letThreadsContinue(heard, sent.ts, context);
  const ms = Math.round(elapsed());
  context.counts.answered({ door: addressed, kind: reply.kind, ms });
  context.log.info(
    { reference, door: addressed, kind: reply.kind, intent: reply.interpretation.kind, sent: sent.as, ms },
    'question.answered',
  );
  return sent.ts;
};
