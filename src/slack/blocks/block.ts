import type { KnownBlock } from '@slack/types';

/**
 * Slack's chart block, which its type package does not know yet. Limits: 2 per message, title ≤ 50, labels and names
 * ≤ 20 characters, 1–20 categories, exactly one point per category in each series (block reference, data visualization).
 */
export type DataVisualization = {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line' | 'bar';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string };
  };
};

export type MessageBlock = KnownBlock | DataVisualization;

/** A message as Slack takes it. `text` is what notifications and screen readers read, and says the figure too. */
export type Message = { readonly text: string; readonly blocks: readonly MessageBlock[] };

/** A message may hold 50 blocks. */
export const mostBlocks = 50;

/** Slack refuses messages above about 13,200 characters over all blocks (bolt-js issue 2509); this leaves room. */
export const mostCharacters = 10_000;

const shown = new Set(['text', 'title', 'caption', 'label', 'name', 'y_label', 'accessibility_label']);

/** Characters of everything a reader sees in a block, or in any part of one. */
export const charactersIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, field]) =>
      sum + (typeof field === 'string' ? (shown.has(name) ? field.length : 0) : charactersIn(field)),
    0,
  );
};
