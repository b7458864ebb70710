import type { JsonObject } from '#src/playground/json.ts';

/** One of everything an app can send, small and with made-up figures. */

export const plain = (text: string): JsonObject => ({ type: 'plain_text', text, emoji: true });
export const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text });
export const option = (value: string, text: string, description?: string): JsonObject => ({
  text: plain(text),
  value,
  ...(description === undefined ? {} : { description: plain(description) }),
});
const raw = (text: string): JsonObject => ({ type: 'raw_text', text });
const number = (value: number, text: string): JsonObject => ({ type: 'raw_number', value, text });

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const line = (name: string, values: readonly number[]): JsonObject => ({
  name,
  data: days.map((label, at) => ({ label, value: values[at] ?? 0 })),
});

export const chart = (type: string): JsonObject => ({
  type: 'data_visualization',
  title: `Net sales per day (${type})`,
  chart: {
    type,
    series: [
      line('This week', [12400, 11800, 13150, 12900, 15800, 18200, 16100]),
      line('Last week', [11900, 12100, 12700, 12200, 14100, 17300, 15900]),
    ],
    axis_config: { categories: days, x_label: 'Day', y_label: 'EUR' },
  },
});

export const pie: JsonObject = {
  type: 'data_visualization',
  title: 'Orders by payment method',
  chart: {
    type: 'pie',
    segments: [
      { label: 'Card', value: 412 },
      { label: 'PayPal', value: 265 },
      { label: 'Invoice', value: 97 },
      { label: 'Gift card', value: 21 },
    ],
  },
};

const countries: readonly (readonly [string, number, number])[] = [
  ['Germany', 41230.5, 512],
  ['Austria', 8450.1, 103],
  ['France', 12980, 148],
  ['Netherlands', 7320.4, 91],
  ['Poland', 5110.9, 77],
  ['Sweden', 4890, 52],
  ['United Kingdom', 15870.2, 190],
];

export const dataTable: JsonObject = {
  type: 'data_table',
  caption: 'Net sales by country, last week',
  page_size: 5,
  row_header_column_index: 0,
  rows: [
    [raw('Country'), raw('Net sales'), raw('Orders')],
    ...countries.map(([name, sales, orders]) => [
      raw(name),
      number(sales, `€${sales.toFixed(2)}`),
      number(orders, String(orders)),
    ]),
  ],
};

export const table: JsonObject = {
  type: 'table',
  column_settings: [{ align: 'left' }, { align: 'right' }],
  rows: [
    [raw('SKU'), raw('Available')],
    [raw('MUG-BLU-01'), number(42, '42')],
    [raw('=HYPERLINK("x")'), number(7, '7')],
  ],
};

/** The shape of an answer: headline, comparison, table, where it comes from, feedback. */
export const answer: readonly JsonObject[] = [
  { type: 'section', text: mrkdwn('*€95,852.10* net sales last week, *4.2 %* more than the week before.') },
  dataTable,
  {
    type: 'context',
    elements: [mrkdwn('Mon 9 – Sun 15 Nov · Europe/Berlin · shop as of 10:42 · _demo data_')],
  },
  {
    type: 'actions',
    elements: [
      { type: 'button', text: plain('How I got this'), action_id: 'how', value: 'how' },
      { type: 'button', text: plain('Share'), action_id: 'share', value: 'share', style: 'primary' },
    ],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Good'), accessibility_label: 'This answer helps', value: 'good' },
        negative_button: { text: plain('Bad'), accessibility_label: 'This answer is wrong', value: 'bad' },
      },
      { type: 'icon_button', icon: 'trash', text: plain('Remove'), action_id: 'remove', value: 'remove' },
    ],
  },
];

