import type { Json, JsonObject } from '../../json.ts';
import { isList, isObject, numberOf, objectsOf } from '../../json.ts';
import { downloadCsv } from '../csv.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { richText } from '../text/rich-text.ts';
import type { BlockContext } from './context.ts';
import { words } from './context.ts';

type Cell = { readonly text: string; readonly number: number | null; readonly node: () => Node };

const cellOf = (value: Json): Cell => {
  const cell = isObject(value) ? value : {};
  if (cell['type'] === 'rich_text') {
    const drawn = richText(cell);
    return { text: drawn.textContent ?? '', number: null, node: () => richText(cell) };
  }
  const text = words(cell, 'text');
  return {
    text,
    number: cell['type'] === 'raw_number' ? numberOf(cell['value']) : null,
    node: () => new Text(text),
  };
};

const rowsOf = (block: JsonObject): readonly (readonly Cell[])[] =>
  (isList(block['rows']) ? block['rows'] : []).filter(isList).map((row) => row.map(cellOf));

/** A column of numbers stands to the right. */
const isNumeric = (rows: readonly (readonly Cell[])[], column: number): boolean =>
  rows.length > 0 && rows.every((row) => row[column]?.number !== null && row[column] !== undefined);

const csvButton = (title: string, rows: readonly (readonly Cell[])[]): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'tool-button',
      onclick: () =>
        downloadCsv(
          title,
          rows.map((row) => row.map((cell) => cell.text)),
        ),
    },
    icon('download', 16),
    'Download CSV',
  );

/** The simple table: its first row is the heading. */
export const table = (_: BlockContext, block: JsonObject): HTMLElement => {
  const all = rowsOf(block);
  const [head = [], ...body] = all;
  const settings = objectsOf(block['column_settings']);
  const align = (column: number): string => {
    const asked = words(settings[column] ?? {}, 'align');
    return `align-${asked || (isNumeric(body, column) ? 'right' : 'left')}${settings[column]?.['is_wrapped'] === true ? ' wrapped' : ''}`;
  };
  return h(
    'div',
    { class: 'table-block' },
    h(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': 'Table' },
      h(
        'table',
        { class: 'table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...head.map((cell, at) => h('th', { scope: 'col', class: align(at), dir: 'auto' }, cell.node())),
          ),
        ),
        h(
          'tbody',
          {},
          ...body.map((row) =>
            h('tr', {}, ...row.map((cell, at) => h('td', { class: align(at), dir: 'auto' }, cell.node()))),
          ),
        ),
      ),
    ),
    h('div', { class: 'table-foot' }, csvButton('table', all)),
  );
};

type Sorting = { readonly column: number; readonly down: boolean } | null;

const compare = (one: Cell | undefined, other: Cell | undefined): number => {
  if (
    one?.number !== null &&
    one?.number !== undefined &&
    other?.number !== null &&
    other?.number !== undefined
  )
    return one.number - other.number;
  return (one?.text ?? '').localeCompare(other?.text ?? '', undefined, { numeric: true });
};

/** The table with pages, sorting and a filter. */
export const dataTable = (_: BlockContext, block: JsonObject): HTMLElement => {
  const [head = [], ...body] = rowsOf(block);
  const caption = words(block, 'caption');
  const size = numberOf(block['page_size']) ?? 5;
  const rowHeader = numberOf(block['row_header_column_index']) ?? 0;
  const aligned = head.map((_cell, column) => (isNumeric(body, column) ? 'align-right' : 'align-left'));
  let sorting: Sorting = null;
  let page = 0;
  let query = '';

  const rows = (): readonly (readonly Cell[])[] => {
    const found =
      query === '' ? body : body.filter((row) => row.some((cell) => cell.text.toLowerCase().includes(query)));
    const by = sorting;
    if (by === null) return found;
    const sorted = found.toSorted((one, other) => compare(one[by.column], other[by.column]));
    return by.down ? sorted.reverse() : sorted;
  };

  const tbody = h('tbody');
  const count = h('span', { class: 'table-count', 'aria-live': 'polite' });
  const previous = h(
    'button',
    { type: 'button', class: 'icon-button small', 'aria-label': 'Previous page', onclick: () => turn(-1) },
    icon('back', 16),
  );
  const next = h(
    'button',
    { type: 'button', class: 'icon-button small', 'aria-label': 'Next page', onclick: () => turn(1) },
    icon('right', 16),
  );

  const headings = head.map((cell, column) => {
    const button = h(
      'button',
      { type: 'button', class: 'sort', onclick: () => sort(column) },
      h('span', { dir: 'auto' }, cell.text),
      icon('down', 12),
    );
    return h('th', { scope: 'col', class: aligned[column], 'aria-sort': 'none' }, button);
  });

  const draw = (): void => {
    const all = rows();
    const last = Math.max(0, Math.ceil(all.length / size) - 1);
    page = Math.min(page, last);
    const from = page * size;
    const shown = all.slice(from, from + size);
    tbody.replaceChildren(
      ...shown.map((row) =>
        h(
          'tr',
          {},
          ...row.map((cell, at) =>
            at === rowHeader
              ? h('th', { scope: 'row', class: aligned[at], dir: 'auto' }, cell.node())
              : h('td', { class: aligned[at], dir: 'auto' }, cell.node()),
          ),
        ),
      ),
    );
    count.textContent =
      all.length === 0 ? 'Nothing found' : `${from + 1}–${from + shown.length} of ${all.length}`;
    previous.disabled = page === 0;
    next.disabled = page >= last;
    for (const [column, heading] of headings.entries())
      heading.setAttribute(
        'aria-sort',
        sorting?.column === column ? (sorting.down ? 'descending' : 'ascending') : 'none',
      );
  };
  const turn = (by: number): void => {
    page += by;
    draw();
  };
  const sort = (column: number): void => {
    const again = sorting?.column === column;
    // Numbers are most often asked for from the largest down.
    const firstDown = aligned[column] === 'align-right';
    sorting = again ? { column, down: !(sorting?.down ?? false) } : { column, down: firstDown };
    page = 0;
    draw();
  };
  const filter = h('input', {
    type: 'search',
    class: 'field table-filter',
    placeholder: 'Filter rows',
    'aria-label': `Filter rows of ${caption}`,
    oninput: () => {
      query = filter.value.trim().toLowerCase();
      page = 0;
      draw();
    },
  });
  draw();
  return h(
    'figure',
    { class: 'table-block data-table' },
    h(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      h(
        'table',
        { class: 'table' },
        h('caption', { dir: 'auto' }, caption),
        h('thead', {}, h('tr', {}, ...headings)),
        tbody,
      ),
    ),
    h(
      'figcaption',
      { class: 'table-foot' },
      body.length > size ? filter : null,
      h('span', { class: 'spring' }),
      count,
      body.length > size ? h('span', { class: 'pages' }, previous, next) : null,
      csvButton(caption, [head, ...body]),
    ),
  );
};
