import type { JsonObject } from '../../json.ts';
import { entryOf, isObject, numberOf, objectsOf } from '../../json.ts';
import { freshId, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { link } from '../text/inline.ts';
import { markdown } from '../text/markdown.ts';
import { textObject } from '../text/mrkdwn.ts';
import { richText } from '../text/rich-text.ts';
import { chart } from './chart.ts';
import type { BlockContext, ElementContext } from './context.ts';
import { words } from './context.ts';
import { element } from './elements.ts';
import { card, carousel, container, plan, task } from './groups.ts';
import { imageElement } from './image.ts';
import { dataTable, table } from './table.ts';

const inBlock = (context: BlockContext, block: JsonObject, label = '', inInput = false): ElementContext => ({
  ...context,
  blockId: words(block, 'block_id'),
  inInput,
  label,
});

/** Long texts are cut until somebody asks for the rest, as Slack does. */
const cutAfter = 700;

const foldable = (text: HTMLElement, whole: boolean): HTMLElement => {
  if (whole || (text.textContent ?? '').length <= cutAfter) return text;
  text.classList.add('folded');
  const more = h(
    'button',
    {
      type: 'button',
      class: 'link-button',
      'aria-expanded': 'false',
      onclick: () => {
        const open = text.classList.toggle('folded');
        more.textContent = open ? 'See more' : 'See less';
        more.setAttribute('aria-expanded', String(!open));
      },
    },
    'See more',
  );
  return h('div', {}, text, more);
};

const section = (context: BlockContext, block: JsonObject): HTMLElement => {
  const text = isObject(block['text'])
    ? h('div', { class: 'section-text', dir: 'auto' }, ...textObject(block['text']))
    : null;
  const fields = objectsOf(block['fields']);
  const accessory = isObject(block['accessory'])
    ? element(inBlock(context, block), block['accessory'])
    : null;
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-main' },
      text === null ? null : foldable(text, block['expand'] === true || context.surface !== 'message'),
      fields.length === 0
        ? null
        : h(
            'div',
            { class: 'fields' },
            ...fields.map((field) => h('div', { class: 'block-field', dir: 'auto' }, ...textObject(field))),
          ),
    ),
    accessory === null ? null : h('div', { class: 'accessory' }, accessory),
  );
};

const header = (_: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'h3',
    { class: `block-header level-${numberOf(block['level']) ?? 2}`, dir: 'auto' },
    ...textObject(isObject(block['text']) ? block['text'] : null),
  );

const contextBlock = (_: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'context' },
    ...objectsOf(block['elements']).map((one) =>
      one['type'] === 'image'
        ? h('span', { class: 'context-image' }, imageElement(one))
        : h('span', { class: 'context-text', dir: 'auto' }, ...textObject(one)),
    ),
  );

const actions = (context: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'actions' },
    ...objectsOf(block['elements']).map((one) => element(inBlock(context, block), one)),
  );

const contextActions = (context: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'context-actions' },
    ...objectsOf(block['elements']).map((one) => element(inBlock(context, block), one)),
  );

const image = (_: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'figure',
    { class: 'image-block' },
    isObject(block['title']) ? h('figcaption', { dir: 'auto' }, ...textObject(block['title'])) : null,
    imageElement(block),
  );

const input = (context: BlockContext, block: JsonObject): HTMLElement => {
  const label = isObject(block['label']) ? words(block['label'], 'text') : '';
  const error = context.errors[words(block, 'block_id')];
  const errorId = freshId('error');
  const dispatches = block['dispatch_action'] === true;
  const given = isObject(block['element']) ? block['element'] : {};
  const typed = /_input$/.test(words(given, 'type'));
  const control = element(
    { ...inBlock(context, block, label, !dispatches || typed), ...(dispatches ? { dispatches } : {}) },
    given,
  );
  if (error !== undefined) {
    control?.setAttribute('aria-invalid', 'true');
    control?.setAttribute('aria-describedby', errorId);
  }
  return h(
    'div',
    {
      class: error === undefined ? 'input-block' : 'input-block wrong',
      'data-block': words(block, 'block_id'),
    },
    h(
      'div',
      { class: 'input-label', dir: 'auto' },
      ...textObject(isObject(block['label']) ? block['label'] : null),
      block['optional'] === true ? h('span', { class: 'optional' }, ' (optional)') : null,
    ),
    control,
    error === undefined
      ? null
      : h('div', { class: 'input-error', id: errorId, role: 'alert' }, icon('warning', 14), error),
    isObject(block['hint']) ? h('div', { class: 'hint', dir: 'auto' }, ...textObject(block['hint'])) : null,
  );
};

const levels: Readonly<Record<string, string>> = {
  error: 'warning',
  warning: 'warning',
  success: 'check',
  info: 'eye',
};

const alertBlock = (_: BlockContext, block: JsonObject): HTMLElement => {
  const level = words(block, 'level') || 'default';
  return h(
    'div',
    { class: `alert level-${level}`, role: level === 'error' ? 'alert' : 'note' },
    icon(entryOf(levels, level) ?? 'eye', 18),
    h('div', { dir: 'auto' }, ...textObject(isObject(block['text']) ? block['text'] : null)),
  );
};

const video = (_: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'card' },
    h('div', { class: 'card-title' }, ...textObject(isObject(block['title']) ? block['title'] : null)),
    link(words(block, 'video_url'), words(block, 'alt_text')),
  );

const renderers: Readonly<Record<string, (context: BlockContext, block: JsonObject) => HTMLElement>> = {
  section,
  header,
  divider: () => h('hr', { class: 'divider' }),
  context: contextBlock,
  context_actions: contextActions,
  actions,
  input,
  image,
  markdown: (_, block) => markdown(words(block, 'text')),
  rich_text: (_, block) => richText(block),
  table,
  data_table: dataTable,
  data_visualization: chart,
  card,
  carousel,
  container,
  alert: alertBlock,
  task_card: task,
  plan,
  video,
};

const render = (context: BlockContext, block: JsonObject): Node => {
  const renderer = entryOf(renderers, words(block, 'type'));
  return renderer === undefined
    ? h('div', { class: 'unknown' }, `This block (${words(block, 'type')}) cannot be shown here.`)
    : renderer(context, block);
};

/** Draws blocks in a message, a modal or the App Home. */
export const renderBlocks = (
  context: Omit<BlockContext, 'render'>,
  blocks: readonly JsonObject[],
): readonly Node[] =>
  blocks.map((block) => h('div', { class: 'block' }, render({ ...context, render }, block)));
