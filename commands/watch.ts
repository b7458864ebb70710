import type { Command } from '#src/slack/command.ts';

/** What the bot keeps an eye on for this channel: shown, ended; or set up in words. */
export const command: Command = {
  id: 'watch',
  description: 'Be told when a figure passes a limit',
  usageHint: '[what and when | end 1]',
  examples: ['', 'stock of Trail Runner 2 falls below 20', 'end 1'],
  run: (words) =>
    words === '' || /^(?:end|stop|remove)\b/i.test(words)
      ? { kind: 'manage', what: 'watches', words }
      : { kind: 'question', text: `tell us when ${words}` },
};
