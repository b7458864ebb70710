import { describe, expect, test } from 'vitest';
import { acceptBlocks, acceptView } from '#src/playground/blocks/accept.ts';
import type { Json, JsonObject } from '#src/playground/json.ts';
import { everyMessage, option, plain } from '#test/support/sample-blocks.ts';
import { home, modal } from '#test/support/sample-views.ts';

const long = (count: number): string => 'x'.repeat(count);
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => structuredClone(one));
const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text });
const raw = (text: string): JsonObject => ({ type: 'raw_text', text });
const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements });
const button = (more: JsonObject = {}): JsonObject => ({ type: 'button', text: plain('a'), ...more });
const section = (more: JsonObject): JsonObject => ({ type: 'section', ...more });
const select = (type: string, more: JsonObject): JsonObject => actions({ type, ...more });
const series = (count: number, points: number): Json =>
  Array.from({ length: count }, (_, at) => ({
    name: `s${at}`,
    data: Array.from({ length: points }, (_one, index) => ({ label: `c${index}`, value: index })),
  }));
const line = (count: number, points: number, more: JsonObject = {}): JsonObject => ({
  type: 'data_visualization',
  title: 'a',
  chart: {
    type: 'line',
    series: series(count, points),
    axis_config: { categories: Array.from({ length: points }, (_, at) => `c${at}`), ...more },
  },
});
const pie = (count: number, value = 1): JsonObject => ({
  type: 'data_visualization',
  title: 'a',
  chart: { type: 'pie', segments: many(count, { label: 'a', value }) },
});
const dataTable = (rows: number, columns: number, cell: JsonObject = raw('a')): JsonObject => ({
  type: 'data_table',
  caption: 'a',
  rows: many(rows, many(columns, cell)),
});
const table = (rows: number, columns: number, cell: JsonObject = raw('a')): JsonObject => ({
  type: 'table',
  rows: many(rows, many(columns, cell)),
});

