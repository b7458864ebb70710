import { newReference } from '#src/lib/ids.ts';
import { logFailure } from '#src/lib/log.ts';
import { actionIds } from '../blocks/buttons.ts';
import { postedIds } from '../blocks/posted.ts';
import type { Clicked } from '../clicked.ts';
import type { Context } from '../context.ts';
import { sayFailure } from '../failure.ts';
import { notify } from '../present.ts';
import { failureReply, outsiderReply } from '../replies.ts';
import { choose } from './choice.ts';
import type { HandleClick } from './click.ts';
import { clicker, toClicker } from './click.ts';
import { confirm, dismiss, preview } from './confirm.ts';
import { judge } from './feedback.ts';
import { showHow } from './how.ts';
import { changeTask, openFigure, sayWhy, showMore, snooze, unwatch } from './posted.ts';
import { share } from './share.ts';

const handlers: Readonly<Record<string, HandleClick>> = {
  [actionIds.choice]: choose,
  [actionIds.how]: showHow,
  [actionIds.share]: share,
  [actionIds.feedback]: judge,
  [actionIds.confirm]: confirm,
  [actionIds.preview]: preview,
  [actionIds.dismiss]: dismiss,
  [postedIds.more]: showMore,
  [postedIds.open]: openFigure,
  [postedIds.task]: changeTask,
  [postedIds.why]: sayWhy,
  [postedIds.snooze]: snooze,
  [postedIds.unwatch]: unwatch,
};

const handle = async (clicked: Clicked, reference: string, context: Context): Promise<void> => {
  const handler = handlers[clicked.actionId.split(':')[0] ?? ''];
  if (!handler) return;
  const [who, spot] = await Promise.all([
    context.findAsker(clicked.user, clicked.userTeam ?? undefined),
    context.findSpot(clicked.channel),
  ]);
  if (who.kind === 'nobody') return;
  if (who.kind === 'outsider') {
    await notify(outsiderReply, { target: toClicker(clicked), reader: clicker(clicked), reference }, context);
    return;
  }
  await handler({ clicked, asker: who.asker, spot, reference }, context);
};

/** Does what a button says, with the rights of who clicked. Never throws. */
export const answerClick = async (clicked: Clicked, context: Context): Promise<void> => {
  const reference = newReference();
  try {
    await handle(clicked, reference, context);
  } catch (error) {
    logFailure(context.log, 'question.failed', error, { reference });
    const reply = failureReply(sayFailure(error, reference));
    await notify(reply, { target: toClicker(clicked), reader: clicker(clicked), reference }, context);
  }
};
