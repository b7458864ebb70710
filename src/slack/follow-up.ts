import { findDeliveryByTs } from '#src/outbox/enqueue.ts';
import { askersInThread } from '#src/state/questions.ts';
import type { Context } from './context.ts';
import type { Heard } from './heard.ts';
import { mentionsOthers, questionText } from './heard.ts';

/** A thread can be taken up without a mention for this long. */
const takenUpHours = 24;

/** A question that goes on with the conversation is short; longer texts are meant for the people in the thread. */
const mostWords = 20;

/** How follow-ups begin, in the languages the rules know. */
const openers = new Set(
  (
    'and what which who how when where why is are was were do does did can could show give compare only just without ' +
    'except excluding including per by split now then same versus vs ' +
    'und was welche welcher welches wer wie wann wo warum ist sind war zeig nur ohne pro nach aber auch im ' +
    'y que cual cuanto cuantos cuando donde por solo sin muestra comparado'
  ).split(' '),
);

/**
 * Whether a message in a thread reads like a question to the bot although nobody addressed it: it asks (`?`) or
 * begins as follow-ups do, and is short. On doubt it is not, and the bot stays silent.
 */
export const looksLikeFollowUp = (text: string): boolean => {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .split(/[^\p{L}\p{N}?]+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > mostWords) return false;
  if (/[?？]\s*$/u.test(text)) return true;
  return words.length > 1 && openers.has(words[0] ?? '');
};

/**
 * Whether the bot may answer a message that does not mention it: in a thread it answered in within a day, from
 * somebody it answered there, or below a digest it posted, with nobody else addressed, unless the channel does not
 * want it.
 */
export const mayJoinIn = async (heard: Heard, context: Context): Promise<boolean> => {
  const { me, desk, clock, findSpot } = context;
  const { channel, threadTs, user, text, isShared } = heard;
  if (threadTs === null || mentionsOthers(text, me.botUserId) || !looksLikeFollowUp(questionText(text)))
    return false;
  const place = { teamId: me.teamId, channelId: channel };
  const [askers, posted] = await Promise.all([
    askersInThread(desk.database.fast, { ...place, threadTs }, clock.now().subtract({ hours: takenUpHours })),
    findDeliveryByTs(desk.database.fast, { ...place, ts: threadTs }),
  ]);
  return (askers.includes(user) || posted !== null) && (await findSpot(channel, isShared)).followUps;
};
