import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '#src/answer/reply.ts';
import { acceptBlocks } from '#src/playground/blocks/accept.ts';
import type { Message } from '#src/slack/blocks/block.ts';
import { charactersIn, mostBlocks, mostCharacters } from '#src/slack/blocks/block.ts';
import { choicesOf, renderMessage, trimmedMessage } from '#src/slack/blocks/message.ts';
import { hostileReply } from '#test/support/hostile.ts';
import { figure, meaning } from '#test/support/slack.ts';

const id = '0b2c2d1e-1111-4222-8333-444455556666';

const buttonsFor = (reply: Reply) => ({
  choices: choicesOf(reply).map(() => id),
  how: id,
  share: id,
  confirm: null,
  feedback: `ABC-DEF:${id}`,
});

const draw = (reply: Reply): Message => renderMessage(reply, buttonsFor(reply));

/** Every object in a value that has the given field. */
const objectsWith = (value: unknown, field: string): readonly Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap((item) => objectsWith(item, field));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  return [
    ...(field in object ? [object] : []),
    ...Object.values(object).flatMap((inner) => objectsWith(inner, field)),
  ];
};

const blocksOf = (message: Message, type: string) => message.blocks.filter((block) => block.type === type);

describe('whatever a name holds, a message', () => {
  test('stays within what Slack takes', () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        for (const message of [draw(reply), trimmedMessage(reply, buttonsFor(reply))]) {
          expect(message.blocks.length).toBeLessThanOrEqual(mostBlocks);
          expect(charactersIn(message.blocks)).toBeLessThanOrEqual(mostCharacters);
          expect(message.text.length).toBeGreaterThan(0);
          expect(message.text.length).toBeLessThanOrEqual(40_000);
          expect(blocksOf(message, 'data_visualization').length).toBeLessThanOrEqual(2);
          // The local workspace checks each block against Slack's reference, independently of what drew it.
          expect(acceptBlocks(JSON.parse(JSON.stringify(message.blocks)), 'message')).toMatchObject({
            kind: 'accepted',
          });
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('holds no text that Slack would read for marks, mentions or links', () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        const { text, blocks } = draw(reply);
        expect(
          objectsWith(blocks, 'type').filter(({ type }) => type === 'mrkdwn' || type === 'markdown'),
        ).toEqual([]);
        expect(objectsWith(blocks, 'emoji').every(({ emoji }) => emoji === false)).toBe(true);
        expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|[*_~`](?!\u2060)|@(?!\u2060)|:\/\/|:a:|\w\.\p{L}/u);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test('holds nothing hidden, and sets right-to-left names apart', () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        const shown = objectsWith(draw(reply).blocks, 'text').flatMap(({ text }) =>
          typeof text === 'string' ? [text] : [],
        );
        for (const text of shown) {
          expect(text.replace(/[\n\u2068\u2069]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          expect([...text.matchAll(/\u2068/g)].length).toBe([...text.matchAll(/\u2069/g)].length);
        }
      }),
      { numRuns: 150, seed: 13 },
    );
  });

  test('has unique button names in each row, and short labels and values', () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        for (const block of blocksOf(draw(reply), 'actions')) {
          const elements = objectsWith(block, 'action_id');
          expect(new Set(elements.map(({ action_id }) => action_id)).size).toBe(elements.length);
          expect(elements.length).toBeLessThanOrEqual(4);
          for (const { text, value } of elements) {
            expect((text as { text: string }).text.length).toBeLessThanOrEqual(75);
            expect((text as { text: string }).text.length).toBeGreaterThan(0);
            expect(String(value).length).toBeLessThanOrEqual(2000);
          }
        }
      }),
      { numRuns: 100, seed: 17 },
    );
  });
});

describe('an answer', () => {
  const country = [
    { title: 'Country', align: 'left' as const },
    { title: 'Net sales', align: 'right' as const },
  ];

  test('begins with its figure, in the blocks and in the text', () => {
    const { text, blocks } = draw(
      figure('Net sales yesterday: €1,234.50.', { lines: ['Up 4% on €1,187.00.'] }),
    );
    expect(text.startsWith('Net sales yesterday: €1,234.50.')).toBe(true);
    expect(blocks[0]).toMatchObject({
      type: 'rich_text',
      elements: [
        { elements: [{ text: 'Net sales yesterday: €1,234.50.', style: { bold: true } }] },
        { elements: [{ text: 'Up 4% on €1,187.00.' }] },
      ],
    });
  });

  test('shows its table as one that sorts by value, and says how many rows there are in all', () => {
    const table = {
      caption: 'Net sales by country',
      columns: country,
      rows: [
        ['Germany', '€1,200.00'],
        ['France', '−€30.50'],
        ['Chile', '–'],
      ],
      of: 12,
    };
    const message = draw(figure('Net sales: €1,169.50.', { table }));
    expect(blocksOf(message, 'data_table')).toMatchObject([
      {
        caption: 'Net sales by country',
        rows: [
          [{ type: 'raw_text', text: 'Country' }, { text: 'Net sales' }],
          [{ text: 'Germany' }, { type: 'raw_number', value: 1200, text: '€1,200.00' }],
          [{ text: 'France' }, { type: 'raw_number', value: -30.5, text: '−€30.50' }],
          [{ text: 'Chile' }, { type: 'raw_text', text: '–' }],
        ],
      },
    ]);
    expect(JSON.stringify(message.blocks)).toContain('3 of 12 shown.');
  });

  test('with more rows than fit shows fewer and says so', () => {
    const rows = Array.from({ length: 100 }, (_, n) => [
      `${n} ${'long name '.repeat(9)}`,
      'also long '.repeat(8),
    ]);
    const message = draw(figure('x', { table: { caption: 'c', columns: country, rows, of: 100 } }));
    expect(blocksOf(message, 'data_table')).toHaveLength(1);
    expect(JSON.stringify(message.blocks)).toContain('30 of 100 shown.');
  });

  const line = (over: object = {}) => ({
    kind: 'line' as const,
    title: 'Orders per day',
    categories: ['Mon', 'Tue', 'Wed'],
    series: [{ name: 'Orders', points: [1, 2, 3] }],
    unit: '',
    ...over,
  });

  test('draws a chart with one point for each category', () => {
    expect(blocksOf(draw(figure('x', { chart: line() })), 'data_visualization')).toMatchObject([
      {
        title: 'Orders per day',
        chart: {
          type: 'line',
          series: [{ name: 'Orders', data: [{ label: 'Mon', value: 1 }, { value: 2 }, { value: 3 }] }],
          axis_config: { categories: ['Mon', 'Tue', 'Wed'] },
        },
      },
    ]);
  });

  test.each([
    ['gaps', { series: [{ name: 'Orders', points: [1, null, 3] }] }],
    ['more than 20 categories', { categories: Array.from({ length: 21 }, (_, n) => `${n}`) }],
    ['labels that are the same once cut', { categories: ['a'.repeat(30), `${'a'.repeat(30)}b`, 'c'] }],
    [
      'more than six series',
      { series: Array.from({ length: 7 }, (_, n) => ({ name: `${n}`, points: [1, 2, 3] })) },
    ],
  ])('with %s draws no chart', (_, over) => {
    expect(blocksOf(draw(figure('x', { chart: line(over) })), 'data_visualization')).toEqual([]);
  });

  test('that Slack does not take whole is cut short: no chart, fewer rows, and it says so', () => {
    const rows = Array.from({ length: 40 }, (_, n) => [`${n}`, '1']);
    const table = { caption: 'c', columns: country, rows, of: 40 };
    const reply = figure('Orders: 40.', { table, chart: line() });
    const message = trimmedMessage(reply, buttonsFor(reply));
    expect(blocksOf(message, 'data_visualization')).toEqual([]);
    expect(JSON.stringify(message.blocks)).toMatch(/8 of 40 shown\..*Cut short/);
    expect(message.text).toMatch(/^Orders: 40\./);
  });

  test('of several questions keeps each part apart, with its own choices', () => {
    const parts = ['a', 'b'].map((label) => figure(label, { choices: [{ label, interpretation: meaning }] }));
    const reply = figure('a', { parts });
    const message = renderMessage(reply, {
      choices: ['id-a', 'id-b'],
      how: null,
      share: null,
      confirm: null,
      feedback: null,
    });
    expect(message.blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'actions',
      'divider',
      'rich_text',
      'actions',
    ]);
    expect(objectsWith(message.blocks, 'value').map(({ value }) => value)).toEqual(['id-a', 'id-b']);
  });
});
