import type { ContextBlock, RichTextBlock } from '@slack/types';
import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import type { Message, MessageBlock } from './block.ts';
import { charactersIn, mostBlocks, mostCharacters } from './block.ts';
import type { Buttons } from './buttons.ts';
import { answerRows, choiceRow, proposalRow } from './buttons.ts';
import { chartBlock } from './chart.ts';
import { escaped, literal } from './literal.ts';
import { rowsShown, tableBlock } from './table.ts';

/** How much of a reply a message shows; the levels are tried from full to short until Slack takes the message. */
type Room = {
  readonly rows: number;
  readonly lines: number;
  readonly characters: number;
  readonly charts: boolean;
};

const rooms: readonly Room[] = [
  { rows: 100, lines: 40, characters: 2500, charts: true },
  { rows: 30, lines: 25, characters: 1500, charts: true },
  { rows: 15, lines: 15, characters: 800, charts: false },
  { rows: 8, lines: 8, characters: 300, charts: false },
  { rows: 0, lines: 4, characters: 200, charts: false },
];

/** What is sent when Slack does not take the whole: no chart, which not every Slack draws, and little of the rest. */
const short: Room = { rows: 8, lines: 8, characters: 300, charts: false };

/** Longer texts in a notification are cut by Slack at 40,000; the best length is up to 4,000. */
const mostText = 3000;

/** Two charts is all that one message may hold. */
const mostCharts = 2;

const words = (text: string, bold = false): RichTextBlock['elements'][number] => ({
  type: 'rich_text_section',
  elements: [bold ? { type: 'text', text, style: { bold: true } } : { type: 'text', text }],
});

/** The figure first and bold, what else there is to say below it. Rich text is taken literally: nothing in it is read as a sign. */
const sayings = (reply: Reply, room: Room): RichTextBlock => {
  const lines = reply.lines.slice(0, room.lines).map((line) => literal(line, room.characters));
  const rest = reply.lines.length - lines.length;
  return {
    type: 'rich_text',
    elements: [
      words(literal(reply.headline, room.characters) || '–', true),
      ...lines.filter((line) => line !== '').map((line) => words(line)),
      ...(rest > 0 ? [words(`… and ${rest} more`)] : []),
    ],
  };
};

const smallPrint = (texts: readonly string[], room: Room): readonly ContextBlock[] => {
  const text = literal(texts.slice(0, room.lines).join('\n'), room.characters);
  return text === '' ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
};

const countNote = (reply: Reply, room: Room): readonly string[] => {
  if (!reply.table) return [];
  const [count, of] = [rowsShown(reply.table, room.rows), Math.max(reply.table.of, reply.table.rows.length)];
  if (count === of) return [];
  return [count === 0 ? `The table has ${of} rows, too many for one message.` : `${count} of ${of} shown.`];
};

const partBlocks = (reply: Reply, room: Room, choices: readonly string[]): readonly MessageBlock[] => {
  const table = reply.table ? tableBlock(reply.table, room.rows) : null;
  const chart = reply.chart && room.charts ? chartBlock(reply.chart) : null;
  return [
    sayings(reply, room),
    ...(chart ? [chart] : []),
    ...(table ? [table] : []),
    ...smallPrint([...countNote(reply, room), ...reply.assumptions, ...reply.caveats], room),
    ...smallPrint(reply.footer ? [reply.footer] : [], room),
    ...choiceRow(reply.choices, choices),
  ];
};

const partsOf = (reply: Reply): readonly Reply[] => (reply.parts.length > 0 ? reply.parts : [reply]);

const withoutThirdChart = (blocks: readonly MessageBlock[]): readonly MessageBlock[] => {
  const charts = blocks.filter(({ type }) => type === 'data_visualization').slice(mostCharts);
  return blocks.filter((block) => !charts.includes(block));
};

const blocksIn = (reply: Reply, buttons: Buttons, room: Room): readonly MessageBlock[] => {
  let used = 0;
  const parts = partsOf(reply).map((part) => {
    const choices = buttons.choices.slice(used, used + part.choices.length);
    used += part.choices.length;
    return partBlocks(part, room, choices);
  });
  const joined = parts.flatMap((blocks, index) =>
    index === 0 ? blocks : [{ type: 'divider' } as const, ...blocks],
  );
  const { proposed } = reply;
  return [
    ...withoutThirdChart(joined),
    ...(proposed && buttons.confirm !== null ? [proposalRow(proposed, buttons.confirm)] : []),
    ...answerRows(buttons),
  ];
};

const fits = (blocks: readonly MessageBlock[]): boolean =>
  blocks.length <= mostBlocks && charactersIn(blocks) <= mostCharacters;

/** Choices of a reply and its parts, in the order their buttons' ids are given in. */
export const choicesOf = (reply: Reply): Reply['choices'] => partsOf(reply).flatMap((part) => part.choices);

/** The reply as a Slack message: as much of it as fits, always with a text that carries the figure. */
export const renderMessage = (reply: Reply, buttons: Buttons): Message => {
  const text = escaped(renderText(reply), mostText) || '–';
  const blocks = rooms.map((room) => blocksIn(reply, buttons, room)).find(fits);
  return blocks ? { text, blocks } : trimmedMessage(reply, buttons);
};

/** The reply cut short, for when Slack does not take the whole of it. */
export const trimmedMessage = (reply: Reply, buttons: Buttons): Message => {
  const note = smallPrint(['Cut short: Slack did not take the whole answer.'], short);
  const blocks = [...blocksIn(reply, buttons, short), ...note];
  const firstWords = partsOf(reply)
    .slice(0, 1)
    .map((part) => sayings(part, short));
  return {
    text: escaped(renderText(reply), mostText) || '–',
    blocks: fits(blocks) ? blocks : [...firstWords, ...note],
  };
};