/** What just fits, and what just does not. */
const limits: Readonly<Record<string, readonly [JsonObject, JsonObject]>> = {
  'section text 3000': [section({ text: mrkdwn(long(3000)) }), section({ text: mrkdwn(long(3001)) })],
  'section needs a text': [section({ fields: [mrkdwn('a')] }), section({})],
  'section fields 10': [
    section({ fields: many(10, mrkdwn('a')) }),
    section({ fields: many(11, mrkdwn('a')) }),
  ],
  'section field 2000': [
    section({ fields: [mrkdwn(long(2000))] }),
    section({ fields: [mrkdwn(long(2001))] }),
  ],
  'header 150, plain': [
    { type: 'header', text: plain(long(150)) },
    { type: 'header', text: mrkdwn('a') },
  ],
  'header level 1–4': [
    { type: 'header', text: plain('a'), level: 4 },
    { type: 'header', text: plain('a'), level: 5 },
  ],
  'context 10': [
    { type: 'context', elements: many(10, mrkdwn('a')) },
    { type: 'context', elements: many(11, mrkdwn('a')) },
  ],
  'actions 25': [actions(...many(25, button())), actions(...many(26, button()))],
  'button text 75': [actions(button({ text: plain(long(75)) })), actions(button({ text: plain(long(76)) }))],
  'button value 2000': [actions(button({ value: long(2000) })), actions(button({ value: long(2001) }))],
  'button style': [actions(button({ style: 'danger' })), actions(button({ style: 'loud' }))],
  'action_id 255': [actions(button({ action_id: long(255) })), actions(button({ action_id: long(256) }))],
  'block_id 255': [
    { type: 'divider', block_id: long(255) },
    { type: 'divider', block_id: long(256) },
  ],
  'overflow 5': [
    actions({ type: 'overflow', options: many(5, option('a', 'a')) }),
    actions({ type: 'overflow', options: many(6, option('a', 'a')) }),
  ],
  'checkboxes 10': [
    actions({ type: 'checkboxes', options: many(10, option('a', 'a')) }),
    actions({ type: 'checkboxes', options: many(11, option('a', 'a')) }),
  ],
  'select 100 options': [
    select('static_select', { options: many(100, option('a', 'a')) }),
    select('static_select', { options: many(101, option('a', 'a')) }),
  ],
  'select: options or groups': [
    select('static_select', { option_groups: [{ label: plain('a'), options: [option('a', 'a')] }] }),
    select('static_select', {}),
  ],
  'option text 75': [
    select('static_select', { options: [option('a', long(75))] }),
    select('static_select', { options: [option('a', long(76))] }),
  ],
  'confirm text 300': [
    actions(button({ confirm: { text: plain(long(300)) } })),
    actions(button({ confirm: { text: plain(long(301)) } })),
  ],
  'date format': [
    actions({ type: 'datepicker', initial_date: '2026-11-18' }),
    actions({ type: 'datepicker', initial_date: '18.11.2026' }),
  ],
  'image needs alt text': [
    { type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a' },
    { type: 'image', image_url: 'https://a.example/a.png' },
  ],
  'markdown 12000': [
    { type: 'markdown', text: long(12_000) },
    { type: 'markdown', text: long(12_001) },
  ],
  'table 100 rows': [table(100, 2), table(101, 2)],
  'table 20 columns': [table(2, 20), table(2, 21)],
  'table 10,000 characters': [table(100, 1, raw(long(100))), table(100, 1, raw(long(101)))],
  'data_table 201 rows': [dataTable(201, 2), dataTable(202, 2)],
  'data_table needs a row': [dataTable(2, 2), dataTable(1, 2)],
  'data_table 20 columns': [dataTable(2, 20), dataTable(2, 21)],
  'data_table 20,000 characters': [dataTable(200, 1, raw(long(100))), dataTable(200, 1, raw(long(101)))],
  'data_table caption': [dataTable(2, 1), { type: 'data_table', rows: [[raw('a')], [raw('b')]] }],
  'data_table even rows': [
    dataTable(2, 2),
    { type: 'data_table', caption: 'a', rows: [[raw('a'), raw('b')], [raw('c')]] },
  ],
  'data_table page_size 100': [
    { ...dataTable(2, 2), page_size: 100 },
    { ...dataTable(2, 2), page_size: 101 },
  ],
  'raw_number needs text': [
    dataTable(2, 1, { type: 'raw_number', value: 1, text: '1' }),
    dataTable(2, 1, { type: 'raw_number', value: 1 }),
  ],
  'chart title 50': [
    { ...pie(1), title: long(50) },
    { ...pie(1), title: long(51) },
  ],
  'pie 12 segments': [pie(12), pie(13)],
  'pie above 0': [pie(1, 0.1), pie(1, 0)],
  'line 12 series': [line(12, 2), line(13, 2)],
  'line 20 points': [line(1, 20), line(1, 21)],
  'one point per category': [line(1, 2), line(1, 2, { categories: ['c0', 'c1', 'c2'] })],
  'axis label 50': [line(1, 2, { x_label: long(50) }), line(1, 2, { x_label: long(51) })],
  'card body 200': [
    { type: 'card', body: mrkdwn(long(200)) },
    { type: 'card', body: mrkdwn(long(201)) },
  ],
  'card 3 buttons': [
    { type: 'card', actions: many(3, button()) },
    { type: 'card', actions: many(4, button()) },
  ],
  'carousel 10 cards': [
    { type: 'carousel', elements: many(10, { type: 'card', body: mrkdwn('a') }) },
    { type: 'carousel', elements: many(11, { type: 'card', body: mrkdwn('a') }) },
  ],
  'container 10 blocks': [
    { type: 'container', title: plain('a'), child_blocks: many(10, { type: 'divider' }) },
    { type: 'container', title: plain('a'), child_blocks: many(11, { type: 'divider' }) },
  ],
  'container: no data_table inside': [
    { type: 'container', title: plain('a'), child_blocks: [table(1, 1)] },
    { type: 'container', title: plain('a'), child_blocks: [dataTable(2, 1)] },
  ],
  'context_actions 5': [
    { type: 'context_actions', elements: many(5, { type: 'icon_button', icon: 'trash', text: plain('a') }) },
    { type: 'context_actions', elements: many(6, { type: 'icon_button', icon: 'trash', text: plain('a') }) },
  ],
  'rich_text indent 8': [
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', indent: 8, elements: [] }] },
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', indent: 9, elements: [] }] },
  ],
  'task status': [
    { type: 'task_card', task_id: '1', title: 'a', status: 'complete' },
    { type: 'task_card', task_id: '1', title: 'a', status: 'almost' },
  ],
};

describe('limits of blocks in messages', () => {
  test.each(Object.entries(limits))('%s', (_, [fits, breaks]) => {
    expect(acceptBlocks([fits], 'message')).toMatchObject({ kind: 'accepted' });
    expect(acceptBlocks([breaks], 'message')).toMatchObject({ kind: 'refused' });
  });

  test('50 blocks, two charts, one table, one id each', () => {
    const divider = { type: 'divider' };
    const kinds = (...blocks: readonly Json[]): string => acceptBlocks(blocks, 'message').kind;
    expect([kinds(...many(50, divider)), kinds(...many(51, divider))]).toEqual(['accepted', 'refused']);
    expect([kinds(pie(1), pie(1)), kinds(pie(1), pie(1), pie(1))]).toEqual(['accepted', 'refused']);
    expect([kinds(table(1, 1)), kinds(table(1, 1), table(1, 1))]).toEqual(['accepted', 'refused']);
    const named = { ...divider, block_id: 'a' };
    expect([kinds(named), kinds(named, named)]).toEqual(['accepted', 'refused']);
    const twice = actions(button({ action_id: 'a' }), button({ action_id: 'a' }));
    expect([kinds(actions(button({ action_id: 'a' }))), kinds(twice)]).toEqual(['accepted', 'refused']);
  });

  test('all texts together may have 13,200 characters, tables apart', () => {
    const texts = (count: number): readonly JsonObject[] => many(4, section({ text: mrkdwn(long(count)) }));
    expect(
      acceptBlocks(
        [...texts(3000), section({ text: mrkdwn(long(1200)) }), table(90, 1, raw(long(100)))],
        'message',
      ).kind,
    ).toBe('accepted');
    expect(acceptBlocks([...texts(3000), section({ text: mrkdwn(long(1201)) })], 'message')).toMatchObject({
      error: 'msg_blocks_too_long',
    });
  });
});

describe('where blocks can stand', () => {
  const surfaces = (block: JsonObject): readonly boolean[] => [
    acceptBlocks([block], 'message').kind === 'accepted',
    acceptBlocks([block], 'modal').kind === 'accepted',
    acceptBlocks([block], 'home').kind === 'accepted',
  ];
  const asked: JsonObject = { type: 'input', label: plain('a'), element: { type: 'plain_text_input' } };
  test.each([
    ['section', section({ text: mrkdwn('a') }), [true, true, true]],
    ['alert', { type: 'alert', text: plain('a') }, [false, true, false]],
    ['data_table', dataTable(2, 1), [true, false, true]],
    ['data_visualization', pie(1), [true, false, false]],
    ['markdown', { type: 'markdown', text: 'a' }, [true, false, false]],
    [
      'context_actions',
      { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain('a') }] },
      [true, false, false],
    ],
    ['input', asked, [false, true, true]],
    ['input of an e-mail address', { ...asked, element: { type: 'email_text_input' } }, [false, true, false]],
    ['datetimepicker', actions({ type: 'datetimepicker' }), [true, true, false]],
  ] as const)('%s', (_, block, where) => {
    expect(surfaces(block)).toEqual(where);
  });
});

test('everything the product sends is accepted, and every block and element has an id then', () => {
  for (const blocks of Object.values(everyMessage)) {
    const accepted = acceptBlocks(blocks, 'message');
    expect(accepted).toMatchObject({ kind: 'accepted' });
    if (accepted.kind === 'accepted')
      for (const block of accepted.blocks) expect(block['block_id']).toEqual(expect.any(String));
  }
  expect(acceptView(modal, 'modal')).toMatchObject({ kind: 'accepted' });
  expect(acceptView(home, 'home')).toMatchObject({ kind: 'accepted' });
});

test('a deeply nested value is refused without a crash', () => {
  let deep: Json = [];
  for (let at = 0; at < 5000; at++) deep = [deep];
  expect(acceptBlocks([section({ text: deep })], 'message').kind).toBe('refused');
});

test('names that every object has are no blocks, elements or fields', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(acceptBlocks([{ type: name }], 'message').kind, name).toBe('refused');
    expect(acceptBlocks([actions({ type: name })], 'message').kind, name).toBe('refused');
    expect(
      acceptBlocks([JSON.parse(`{"type":"divider","${name}":{"a":1}}`) as Json], 'message').kind,
      name,
    ).toBe('refused');
  }
  expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
});
