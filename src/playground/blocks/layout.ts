import type { JsonObject } from '../json.ts';
import { isList, isObject } from '../json.ts';
import { accessories, actionElements, inputElements } from './elements.ts';
import type { Rule, Shape, Shapes } from './shape.ts';
import {
  anyText,
  flag,
  identifier,
  listOf,
  mrkdwn,
  object,
  oneOf,
  plainText,
  text,
  typed,
  url,
  whole,
} from './shape.ts';

/** The blocks and their limits: docs.slack.dev/reference/block-kit/blocks, checked against @slack/types 3.2. */

const common = { block_id: identifier } as const;
const block = (
  required: Shape['required'],
  optional: Shape['optional'] = {},
  more: Omit<Shape, 'required'> = {},
): Shape => ({
  required: { ...required },
  optional: { ...common, ...optional },
  ...more,
});

const messagesOnly = { surfaces: ['message'] } as const;
const messagesAndHome = { surfaces: ['message', 'home'] } as const;
const viewsOnly = { surfaces: ['modal', 'home'] } as const;
const image = typed('element', 'image');
const richText = typed('block', 'rich_text');
const row = listOf(typed('cell'), 1, 20);

const needsOne =
  (...names: readonly string[]) =>
  (value: JsonObject): readonly string[] =>
    names.some((name) => value[name] !== undefined) ? [] : [`one of ${names.join(', ')} is needed`];

/** All rows of a data table are as wide as its header, and the header holds no formatted text. */
const evenRows = (table: JsonObject): readonly string[] => {
  const rows = isList(table['rows']) ? table['rows'].filter(isList) : [];
  const width = rows[0]?.length ?? 0;
  const headings = (rows[0] ?? []).filter(isObject).map((cell) => cell['type']);
  return [
    ...(rows.some((cells) => cells.length !== width) ? ['all rows must have the same number of cells'] : []),
    ...(headings.includes('rich_text') ? ['header cells cannot be rich_text'] : []),
  ];
};

const inContainer = [
  ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input'],
  ...['rich_text', 'section', 'table', 'video'],
];

const columns = listOf(
  object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }),
  0,
  20,
);

const task: Rule = typed('block', 'task_card');

export const blocks: Shapes = {
  section: block(
    {},
    {
      text: anyText(3000),
      fields: listOf(anyText(2000), 1, 10),
      accessory: typed('element', ...accessories),
      expand: flag,
    },
    { also: needsOne('text', 'fields') },
  ),
  header: block({ text: plainText(150) }, { level: whole(1, 4) }),
  divider: block({}),
  context: block({ elements: listOf({ kind: 'typed', family: 'text' }, 1, 10) }),
  context_actions: block(
    { elements: listOf(typed('element', 'feedback_buttons', 'icon_button'), 1, 5) },
    {},
    messagesOnly,
  ),
  actions: block({ elements: listOf(typed('element', ...actionElements), 1, 25) }),
  input: block(
    { label: plainText(2000), element: typed('element', ...inputElements) },
    { hint: plainText(2000), optional: flag, dispatch_action: flag },
    viewsOnly,
  ),
  image: block(
    { alt_text: text(2000) },
    { title: plainText(2000), image_url: url(3000), slack_file: { kind: 'anything' } },
    { also: needsOne('image_url', 'slack_file') },
  ),
  markdown: block({ text: text(12_000) }, {}, messagesOnly),
  rich_text: block({ elements: listOf(typed('richBlock'), 0, 1000) }),
  table: block({ rows: listOf(row, 1, 100) }, { column_settings: columns }, messagesOnly),
  data_table: block(
    { caption: text(2000), rows: listOf(row, 2, 201) },
    { page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
    { ...messagesAndHome, also: evenRows },
  ),
  data_visualization: block({ title: text(50), chart: typed('chart') }, {}, messagesOnly),
  card: block(
    {},
    {
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      subtext: mrkdwn(150),
      body: mrkdwn(200),
      hero_image: image,
      icon: image,
      slack_icon: { kind: 'anything' },
      actions: listOf(typed('element', 'button'), 1, 3),
    },
    { also: needsOne('hero_image', 'title', 'actions', 'body') },
  ),
  carousel: block({ elements: listOf(typed('block', 'card'), 1, 10) }, {}, messagesAndHome),
  container: block(
    { child_blocks: listOf(typed('block', ...inContainer), 1, 10) },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    { ...messagesOnly, also: needsOne('title', 'rich_text_title') },
  ),
  alert: block(
    { text: anyText(200) },
    { level: oneOf('default', 'info', 'warning', 'error', 'success') },
    { surfaces: ['modal'] },
  ),
  task_card: block(
    { task_id: text(255), title: text(256), status: oneOf('pending', 'in_progress', 'complete', 'error') },
    { details: richText, output: richText, sources: listOf(typed('element', 'url'), 0, 100) },
    messagesOnly,
  ),
  plan: block({ title: text(256) }, { tasks: listOf(task, 0, 50) }, messagesOnly),
  video: block(
    { video_url: url(3000), thumbnail_url: url(3000), alt_text: text(2000), title: plainText(199) },
    {
      title_url: url(3000),
      author_name: text(49),
      provider_name: text(255),
      provider_icon_url: url(3000),
      description: plainText(200),
    },
  ),
  file: block({ source: oneOf('remote'), external_id: text(255) }, {}, messagesOnly),
};

/** Pieces of a streaming message. */
export const chunks: Shapes = {
  markdown_text: { required: { text: text(12_000) } },
  plan_update: { required: { title: text(256) } },
  task_update: {
    required: {
      id: text(255),
      title: text(256),
      status: oneOf('pending', 'in_progress', 'complete', 'error'),
    },
    optional: {
      details: text(12_000, 0),
      output: text(12_000, 0),
      sources: listOf(typed('element', 'url'), 0, 100),
    },
  },
  blocks: { required: { blocks: listOf(typed('block'), 1, 50) } },
};

/** What a view is made of, apart from its blocks. Modals and App Homes. */
export const views: Shapes = {
  modal: {
    required: { title: plainText(24), blocks: { kind: 'anything' } },
    optional: {
      close: plainText(24),
      submit: plainText(24),
      private_metadata: text(3000, 0),
      callback_id: text(255, 0),
      external_id: text(255, 0),
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
  },
  home: {
    required: { blocks: { kind: 'anything' } },
    optional: {
      private_metadata: text(3000, 0),
      callback_id: text(255, 0),
      external_id: text(255, 0),
    },
  },
};
