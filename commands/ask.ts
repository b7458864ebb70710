import type { Command } from '#src/slack/command.ts';

/** Any question, answered where only the asker sees it. */
export const command: Command = {
  id: 'ask',
  description: 'Ask for a figure in your own words',
  usageHint: '<your question>',
  examples: ['how many orders yesterday', 'net sales last month by country'],
  run: (words) => (words === '' ? { kind: 'usage' } : { kind: 'question', text: words }),
};
