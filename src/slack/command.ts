/**
 * A slash command. `run` turns the words behind it into what is asked of the spine, or asks for the usage to be shown;
 * it decides nothing about figures. Limits of Slack: name 32 characters with the slash, description 2,000, hint 1,000.
 */
export type Command = {
  /** The name without the slash. */
  readonly id: string;
  readonly description: string;
  /** What stands behind the name in Slack's list, e.g. `<product or SKU>`. */
  readonly usageHint: string;
  readonly examples: readonly string[];
  readonly run: (words: string) => Asked;
};

/** `question` is put to the spine as it stands; with `hint`, the usage is shown below the answer. */
export type Asked =
  | { readonly kind: 'usage' }
  /** What is set up in the channel is shown or changed. */
  | { readonly kind: 'manage'; readonly what: 'digests' | 'watches'; readonly words: string }
  | { readonly kind: 'question'; readonly text: string; readonly hint?: boolean };

/** How a command is used, in lines. */
export const usageOf = ({ id, usageHint, examples }: Command): readonly string[] => [
  `Usage: /${id} ${usageHint}`.trimEnd(),
  ...examples.map((example) => `For example: /${id} ${example}`.trimEnd()),
];
