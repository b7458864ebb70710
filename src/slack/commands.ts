import { join } from 'node:path';
import type { Reply } from '#src/answer/reply.ts';
import { stopwatch } from '#src/lib/clock.ts';
import { newReference } from '#src/lib/ids.ts';
import { logFailure } from '#src/lib/log.ts';
import { loadPlugins } from '#src/lib/plugins.ts';
import type { Asked, Command } from './command.ts';
import { usageOf } from './command.ts';
import type { Context } from './context.ts';
import { sayFailure } from './failure.ts';
import type { Target } from './post.ts';
import { notify, present } from './present.ts';
import { failureReply, outsiderReply, tooLongReply, unknownCommandReply, usageReply } from './replies.ts';
import type { Letter } from './send.ts';

const folder = join(import.meta.dirname, '../../commands');

/** The commands of the folder commands/, each in a file of its own. */
export const loadCommands = (): Promise<readonly Command[]> =>
  loadPlugins<Command>({ folder, name: 'command' });

/** Words behind a command; longer ones are pasted by mistake. */
const mostWords = 500;

/** A command as Slack delivers it, as far as the bot cares. */
export type Called = {
  readonly command: string;
  readonly text: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly team_id: string;
  readonly response_url: string;
};

type Case = {
  readonly called: Called;
  readonly reference: string;
  readonly target: Target;
  readonly reader: Letter['reader'];
};

/** Runs a command's question through the spine; the answer is for the caller alone until it is shared. */
const answerCommand = async (
  one: Case,
  command: Command,
  asked: Exclude<Asked, { readonly kind: 'usage' }>,
  context: Context,
): Promise<void> => {
  const { called, reference } = one;
  const elapsed = stopwatch();
  const [who, spot] = await Promise.all([
    context.findAsker(called.user_id, called.team_id),
    context.findSpot(called.channel_id),
  ]);
  if (who.kind === 'nobody') return;
  if (who.kind === 'outsider') {
    await notify(outsiderReply, one, context);
    return;
  }
  const { asker } = who;
  if (asked.kind === 'manage') {
    const { what, words } = asked;
    const { team_id: teamId, channel_id: channelId, user_id: userId } = called;
    await notify(await context.bot.manage({ what, words, teamId, channelId, userId }), one, context);
    await context.bot.post();
    return;
  }
  const reply = await context.spine.answer(
    {
      text: asked.text,
      asker,
      place: spot.place,
      thread: null,
      stores: spot.stores,
      now: context.clock.now(),
    },
    context.desk,
  );
  const shareable = reply.audience === 'place' && spot.place.kind !== 'direct';
  const withUsage: Reply =
    asked.hint || reply.kind === 'unknown'
      ? { ...reply, lines: [...reply.lines, ...usageOf(command)] }
      : reply;
  const sent = await present(withUsage, { ...one, asker, shareable }, context);
  const ms = Math.round(elapsed());
  context.counts.answered({ door: command.id, kind: reply.kind, ms });
  context.log.info(
    { reference, door: command.id, kind: reply.kind, intent: reply.interpretation.kind, sent: sent.as, ms },
    'question.answered',
  );
};

const runCommand = async (one: Case, context: Context): Promise<void> => {
  const name = one.called.command;
  const words = one.called.text.trim();
  const command = context.commands.find(({ id }) => `/${id}` === name);
  if (!command) {
    await notify(unknownCommandReply(name, context.commands), one, context);
    return;
  }
  if (words.length > mostWords) {
    await notify(tooLongReply(words.length, mostWords), one, context);
    return;
  }
  const asked = words.toLowerCase() === 'help' ? ({ kind: 'usage' } as const) : command.run(words);
  if (asked.kind === 'usage') await notify(usageReply(command), one, context);
  else await answerCommand(one, command, asked, context);
};

/** Answers a slash command where only its caller sees it. Never throws. */
export const answerCalled = async (called: Called, context: Context): Promise<void> => {
  const reference = newReference();
  const reader = { user: called.user_id, channel: called.channel_id, threadTs: null };
  const target = {
    kind: 'response',
    url: called.response_url,
    visible: 'ephemeral',
    replace: false,
  } as const;
  const one: Case = { called, reference, target, reader };
  try {
    await runCommand(one, context);
  } catch (error) {
    logFailure(context.log, 'question.failed', error, { reference });
    context.counts.answered({ door: called.command.slice(1, 33), kind: 'failed', ms: null });
    await notify(failureReply(sayFailure(error, reference)), one, context);
  }
};
