import type { ContextBlock } from '@slack/types';
import type { Message as Posted } from '#src/schedule/message.ts';
import type { Meaning } from '../asking.ts';
import { noButtons } from '../blocks/buttons.ts';
import { renderMessage } from '../blocks/message.ts';
import { renderMore } from '../blocks/posted.ts';
import { answerMeanings } from '../meanings.ts';
import { notify, present } from '../present.ts';
import { oldButtonReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, questionOf, toClicker } from './click.ts';

/** What was folded away, for whoever wants to see it. */
export const showMore: HandleClick = async ({ clicked, reference }, context) => {
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const posted = await context.bot.posted(clicked.value);
  const message = posted?.kind === 'digest' ? renderMore(posted.value) : null;
  if (!message) {
    await notify(oldButtonReply, to, context);
    return;
  }
  await context.send(to.target, { ...to, message, trimmed: () => ({ text: message.text, blocks: [] }) });
};

const meaningAt = (posted: Posted, index: number): Meaning | null => {
  if (posted.kind === 'digest') return posted.value.opens[index]?.open ?? null;
  return posted.kind === 'alert' ? posted.open : null;
};

/** A figure of a digest or an alert, opened with the rights of who wants to see it. */
export const openFigure: HandleClick = async (click, context) => {
  const { clicked, asker, reference } = click;
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const [id = '', index = ''] = clicked.value.split(':');
  const posted = await context.bot.posted(id);
  const open = posted ? meaningAt(posted, Number(index)) : null;
  if (!open) {
    await notify(oldButtonReply, to, context);
    return;
  }
  const reply = await answerMeanings([open], questionOf(click, 'none', context), context);
  await present(reply, { ...to, asker, shareable: false }, context);
};

/** Somebody takes a task, or has done it. */
export const changeTask: HandleClick = async ({ clicked, reference }, context) => {
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const [deliveryId = '', change = '', actionId = ''] = clicked.value.split(':');
  if (change !== 'take' && change !== 'done') return;
  const reply = await context.bot.task({ deliveryId, change, actionId, userId: clicked.user });
  await notify(reply, to, context);
  await context.bot.post();
};

const setUpBy = (user: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: `Set up by <@${user}>` }],
});

/** Why this was posted here, and who set it up. */
export const sayWhy: HandleClick = async ({ clicked, reference }, context) => {
  const { reply, by } = await context.bot.why(clicked.value);
  const { text, blocks } = renderMessage(reply, noButtons);
  const message = { text, blocks: by ? [...blocks, setUpBy(by)] : blocks };
  await context.send(toClicker(clicked), {
    message,
    trimmed: () => ({ text, blocks: [] }),
    reader: clicker(clicked),
    reference,
  });
};

/** A watch is quiet for a day, or ended; whoever hears it may say so. */
const quieten =
  (change: 'snooze' | 'end'): HandleClick =>
  async ({ clicked, reference }, context) => {
    const reply = await context.bot.quieten(clicked.value, change, clicked.user);
    await notify(reply, { target: toClicker(clicked), reader: clicker(clicked), reference }, context);
  };

export const snooze = quieten('snooze');
export const unwatch = quieten('end');