export const words: readonly JsonObject[] = [
  { type: 'header', text: plain('Words :memo:') },
  {
    type: 'section',
    text: mrkdwn(
      '*bold* _italic_ ~strike~ `code` <https://example.com|a link> :tada:\n> a quotation\n```SELECT 1```',
    ),
    fields: [mrkdwn('*Orders*\n1,204'), mrkdwn('*Units*\n2,911')],
    accessory: {
      type: 'overflow',
      action_id: 'overflow',
      options: [option('csv', 'As CSV'), option('watch', 'Watch this')],
    },
  },
  { type: 'divider' },
  {
    type: 'markdown',
    text: '## Markdown\n\nWith **bold**, a [link](https://example.com) and\n\n- one\n  - inside\n- [x] done\n\n1. first\n2. second\n\n| a | b |\n|---|--:|\n| x | 1 |\n\n> quoted',
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich ', style: { bold: true } },
          { type: 'emoji', name: 'rocket' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a point' }] }],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'const x = 1;' }] },
    ],
  },
  {
    type: 'section',
    text: { type: 'plain_text', text: 'اسم المنتج: كوب أزرق — 42 left' },
  },
];

const placeholder = plain('Choose');

export const choices: readonly JsonObject[] = [
  {
    type: 'actions',
    block_id: 'menus',
    elements: [
      {
        type: 'static_select',
        action_id: 'static',
        placeholder,
        options: [option('de', 'Germany'), option('fr', 'France')],
      },
      { type: 'external_select', action_id: 'external', placeholder: plain('Product'), min_query_length: 1 },
      { type: 'users_select', action_id: 'users', placeholder: plain('Person') },
      { type: 'conversations_select', action_id: 'conversations', placeholder: plain('Conversation') },
      { type: 'channels_select', action_id: 'channels', placeholder: plain('Channel') },
      {
        type: 'multi_static_select',
        action_id: 'multi',
        placeholder: plain('Several'),
        option_groups: [{ label: plain('North'), options: [option('se', 'Sweden'), option('no', 'Norway')] }],
      },
      { type: 'multi_users_select', action_id: 'multi_users', placeholder: plain('People') },
    ],
  },
  {
    type: 'actions',
    block_id: 'pickers',
    elements: [
      { type: 'datepicker', action_id: 'date', initial_date: '2026-11-18' },
      { type: 'timepicker', action_id: 'time', initial_time: '08:00' },
      { type: 'datetimepicker', action_id: 'datetime' },
      {
        type: 'checkboxes',
        action_id: 'checks',
        options: [option('a', 'Alpha', 'the first'), option('b', 'Beta')],
      },
      { type: 'radio_buttons', action_id: 'radio', options: [option('x', 'Ex'), option('y', 'Why')] },
      {
        type: 'button',
        action_id: 'dangerous',
        style: 'danger',
        text: plain('Delete all'),
        confirm: {
          title: plain('Sure?'),
          text: mrkdwn('This *cannot* be undone.'),
          confirm: plain('Delete'),
          deny: plain('Keep'),
        },
      },
    ],
  },
];

export const groups: readonly JsonObject[] = [
  {
    type: 'card',
    title: mrkdwn('Blue mug'),
    subtitle: mrkdwn('MUG-BLU-01'),
    body: mrkdwn('42 left, 3 weeks of cover'),
    actions: [{ type: 'button', text: plain('Watch'), action_id: 'card_watch', value: 'w' }],
  },
  {
    type: 'container',
    title: plain('How this was computed'),
    is_collapsible: true,
    child_blocks: [{ type: 'section', text: mrkdwn('Σ (gross − discounts)') }, table],
  },
  {
    type: 'plan',
    title: 'Working on it',
    tasks: [
      { type: 'task_card', task_id: '1', title: 'Read the shop', status: 'complete' },
      { type: 'task_card', task_id: '2', title: 'Compare weeks', status: 'in_progress' },
    ],
  },
];

/** Everything that can be shown in messages, in messages that stay under Slack's limits. */
export const everyMessage: Readonly<Record<string, readonly JsonObject[]>> = {
  answer,
  words,
  choices,
  groups,
  charts: [chart('line'), chart('bar')],
  more_charts: [chart('area'), pie],
};
