import type { Command } from '#src/slack/command.ts';

/** What the cloud costs: all of it, or one provider or service, in a period. */
export const command: Command = {
  id: 'cost',
  description: 'See what the cloud costs',
  usageHint: '[provider or service] [period]',
  examples: ['', 'AWS last month', 'by service this month'],
  run: (words) => ({ kind: 'question', text: `cloud cost ${words}`.trim(), hint: words === '' }),
};
