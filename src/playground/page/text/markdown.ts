import { h } from '../dom.ts';
import { emojiFor } from './emoji.ts';
import { link } from './inline.ts';

/** Standard Markdown, as far as Slack's markdown block shows it. */

const inlinePattern =
  /`([^`\n]+)`|!?\[([^\]\n]*)\]\(([^)\s]+)(?:\s+"[^"]*")?\)|\*\*(?=\S)([^\n]*?\S)\*\*|__(?=\S)([^\n]*?\S)__|~~(?=\S)([^\n]*?\S)~~|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}])|(https?:\/\/[^\s<>)\]]*[^\s<>)\].,;:!?'"])|:([a-z0-9_+-]+):/u;

const inline = (text: string): readonly Node[] => {
  const nodes: Node[] = [];
  let rest = text;
  while (rest !== '') {
    const match = inlinePattern.exec(rest);
    if (match === null) break;
    if (match.index > 0) nodes.push(new Text(rest.slice(0, match.index)));
    nodes.push(styled(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === '' ? nodes : [...nodes, new Text(withoutEscapes(rest))];
};

const withoutEscapes = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+\-.!~|>])/g, '$1');

const styled = (match: RegExpExecArray): Node => {
  const [whole, code, label, url, bold, alsoBold, strike, italic, alsoItalic, address, shortName] = match;
  if (code !== undefined) return h('code', { class: 'code' }, code);
  if (url !== undefined) return link(url, ...inline(label === '' ? url : (label ?? '')));
  if (address !== undefined) return link(address, address);
  if (shortName !== undefined) return new Text(emojiFor(shortName));
  const strong = bold ?? alsoBold;
  if (strong !== undefined) return h('strong', {}, ...inline(strong));
  if (strike !== undefined) return h('s', {}, ...inline(strike));
  return h('em', {}, ...inline(italic ?? alsoItalic ?? whole));
};

/** A reader over lines that takes as many as belong to a block. */
type Lines = { readonly all: readonly string[]; at: number };
const peek = (lines: Lines): string | undefined => lines.all[lines.at];

const takeWhile = (lines: Lines, wanted: (line: string) => boolean): readonly string[] => {
  const taken: string[] = [];
  for (let line = peek(lines); line !== undefined && wanted(line); line = peek(lines)) {
    taken.push(line);
    lines.at += 1;
  }
  return taken;
};

const fence = /^\s*(```|~~~)/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const quote = /^\s*>\s?/;
const item = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$/;

const codeBlock = (lines: Lines): Node => {
  lines.at += 1;
  const taken = takeWhile(lines, (line) => !fence.test(line));
  lines.at += 1;
  return h('pre', { class: 'code-block' }, taken.join('\n'));
};

const cells = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const table = (lines: Lines): Node => {
  const head = cells(peek(lines) ?? '');
  lines.at += 1;
  const aligns = cells(peek(lines) ?? '').map((cell) =>
    cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'right') : 'left',
  );
  lines.at += 1;
  const rows = takeWhile(lines, (line) => line.includes('|') && line.trim() !== '').map(cells);
  const row = (values: readonly string[], tag: 'th' | 'td') =>
    h(
      'tr',
      {},
      ...head.map((_, at) =>
        h(
          tag,
          { class: `align-${aligns[at] ?? 'left'}`, scope: tag === 'th' ? 'col' : null },
          ...inline(values[at] ?? ''),
        ),
      ),
    );
  return h(
    'div',
    { class: 'table-scroll', tabindex: 0 },
    h(
      'table',
      { class: 'table' },
      h('thead', {}, row(head, 'th')),
      h('tbody', {}, ...rows.map((values) => row(values, 'td'))),
    ),
  );
};

const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;

