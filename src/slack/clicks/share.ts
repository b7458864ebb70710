import type { ContextBlock } from '@slack/types';
import type { Clicked } from '../clicked.ts';
import { answerMeanings, findKept } from '../meanings.ts';
import type { Target } from '../post.ts';
import { notify, present } from '../present.ts';
import { notSharedReply, oldButtonReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, questionOf, toClicker, toConversation } from './click.ts';

const sharedBy = (user: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: `Shared by <@${user}>` }],
});

/** The click's own response address reaches the channel even where the bot is no member. */
const toChannel = (clicked: Clicked): Target =>
  clicked.responseUrl === null
    ? toConversation(clicked)
    : { kind: 'response', url: clicked.responseUrl, visible: 'in_channel', replace: false };

/** Shows a private answer to the channel, worked out again for what the channel may see. */
export const share: HandleClick = async (click, context) => {
  const { clicked, asker, reference } = click;
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const kept = await findKept(clicked.value, context);
  if (!kept) {
    await notify(oldButtonReply, to, context);
    return;
  }
  const reply = await answerMeanings(kept.meanings, questionOf(click, 'none', context), context);
  if (reply.kind !== 'answer' || reply.audience !== 'place') {
    await notify(reply.kind === 'answer' ? notSharedReply : reply, to, context);
    return;
  }
  const before = sharedBy(clicked.user);
  await present(reply, { ...to, target: toChannel(clicked), asker, shareable: false, before }, context);
};
