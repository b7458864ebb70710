import type { Reply } from '#src/answer/reply.ts';
import { storable } from '#src/state/stored.ts';
import type { Meaning, Question } from './asking.ts';
import type { MessageBlock } from './blocks/block.ts';
import type { Buttons } from './blocks/buttons.ts';
import { noButtons } from './blocks/buttons.ts';
import { choicesOf, renderMessage, trimmedMessage } from './blocks/message.ts';
import type { Context } from './context.ts';
import type { Target } from './post.ts';
import type { Letter, Sent } from './send.ts';

/** Where a reply goes, who reads it, and what comes with it. */
export type Presentation = {
  readonly target: Target;
  readonly reader: Letter['reader'];
  readonly asker: Question['asker'];
  readonly reference: string;
  /** Whether the answer may be shown to everybody in the place and has not been yet. */
  readonly shareable: boolean;
  /** A block before the answer, such as who shares it. */
  readonly before?: MessageBlock;
};

const meaningsOf = (reply: Reply): readonly Meaning[] =>
  reply.parts.length > 0 ? reply.parts.map(({ interpretation }) => interpretation) : [reply.interpretation];

const hasFigures = (reply: Reply): boolean =>
  [reply, ...reply.parts].some(({ provenance }) => provenance !== null);

/** Keeps what the buttons stand for: each choice, and for an answer what it answered. One statement for all of them. */
const keepButtons = async (
  reply: Reply,
  { asker, reference, shareable }: Presentation,
  { saveChoices, clock }: Context,
): Promise<Buttons> => {
  const choices = choicesOf(reply).map(({ label, interpretation }) => ({
    label,
    interpretation: [interpretation],
  }));
  const isAnswer = reply.kind === 'answer';
  const kept = isAnswer ? [{ label: reference, interpretation: meaningsOf(reply) }] : [];
  const proposed = reply.proposed
    ? [{ label: reply.headline, interpretation: storable(reply.proposed.wish) }]
    : [];
  const ids = await saveChoices({
    wanted: [...choices, ...proposed, ...kept],
    askedBy: asker.id,
    at: clock.now(),
  });
  const answer = isAnswer ? (ids.at(-1) ?? null) : null;
  return {
    choices: ids.slice(0, choices.length),
    how: hasFigures(reply) ? answer : null,
    confirm: reply.proposed ? (ids[choices.length] ?? null) : null,
    share: shareable ? answer : null,
    feedback: answer === null ? null : `${reference}:${answer}`,
  };
};

/** Draws a reply, sends it, and says how it arrived. */
export const present = async (reply: Reply, to: Presentation, context: Context): Promise<Sent> => {
  const buttons = await keepButtons(reply, to, context);
  const { text, blocks } = renderMessage(reply, buttons);
  const message = { text, blocks: to.before ? [to.before, ...blocks] : blocks };
  const sent = await context.send(to.target, {
    message,
    trimmed: () => trimmedMessage(reply, buttons),
    reader: to.reader,
    reference: to.reference,
  });
  context.counts.sent(sent.as);
  return sent;
};

/** Says something without buttons, needing nothing that could be down. */
export const notify = (
  reply: Reply,
  to: Pick<Presentation, 'target' | 'reader' | 'reference'>,
  { send }: Context,
): Promise<Sent> =>
  send(to.target, {
    message: renderMessage(reply, noButtons),
    trimmed: () => trimmedMessage(reply, noButtons),
    reader: to.reader,
    reference: to.reference,
  });