const checkbox = (text: string): readonly Node[] => {
  const match = /^\[([ xX])\]\s+(.*)$/s.exec(text);
  if (match === null) return inline(text);
  const done = match[1] !== ' ';
  return [
    h('span', { class: 'task-box', role: 'img', 'aria-label': done ? 'done' : 'open' }, done ? '☑' : '☐'),
    ' ',
    ...inline(match[2] ?? ''),
  ].map((part) => (typeof part === 'string' ? new Text(part) : part));
};

/** Takes the next line into the list: an item, a list inside the last item, or more of its text. False where the list ends. */
const takeItem = (lines: Lines, indent: number, items: HTMLElement[]): boolean => {
  const line = peek(lines);
  if (line === undefined) return false;
  const match = item.exec(line);
  const depth = indentOf(line);
  if (match !== null && depth > indent + 1) items.at(-1)?.append(list(lines));
  else if (match !== null && depth >= indent - 1) {
    items.push(h('li', {}, ...checkbox(match[3] ?? '')));
    lines.at += 1;
  } else if (line.trim() !== '' && depth > indent) {
    items.at(-1)?.append(' ', ...inline(line.trim()));
    lines.at += 1;
  } else return false;
  return true;
};

/** A list with the lists inside its items. */
const list = (lines: Lines): HTMLElement => {
  const first = peek(lines) ?? '';
  const mark = item.exec(first)?.[2] ?? '';
  const items: HTMLElement[] = [];
  while (takeItem(lines, indentOf(first), items));
  const start = Number.parseInt(mark, 10);
  const ordered = !Number.isNaN(start);
  return h(ordered ? 'ol' : 'ul', { class: 'rich-list', ...(start > 1 ? { start } : {}) }, ...items);
};

const startsBlock = (line: string): boolean =>
  line.trim() === '' ||
  fence.test(line) ||
  heading.test(line) ||
  rule.test(line) ||
  quote.test(line) ||
  item.test(line);

const paragraph = (lines: Lines): Node => {
  const taken = takeWhile(lines, (line) => !startsBlock(line));
  const nodes = taken.flatMap((line, at) => (at === 0 ? inline(line) : [h('br'), ...inline(line)]));
  return h('p', { class: 'markdown-text' }, ...nodes);
};

const titled = (lines: Lines): Node => {
  const [, marks = '#', words = ''] = heading.exec(peek(lines) ?? '') ?? [];
  lines.at += 1;
  return h(
    'p',
    { class: `markdown-heading level-${marks.length}`, role: 'heading', 'aria-level': 3 },
    ...inline(words),
  );
};

const ruled = (lines: Lines): Node => {
  lines.at += 1;
  return h('hr', { class: 'divider' });
};

const quoted = (lines: Lines): Node => {
  const inner = takeWhile(lines, (one) => quote.test(one)).map((one) => one.replace(quote, ''));
  return h('blockquote', {}, ...blocks(inner));
};

/** What a line can start, in the order in which it is tried. */
const starters: readonly (readonly [RegExp, (lines: Lines) => Node])[] = [
  [fence, codeBlock],
  [heading, titled],
  [rule, ruled],
  [quote, quoted],
  [item, list],
];

const blockAt = (lines: Lines): Node | null => {
  const line = peek(lines) ?? '';
  if (line.trim() === '') {
    lines.at += 1;
    return null;
  }
  const starter = starters.find(([pattern]) => pattern.test(line));
  if (starter !== undefined) return starter[1](lines);
  return line.includes('|') && tableRule.test(lines.all[lines.at + 1] ?? '')
    ? table(lines)
    : paragraph(lines);
};

const blocks = (all: readonly string[]): readonly Node[] => {
  const lines: Lines = { all, at: 0 };
  const nodes: Node[] = [];
  while (lines.at < all.length) {
    const before = lines.at;
    const node = blockAt(lines);
    if (node !== null) nodes.push(node);
    if (lines.at === before) lines.at += 1;
  }
  return nodes;
};

/** Markdown as elements. */
export const markdown = (text: string): HTMLElement =>
  h('div', { class: 'markdown', dir: 'auto' }, ...blocks(text.split('\n')));
