import type { Json, JsonObject } from '../../json.ts';
import { isObject, numberOf, objectsOf, textOf } from '../../json.ts';
import { h } from '../dom.ts';
import { emojiFor } from './emoji.ts';
import { broadcastMention, channelMention, formatDate, groupMention, link, userMention } from './inline.ts';

const words = (element: JsonObject, name: string): string => textOf(element[name]) ?? '';

const withBreaks = (text: string): readonly Node[] =>
  text.split('\n').flatMap((line, at) => (at === 0 ? [new Text(line)] : [h('br'), new Text(line)]));

const tags = [
  ['code', 'code'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['underline', 'u'],
] as const;

const styled = (node: Node, style: Json | undefined): Node => {
  if (!isObject(style)) return node;
  return tags
    .filter(([name]) => style[name] === true)
    .reduce<Node>((inner, [, tag]) => h(tag, { class: tag === 'code' ? 'code' : undefined }, inner), node);
};

const renderers: Readonly<Record<string, (element: JsonObject) => Node>> = {
  text: (element) => h('span', {}, ...withBreaks(words(element, 'text'))),
  link: (element) => link(words(element, 'url'), words(element, 'text') || words(element, 'url')),
  emoji: (element) => h('span', { class: 'emoji' }, emojiFor(words(element, 'name'))),
  user: (element) => userMention(words(element, 'user_id')),
  usergroup: (element) => groupMention(words(element, 'usergroup_id')),
  channel: (element) => channelMention(words(element, 'channel_id')),
  broadcast: (element) => broadcastMention(words(element, 'range')),
  date: (element) => h('time', {}, formatDate(numberOf(element['timestamp']) ?? 0, words(element, 'format'))),
  color: (element) => h('span', { class: 'code' }, words(element, 'value')),
  team: (element) => h('span', {}, words(element, 'team_id')),
};

const inline = (elements: Json | undefined): readonly Node[] =>
  objectsOf(elements).map((element) =>
    styled(renderers[words(element, 'type')]?.(element) ?? new Text(''), element['style']),
  );

/** Lists of one list's nested levels come as neighbours with an indent. */
const list = (block: JsonObject): Node => {
  const ordered = block['style'] === 'ordered';
  const start = (numberOf(block['offset']) ?? 0) + 1;
  return h(
    ordered ? 'ol' : 'ul',
    {
      class: `rich-list indent-${numberOf(block['indent']) ?? 0}`,
      ...(ordered && start > 1 ? { start } : {}),
    },
    ...objectsOf(block['elements']).map((item) => h('li', {}, ...inline(item['elements']))),
  );
};

const section = (block: JsonObject): Node => {
  switch (block['type']) {
    case 'rich_text_list':
      return list(block);
    case 'rich_text_quote':
      return h('blockquote', {}, ...inline(block['elements']));
    case 'rich_text_preformatted':
      return h('pre', { class: 'code-block' }, ...inline(block['elements']));
    default:
      return h('div', { class: 'rich-section' }, ...inline(block['elements']));
  }
};

/** A rich text block. */
export const richText = (block: JsonObject): HTMLElement =>
  h('div', { class: 'rich-text', dir: 'auto' }, ...objectsOf(block['elements']).map(section));
