import type { Reply } from '#src/answer/reply.ts';
import { joinReplies } from '#src/answer/reply.ts';
import { findChoice } from '#src/state/choices.ts';
import type { Meaning, Question } from './asking.ts';
import type { Context } from './context.ts';

/** What was kept for a button. */
export type Kept = { readonly label: string; readonly meanings: readonly Meaning[] };

/** What a button stands for; null when it is too old to be known. */
export const findKept = async (id: string, { desk }: Context): Promise<Kept | null> => {
  const choice = await findChoice(desk.database.fast, id);
  return choice && { label: choice.label, meanings: choice.interpretation as readonly Meaning[] };
};

/** Answers kept meanings for whoever clicked: rights are looked at anew, nothing is understood again. */
export const answerMeanings = async (
  meanings: readonly Meaning[],
  question: Question,
  { spine, desk }: Context,
): Promise<Reply> =>
  joinReplies(await Promise.all(meanings.map((meaning) => spine.answerChoice(meaning, question, desk))));
