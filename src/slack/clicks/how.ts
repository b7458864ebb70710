import { nameFailure } from '#src/lib/errors.ts';
import { provenanceBlock } from '../blocks/provenance.ts';
import { answerMeanings, findKept } from '../meanings.ts';
import { notify } from '../present.ts';
import { noProvenanceReply, oldButtonReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, questionOf, toClicker } from './click.ts';

const title = 'How I got this';

/** Shows how a figure came about: in a window, or below the answer when the window does not open within Slack's three seconds. */
export const showHow: HandleClick = async (click, context) => {
  const { clicked, reference } = click;
  const to = { target: toClicker(clicked), reader: clicker(clicked), reference };
  const kept = await findKept(clicked.value, context);
  if (!kept) {
    await notify(oldButtonReply, to, context);
    return;
  }
  const reply = await answerMeanings(kept.meanings, questionOf(click, 'none', context), context);
  const block = provenanceBlock(reply);
  if (reply.kind === 'refuse' || !block) {
    await notify(reply.kind === 'refuse' ? reply : noProvenanceReply, to, context);
    return;
  }
  try {
    await context.web.views.open({
      trigger_id: clicked.triggerId,
      view: {
        type: 'modal',
        title: { type: 'plain_text', text: title },
        close: { type: 'plain_text', text: 'Close' },
        blocks: [block],
      },
    });
  } catch (error) {
    context.log.info({ reference, ...nameFailure(error) }, 'slack.window_not_opened');
    const message = { text: title, blocks: [block] };
    await context.send(to.target, { message, trimmed: () => message, reader: to.reader, reference });
  }
};
