import type { Reply } from '#src/answer/reply.ts';
import { nameFailure } from '#src/lib/errors.ts';
import { findChoice } from '#src/state/choices.ts';
import { noButtons } from '../blocks/buttons.ts';
import { renderMessage } from '../blocks/message.ts';
import { renderPosted } from '../blocks/posted.ts';
import type { Clicked } from '../clicked.ts';
import type { Context } from '../context.ts';
import { notify } from '../present.ts';
import { dismissedReply, oldButtonReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, toClicker, toConversation } from './click.ts';

/** Puts what became of a proposal in its place, so that nobody confirms it again. */
const settle = async (clicked: Clicked, reply: Reply, context: Context): Promise<boolean> => {
  if (clicked.isEphemeral) return false;
  const { text, blocks } = renderMessage(reply, noButtons);
  try {
    await context.web.chat.update({
      channel: clicked.channel,
      ts: clicked.ts,
      text,
      blocks: [...blocks] as never[],
    });
    return true;
  } catch (error) {
    context.log.debug(nameFailure(error), 'slack.proposal_not_settled');
    return false;
  }
};

const findWish = async (id: string, { desk }: Context): Promise<unknown> =>
  (await findChoice(desk.database.fast, id))?.interpretation ?? null;

/** Sets up what was proposed, once, for whoever confirms it. */
export const confirm: HandleClick = async ({ clicked, asker, reference }, context) => {
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const wish = await findWish(clicked.value, context);
  if (wish === null) {
    await notify(oldButtonReply, to, context);
    return;
  }
  const { done, reply } = await context.bot.confirm(wish, asker);
  context.log.info({ reference, done }, 'proposal.confirmed');
  if (!done) {
    await notify(reply, to, context);
    return;
  }
  if (!(await settle(clicked, reply, context))) {
    const target = clicked.isEphemeral ? to.target : toConversation(clicked);
    await notify(reply, { ...to, target }, context);
  }
  await context.bot.post();
};

/** Shows a digest as it would be posted, to the one who clicked. */
export const preview: HandleClick = async ({ clicked, asker, reference }, context) => {
  const message = renderPosted(await context.bot.preview(await findWish(clicked.value, context), asker), '');
  const sent = { text: message.text, blocks: [...message.blocks] as never[] };
  await context.send(toClicker(clicked), {
    message: sent,
    trimmed: () => ({ text: sent.text, blocks: [] }),
    reader: clicker(clicked),
    reference,
  });
};

/** A proposal that nobody wants leaves its place. */
export const dismiss: HandleClick = async ({ clicked, reference }, context) => {
  if (await settle(clicked, dismissedReply, context)) return;
  await notify(dismissedReply, { target: toClicker(clicked), reader: clicker(clicked), reference }, context);
};
