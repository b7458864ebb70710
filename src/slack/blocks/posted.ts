import type { ActionsBlock, ContextBlock, StaticSelect } from '@slack/types';
import type { DigestValue } from '#src/digests/define.ts';
import { listedDigest } from '#src/digests/render-text.ts';
import type { Message as Posted, RenderMessage } from '#src/schedule/message.ts';
import type { MessageBlock } from './block.ts';
import { button, noButtons } from './buttons.ts';
import { literal } from './literal.ts';
import { renderMessage } from './message.ts';

/** Names that clicks on what the bot posted come back under. */
export const postedIds = {
  open: 'posted_open',
  task: 'posted_task',
  more: 'posted_more',
  why: 'posted_why',
  snooze: 'posted_snooze',
  unwatch: 'posted_unwatch',
} as const;

/** Block reference, menu: at most 100 options, their texts ≤ 75 characters; ten are enough to choose from on a phone. */
const limits = { options: 10, text: 75, note: 150 } as const;

const menu = (
  actionId: string,
  placeholder: string,
  options: readonly { readonly text: string; readonly value: string }[],
): readonly StaticSelect[] =>
  options.length === 0
    ? []
    : [
        {
          type: 'static_select',
          action_id: actionId,
          placeholder: { type: 'plain_text', text: placeholder },
          options: options.slice(0, limits.options).map(({ text, value }) => ({
            text: { type: 'plain_text', text: literal(text, limits.text) || '–', emoji: false },
            value,
          })),
        },
      ];

/** What can be done next with an action: taken by somebody, it can only be called done. */
const tasks = ({ actions }: DigestValue, id: string) =>
  actions.flatMap(({ id: action, text, state }) => {
    switch (state.kind) {
      case 'open':
        return [{ text: `I take it: ${text}`, value: `${id}:take:${action}` }];
      case 'taken':
        return [{ text: `Done: ${text}`, value: `${id}:done:${action}` }];
      case 'done':
        return [];
      default:
        return state satisfies never;
    }
  });

/** Who has taken or done what, below the list: ids of people are ours, the texts are not read for signs. */
const taskStates = ({ actions }: DigestValue): readonly ContextBlock[] => {
  const elements = actions.flatMap(({ text, state }) => {
    if (state.kind === 'open') return [];
    const verb = state.kind === 'done' ? 'has done' : 'takes care of';
    return [
      { type: 'mrkdwn', text: `<@${state.by}> ${verb}:` } as const,
      { type: 'plain_text', text: literal(text, limits.note) || '–', emoji: false } as const,
    ];
  });
  return elements.length === 0 ? [] : [{ type: 'context', elements: elements.slice(0, 10) }];
};

const digestRow = (value: DigestValue, id: string): readonly ActionsBlock[] => {
  const opens = value.opens.map(({ text }, index) => ({ text, value: `${id}:${index}` }));
  const elements = [
    ...menu(postedIds.open, 'Open a figure', opens),
    ...menu(postedIds.task, 'Take a task', tasks(value, id)),
    ...(value.more ? [button('Show more', postedIds.more, id)] : []),
    button('Why did I get this', postedIds.why, id),
  ];
  return [{ type: 'actions', elements }];
};

/** What is behind "Show more" of a digest, with its charts. */
export const renderMore = (value: DigestValue) => {
  const { more } = listedDigest(value);
  return more ? renderMessage(more, noButtons) : null;
};

const alertRow = (watch: string, id: string): ActionsBlock => ({
  type: 'actions',
  elements: [
    button('Open the figure', postedIds.open, `${id}:0`),
    button('Quiet for a day', postedIds.snooze, watch),
    button('Stop watching', postedIds.unwatch, watch),
  ],
});

const saidBy = (user: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: `Said by <@${user}>, posted by me` }],
});

const rowsOf = (message: Posted, id: string): readonly MessageBlock[] => {
  switch (message.kind) {
    case 'digest':
      return [...taskStates(message.value), ...digestRow(message.value, id)];
    case 'alert':
      return [alertRow(message.watch, id)];
    case 'reply':
      return message.by ? [saidBy(message.by)] : [];
    default:
      return message satisfies never;
  }
};

/**
 * What the bot posts on its own, as Slack takes it. A preview has no delivery behind it: its buttons would lead
 * nowhere, and there are none.
 */
export const renderPosted: RenderMessage = (message: Posted, deliveryId: string) => {
  const { reply } = message.kind === 'digest' ? listedDigest(message.value) : message;
  const { text, blocks } = renderMessage(reply, noButtons);
  const row = deliveryId === '' ? [] : rowsOf(message, deliveryId);
  return { text, blocks: [...blocks, ...row] };
};
