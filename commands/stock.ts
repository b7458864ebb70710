import type { Command } from '#src/slack/command.ts';

/** How many are left of a product. A name has a letter or a digit: signs alone would ask for the whole stock. */
export const command: Command = {
  id: 'stock',
  description: 'See how many are left of a product',
  usageHint: '<product or SKU>',
  examples: ['Trail Runner 2', 'LIN-SHI-NAV-M'],
  run: (words) =>
    /[\p{L}\p{N}]/u.test(words) ? { kind: 'question', text: `stock of ${words}` } : { kind: 'usage' },
};
