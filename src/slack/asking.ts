import type { answer, answerChoice } from '#src/answer/answer.ts';
import type { Reply } from '#src/answer/reply.ts';

/** The spine's own types, as this folder meets them. */
export type Question = Parameters<typeof answer>[0];
export type Place = Question['place'];
export type Meaning = Reply['interpretation'];

/** The spine as the app calls it; tests hand in their own. */
export type Spine = { readonly answer: typeof answer; readonly answerChoice: typeof answerChoice };
