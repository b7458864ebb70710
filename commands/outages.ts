import type { Command } from '#src/slack/command.ts';

/** What does not work right now, or did not in a period, in the words of the asker's department. */
export const command: Command = {
  id: 'outages',
  description: 'See what is broken, and what it means for you',
  usageHint: '[part or supplier] [period]',
  examples: ['', 'checkout', 'PayPal', 'last week'],
  run: (words) => ({ kind: 'question', text: `any outages ${words}`.trim(), hint: words === '' }),
};
