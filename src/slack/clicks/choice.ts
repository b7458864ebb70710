import type { Reply } from '#src/answer/reply.ts';
import { nameFailure } from '#src/lib/errors.ts';
import { escaped, literal } from '../blocks/literal.ts';
import type { Clicked } from '../clicked.ts';
import type { Context } from '../context.ts';
import { answerMeanings, findKept } from '../meanings.ts';
import type { Target } from '../post.ts';
import { notify, present } from '../present.ts';
import { oldButtonReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, questionOf, toClicker, toConversation } from './click.ts';

const targetOf = (clicked: Clicked, reply: Reply): Target => {
  if (clicked.isEphemeral && clicked.responseUrl !== null)
    return { kind: 'response', url: clicked.responseUrl, visible: 'ephemeral', replace: true };
  return reply.audience === 'asker' ? toClicker(clicked) : toConversation(clicked);
};

/** Takes the buttons of an answered question away; that they stay is no harm. */
const settle = async (clicked: Clicked, label: string, { web, log }: Context): Promise<void> => {
  if (clicked.isEphemeral) return;
  const text = literal(`Understood as: ${label}`, 150);
  try {
    await web.chat.update({
      channel: clicked.channel,
      ts: clicked.ts,
      text: escaped(text, 200),
      blocks: [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }],
    });
  } catch (error) {
    log.debug(nameFailure(error), 'slack.choice_not_settled');
  }
};

/** One of the ways to read a question was chosen: it is answered as it stands, once, for whoever may see it. */
export const choose: HandleClick = async (click, context) => {
  const { clicked, asker, reference, spot } = click;
  const kept = await findKept(clicked.value, context);
  if (!kept) {
    await notify(
      oldButtonReply,
      { target: toClicker(clicked), reader: clicker(clicked), reference },
      context,
    );
    return;
  }
  const reply = await answerMeanings(kept.meanings, questionOf(click, 'this', context), context);
  const answers = reply.kind !== 'refuse';
  const once = `choice:${clicked.channel}:${clicked.ts}`;
  if (answers && !(await context.claim(once, context.clock.now()))) return;
  const shareable = clicked.isEphemeral && reply.audience === 'place' && spot.place.kind !== 'direct';
  const to = { target: targetOf(clicked, reply), reader: clicker(clicked), asker, reference, shareable };
  await present(reply, to, context);
  if (answers) await settle(clicked, kept.label, context);
};
