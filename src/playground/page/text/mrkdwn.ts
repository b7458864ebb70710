import { h } from '../dom.ts';
import { emojiFor } from './emoji.ts';
import { broadcastMention, channelMention, formatDate, groupMention, link, userMention } from './inline.ts';

/** Slack's own markup (mrkdwn): docs.slack.dev/messaging/formatting-message-text. */

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** `<…>`: a link, a name, a date. */
const angled = (inside: string): Node => {
  const [target = '', label] = inside.split(/\|(.*)/s);
  if (target.startsWith('@')) return userMention(target.slice(1));
  if (target.startsWith('#')) return channelMention(target.slice(1), label);
  if (target.startsWith('!subteam^')) return groupMention(target.slice('!subteam^'.length), label);
  if (target.startsWith('!date^')) {
    const [, seconds = '0', pattern = '', url] = target.split('^');
    const text = formatDate(Number(seconds), pattern);
    return url === undefined ? h('time', { title: label }, text) : link(url, text);
  }
  if (target.startsWith('!')) return broadcastMention(target.slice(1));
  return link(decode(target), decode(label ?? target));
};

const styles: readonly (readonly [string, 'strong' | 'em' | 's'])[] = [
  ['*', 'strong'],
  ['_', 'em'],
  ['~', 's'],
];

/** Code, `<…>`, emoji; then the three styles, which need a word's edge on both sides. */
const pattern =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+(?:::skin-tone-\d)?):|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/u;

const inline = (text: string): readonly Node[] => {
  const nodes: Node[] = [];
  let rest = text;
  while (rest !== '') {
    const match = pattern.exec(rest);
    if (match === null) break;
    if (match.index > 0) nodes.push(...lines(rest.slice(0, match.index)));
    nodes.push(styled(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === '' ? nodes : [...nodes, ...lines(rest)];
};

const styled = (match: RegExpExecArray): Node => {
  const [whole, code, inside, shortName, mark, marked] = match;
  if (code !== undefined) return h('code', { class: 'code' }, decode(code));
  if (inside !== undefined) return angled(inside);
  if (shortName !== undefined) {
    const drawn = emojiFor(shortName);
    return drawn.startsWith(':')
      ? new Text(whole)
      : h('span', { class: 'emoji', title: `:${shortName}:` }, drawn);
  }
  const tag = styles.find(([character]) => character === mark)?.[1] ?? 'span';
  return h(tag, {}, ...inline(marked ?? ''));
};

const lines = (text: string): readonly Node[] =>
  decode(text)
    .split('\n')
    .flatMap((line, at) => (at === 0 ? [new Text(line)] : [h('br'), new Text(line)]));

const quoteMark = /^(?:&gt;|>) ?/;

/** Lines that start with `>` become a quotation. */
const paragraphs = (text: string): readonly Node[] => {
  const nodes: Node[] = [];
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = quoteMark.test(line);
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else groups.push({ quoted, lines: [line] });
  }
  for (const [at, group] of groups.entries()) {
    if (group.quoted)
      nodes.push(
        h('blockquote', {}, ...inline(group.lines.map((line) => line.replace(quoteMark, '')).join('\n'))),
      );
    else {
      const before = at > 0 && groups[at - 1]?.quoted !== true;
      nodes.push(...(before ? [h('br')] : []), ...inline(group.lines.join('\n')));
    }
  }
  return nodes;
};

/** A text in Slack's markup, as elements. */
export const mrkdwn = (text: string): readonly Node[] =>
  text.split(/```(?:\n)?([\s\S]*?)```\n?/).flatMap((part, at) => {
    if (at % 2 === 1) return [h('pre', { class: 'code-block' }, decode(part.replace(/\n$/, '')))];
    return part === '' ? [] : paragraphs(part);
  });

/** The same, read aloud: for labels and notifications. */
export const plain = (text: string): string => {
  const holder = h('div', {}, ...mrkdwn(text));
  return holder.textContent ?? '';
};

/** A text object: `plain_text` as it is (with emoji), `mrkdwn` as markup. */
export const textObject = (object: Readonly<Record<string, unknown>> | null | undefined): readonly Node[] => {
  const text = typeof object?.['text'] === 'string' ? object['text'] : '';
  return object?.['type'] === 'mrkdwn' ? mrkdwn(text) : plainText(text);
};

/** Plain text: only emoji and line breaks. */
const plainText = (text: string): readonly Node[] =>
  text.split(/(:[a-z0-9_+'-]+:)/).flatMap((part, at) => {
    const drawn = at % 2 === 1 ? emojiFor(part.slice(1, -1)) : part;
    return drawn
      .split('\n')
      .flatMap((line, row) => (row === 0 ? [new Text(line)] : [h('br'), new Text(line)]));
  });
