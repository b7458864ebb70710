import type { ShownMessage } from '../protocol.ts';
import type { Drawn } from './conversation.ts';
import { backButton } from './conversation.ts';
import { h, name, replace } from './dom.ts';
import { go, openThread } from './go.ts';
import { messageBody, messageRow, timeOf } from './message.ts';
import { act } from './server.ts';
import { channelOf, channelTitle } from './store.ts';
import { dayText } from './text/inline.ts';

/** `in:C… words`: the conversation to look in, and the words. */
const readQuery = (text: string): { readonly channel: string | null; readonly words: string } => {
  const match = /^in:(\S+)\s*(.*)$/s.exec(text);
  return match === null
    ? { channel: null, words: text }
    : { channel: match[1] ?? null, words: match[2] ?? '' };
};

const openMessage = (message: ShownMessage): void => {
  go({ kind: 'channel', id: message.channel });
  if (message.threadTs !== null) openThread(message.channel, message.threadTs);
};

const hit = (message: ShownMessage): HTMLElement => {
  const channel = channelOf(message.channel);
  const title = channel === undefined ? '' : `${channel.name === '' ? '' : '#'}${channelTitle(channel)}`;
  return h(
    'div',
    { class: 'hit' },
    h(
      'button',
      { type: 'button', class: 'hit-where', onclick: () => openMessage(message) },
      name(title),
      h('span', {}, dayText(timeOf(message.ts))),
      h('span', {}, 'Open'),
    ),
    messageRow(message, { compact: false, inThread: true, body: messageBody(message) }),
  );
};

/** Words searched for in one conversation, or in all that can be seen. */
export const searchPage = (text: string): Drawn => {
  const { channel, words } = readQuery(text);
  const where = channel === null ? undefined : channelOf(channel);
  const results = h('div', { class: 'hits', 'aria-live': 'polite' });
  const field = h('input', {
    type: 'search',
    class: 'field',
    value: words,
    placeholder: 'Words to look for',
    'aria-label': 'Search messages',
  });
  const count = h('p', { class: 'hint', role: 'status' });
  let turn = 0;
  const run = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const outcome = await act('search', { text: field.value, channel });
    if (mine !== turn) return;
    const found = (outcome['messages'] ?? []) as readonly ShownMessage[];
    count.textContent =
      field.value.trim() === ''
        ? ''
        : found.length === 0
          ? 'Nothing found.'
          : `${found.length === 50 ? 'The newest 50' : found.length} found`;
    replace(results, ...found.map(hit));
  };
  field.addEventListener('input', () => void run());
  void run();
  return {
    element: h(
      'div',
      { class: 'place' },
      h(
        'header',
        { class: 'place-head' },
        backButton(),
        h(
          'h1',
          { class: 'place-title' },
          where === undefined ? 'Search' : h('span', {}, 'Search in ', name(channelTitle(where))),
        ),
      ),
      h('div', { class: 'search-scroll', tabindex: 0, 'aria-label': 'Results' }, field, count, results),
    ),
    focus: () => field.focus(),
    close: () => undefined,
  };
};
