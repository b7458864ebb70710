import type { Rule, Shape, Shapes } from './shape.ts';
import { flag, listOf, object, oneOf, text, typed, whole } from './shape.ts';

/** Formatted text and table cells: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */

const style = object({
  optional: {
    bold: flag,
    italic: flag,
    strike: flag,
    underline: flag,
    code: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
});

const inline = (required: Shape['required'], optional: Shape['optional'] = {}): Shape => ({
  required: { ...required },
  optional: { style, ...optional },
});

export const richElements: Shapes = {
  text: inline({ text: text(12_000) }),
  link: inline({ url: text(3000) }, { text: text(12_000, 0), unsafe: flag }),
  emoji: inline({ name: text(255) }, { unicode: text(255), url: text(3000), skin_tone: whole(1, 6) }),
  user: inline({ user_id: text(255) }),
  channel: inline({ channel_id: text(255) }),
  usergroup: inline({ usergroup_id: text(255) }),
  team: inline({ team_id: text(255) }),
  broadcast: inline({ range: oneOf('here', 'channel', 'everyone') }),
  date: inline(
    { timestamp: { kind: 'number', whole: true }, format: text(255) },
    { url: text(3000), fallback: text(3000) },
  ),
  color: inline({ value: text(20) }),
};

const elementsOf = (rule: Rule): Rule => listOf(rule, 0, 1000);
const border = whole(0, 1);

export const richBlocks: Shapes = {
  rich_text_section: { required: { elements: elementsOf(typed('richElement')) } },
  rich_text_list: {
    required: {
      elements: elementsOf(typed('richBlock', 'rich_text_section')),
      style: oneOf('bullet', 'ordered'),
    },
    optional: { indent: whole(0, 8), offset: whole(0, 100_000), border },
  },
  rich_text_quote: {
    required: { elements: elementsOf(typed('richElement')) },
    optional: { border },
  },
  rich_text_preformatted: {
    required: { elements: elementsOf(typed('richElement', 'text', 'link')) },
    optional: { border, language: text(50) },
  },
};

export const cells: Shapes = {
  raw_text: { required: { text: text(10_000, 0) } },
  raw_number: { required: { value: { kind: 'number' }, text: text(200) } },
  rich_text: {
    required: { elements: elementsOf(typed('richBlock')) },
    optional: { block_id: text(255) },
  },
};
