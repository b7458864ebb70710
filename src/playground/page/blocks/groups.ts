import type { JsonObject } from '../../json.ts';
import { isObject, objectsOf } from '../../json.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { link } from '../text/inline.ts';
import { textObject } from '../text/mrkdwn.ts';
import { richText } from '../text/rich-text.ts';
import type { BlockContext } from './context.ts';
import { words } from './context.ts';
import { element } from './elements.ts';
import { imageElement } from './image.ts';

/** Blocks that hold other things: cards, containers, tasks and plans. */

const part = (block: JsonObject, name: string, className: string): HTMLElement | null =>
  isObject(block[name]) ? h('div', { class: className, dir: 'auto' }, ...textObject(block[name])) : null;

const picture = (block: JsonObject, name: string, className: string): HTMLElement | null =>
  isObject(block[name]) ? h('div', { class: className }, imageElement(block[name])) : null;

export const card = (context: BlockContext, block: JsonObject): HTMLElement => {
  const elementContext = { ...context, blockId: words(block, 'block_id'), inInput: false, label: '' };
  const actions = objectsOf(block['actions']);
  return h(
    'article',
    { class: 'card' },
    picture(block, 'hero_image', 'card-hero'),
    h(
      'div',
      { class: 'card-head' },
      picture(block, 'icon', 'card-icon'),
      h('div', {}, part(block, 'title', 'card-title'), part(block, 'subtitle', 'card-subtitle')),
    ),
    part(block, 'body', 'card-body'),
    part(block, 'subtext', 'card-subtitle'),
    actions.length === 0
      ? null
      : h('div', { class: 'actions' }, ...actions.map((action) => element(elementContext, action))),
  );
};

export const carousel = (context: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'carousel', tabindex: 0, role: 'group', 'aria-label': 'Cards' },
    ...objectsOf(block['elements']).map((one) => card(context, one)),
  );

const containerTitle = (block: JsonObject): HTMLElement =>
  h(
    'div',
    { class: 'container-title' },
    picture(block, 'icon', 'card-icon'),
    h(
      'div',
      {},
      isObject(block['rich_text_title'])
        ? richText(block['rich_text_title'])
        : part(block, 'title', 'card-title'),
      part(block, 'subtitle', 'card-subtitle'),
    ),
  );

export const container = (context: BlockContext, block: JsonObject): HTMLElement => {
  const inner = h(
    'div',
    { class: 'container-body' },
    ...objectsOf(block['child_blocks']).map((child) => context.render(context, child)),
  );
  const width = words(block, 'width') || 'standard';
  if (block['is_collapsible'] !== true)
    return h(
      'section',
      { class: `container width-${width} ${block['has_header_divider'] === true ? 'ruled' : ''}` },
      containerTitle(block),
      inner,
    );
  return h(
    'details',
    { class: `container width-${width}`, open: block['default_collapsed'] !== true },
    h('summary', {}, containerTitle(block)),
    inner,
  );
};

const states: Readonly<Record<string, readonly [string, string]>> = {
  pending: ['clock', 'waiting'],
  in_progress: ['clock', 'in progress'],
  complete: ['check', 'done'],
  error: ['warning', 'failed'],
};

export const task = (_: BlockContext, block: JsonObject): HTMLElement => {
  const status = words(block, 'status');
  const [drawing, meaning] = states[status] ?? ['clock', status];
  const details = ['details', 'output'].map((name) => (isObject(block[name]) ? richText(block[name]) : null));
  const sources = objectsOf(block['sources']);
  const title = h(
    'span',
    { class: `task-title status-${status}` },
    icon(drawing, 16),
    h('span', { dir: 'auto' }, words(block, 'title')),
    h('span', { class: 'unseen' }, ` (${meaning})`),
  );
  const more = [
    ...details,
    sources.length === 0
      ? null
      : h(
          'div',
          { class: 'sources' },
          ...sources.map((source) => link(words(source, 'url'), words(source, 'text'))),
        ),
  ].filter((one) => one !== null);
  return more.length === 0
    ? h('div', { class: 'task' }, title)
    : h('details', { class: 'task' }, h('summary', {}, title), ...more);
};

export const plan = (context: BlockContext, block: JsonObject): HTMLElement =>
  h(
    'section',
    { class: 'plan' },
    h('div', { class: 'card-title', dir: 'auto' }, words(block, 'title')),
    ...objectsOf(block['tasks']).map((one) => task(context, one)),
  );
