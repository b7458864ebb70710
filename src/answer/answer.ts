import type { Interpretation, Question } from '#src/language/interpretation.ts';
import { allow } from './allow.ts';
import { explain, explainRefusal } from './explain.ts';
import { freshen } from './freshen.ts';
import { perform } from './perform.ts';
import type { Reply } from './reply.ts';
import { joinReplies } from './reply.ts';
import type { Desk, Scene } from './scene.ts';
import { setScene } from './scene.ts';
import { remember, understand } from './understand.ts';

/**
 * The product in one sentence: a question is understood, what may be shown is decided, the figures are read,
 * and the reply explains them. A message with several questions gets a reply to each.
 */
export const answer = async (question: Question, desk: Desk): Promise<Reply> => {
  const scene = await setScene(question, desk);
  const meanings = await understand(question, scene);
  const replies = await Promise.all(meanings.map((meaning) => answerMeaning(meaning, question, scene)));
  await remember(question, replies, scene);
  return joinReplies(replies);
};

/** Answers a meaning that a button carries: it is not understood again, but rights are checked for who clicked. */
export const answerChoice = async (
  meaning: Interpretation,
  question: Question,
  desk: Desk,
): Promise<Reply> => {
  const scene = await setScene(question, desk);
  const reply = await answerMeaning(meaning, question, scene);
  await remember(question, [reply], scene);
  return reply;
};

const answerMeaning = async (meaning: Interpretation, question: Question, scene: Scene): Promise<Reply> => {
  const permission = allow(meaning, question);
  if (permission.kind === 'no') return explainRefusal(meaning, permission);
  await freshen(meaning, scene);
  const result = await perform(meaning, question, scene, permission.asList);
  return { ...explain(result, scene), audience: permission.kind };
};
