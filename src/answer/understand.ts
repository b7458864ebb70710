import { interpret } from '#src/language/interpret.ts';
import type { Answerable, Interpretation, Question } from '#src/language/interpretation.ts';
import { recordMiss } from '#src/state/misses.ts';
import { recallThread, rememberThread } from '#src/state/threads.ts';
import type { Reply } from './reply.ts';
import type { Scene } from './scene.ts';
import { contextOf } from './scene.ts';

/**
 * What the message means, one interpretation per question in it; a follow-up continues what was answered before.
 * Where the rules would ask back and there is a model, it may read the question; the rules have the last word.
 */
export const understand = async (question: Question, scene: Scene): Promise<readonly Interpretation[]> => {
  const previous = question.thread
    ? await recallThread(scene.database.fast, question.thread, scene.now)
    : null;
  const context = await contextOf(scene, previous as Answerable | null);
  const meanings = interpret(question, context);
  const [only, ...more] = meanings;
  if (!only || more.length > 0) return meanings;
  const better = await scene.desk.readByModel?.(question, context, only);
  return better ? [better] : meanings;
};

const isFollowable = (reply: Reply): boolean =>
  reply.kind === 'answer' && ['metrics', 'why', 'forecast'].includes(reply.interpretation.kind);

/** The words of a question that nobody knew; null where that was not what was wrong with it. */
const unknownIn = (asked: Interpretation): readonly string[] | null => {
  if (asked.kind === 'unknown') return asked.unknownWords;
  return asked.kind === 'clarify' ? (asked.unknownWords ?? null) : null;
};

/** Keeps what was answered for the conversation, and what was not understood for the list of words to learn. */
export const remember = async (
  question: Question,
  replies: readonly Reply[],
  scene: Scene,
): Promise<void> => {
  const at = scene.now;
  const answered = replies.findLast(isFollowable);
  if (question.thread && answered) {
    await rememberThread(scene.database.fast, {
      key: question.thread,
      interpretation: answered.interpretation,
      askedBy: question.asker.id,
      at,
    });
  }
  for (const { interpretation } of replies) {
    const unknownWords = unknownIn(interpretation);
    if (unknownWords === null) continue;
    await recordMiss(scene.database.fast, {
      asker: question.asker.id,
      department: question.asker.departments[0] ?? '',
      text: question.text,
      unknownWords,
      at,
    });
  }
};
