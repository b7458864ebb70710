import type { JsonObject } from '../json.ts';
import { objectsOf, textOf } from '../json.ts';
import type { ShownFile, ShownMessage } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { renderBlocks } from './blocks/blocks.ts';
import { h, name } from './dom.ts';
import { openThread } from './go.ts';
import { icon } from './icons.ts';
import { messageTools } from './message-tools.ts';
import { act, fileUrl } from './server.ts';
import { app, keyOfMessage, personOf, store } from './store.ts';
import { emojiFor } from './text/emoji.ts';
import { dayText, timeText } from './text/inline.ts';
import { mrkdwn } from './text/mrkdwn.ts';

export const timeOf = (ts: string): Date => new Date(Number(ts) * 1000);

const sizeText = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
};

const file = (one: ShownFile): HTMLElement => {
  const url = fileUrl(one.id, one.name);
  if (one.mimeType.startsWith('image/'))
    return h(
      'figure',
      { class: 'image-block' },
      h('figcaption', {}, name(one.title)),
      h('img', { class: 'picture', src: url, alt: one.altText || one.title, loading: 'lazy' }),
    );
  return h(
    'a',
    { class: 'file', href: url, download: one.name },
    h('span', { class: 'file-icon' }, icon('file')),
    h(
      'span',
      { class: 'file-words' },
      name(one.title, 'file-name'),
      h(
        'span',
        { class: 'file-detail' },
        `${one.name.split('.').at(-1)?.toUpperCase() ?? ''} · ${sizeText(one.size)}`,
      ),
    ),
    icon('download', 18),
  );
};

const attachment = (message: ShownMessage, given: JsonObject): HTMLElement => {
  const words = (field: string): readonly Node[] => mrkdwn(textOf(given[field]) ?? '');
  const color = textOf(given['color']) ?? '';
  const box = h(
    'div',
    { class: 'attachment' },
    h('div', { class: 'attachment-title', dir: 'auto' }, ...words('title')),
    h('div', { dir: 'auto' }, ...words(given['text'] === undefined ? 'fallback' : 'text')),
    ...blocksIn(message, objectsOf(given['blocks'])),
  );
  if (/^#?[0-9a-f]{6}$/i.test(color)) box.style.borderColor = `#${color.replace('#', '')}`;
  return box;
};

const blocksIn = (message: ShownMessage, blocks: readonly JsonObject[]): readonly Node[] =>
  renderBlocks(
    {
      surface: 'message',
      container: keyOfMessage(message),
      where: { channel: message.channel, ts: message.ts },
      errors: {},
    },
    blocks,
  );

/** People's messages are shown from their text: what they typed is markup. Apps' come as blocks where they have any. */
const words = (message: ShownMessage): readonly Node[] => {
  if (message.byApp && message.blocks.length > 0) return blocksIn(message, message.blocks);
  return message.text === ''
    ? []
    : [h('div', { class: 'message-text', dir: 'auto' }, ...mrkdwn(message.text))];
};

/** What a message says; drawn anew only when that changes, so that sorted tables stay sorted. */
export const messageBody = (message: ShownMessage): HTMLElement =>
  h(
    'div',
    { class: message.streaming ? 'message-body streaming' : 'message-body' },
    ...words(message),
    ...message.attachments.map((one) => attachment(message, one)),
    ...message.files.map(file),
  );

export const bodyKey = (message: ShownMessage): string =>
  JSON.stringify([message.text, message.blocks, message.attachments, message.files, message.streaming]);

const reactions = (message: ShownMessage): HTMLElement | null => {
  if (message.reactions.length === 0) return null;
  return h(
    'div',
    { class: 'reactions' },
    ...message.reactions.map((reaction) => {
      const mine = reaction.users.includes(store.snapshot.me);
      const who = reaction.users.map((id) => personOf(id).realName).join(', ');
      return h(
        'button',
        {
          type: 'button',
          class: mine ? 'reaction mine' : 'reaction',
          'aria-pressed': String(mine),
          'aria-label': `${reaction.name}, ${reaction.users.length}: ${who}`,
          title: `${who} reacted with :${reaction.name}:`,
          onclick: () => void act('react', { channel: message.channel, ts: message.ts, name: reaction.name }),
        },
        h('span', { class: 'emoji' }, emojiFor(reaction.name)),
        h('span', {}, String(reaction.users.length)),
      );
    }),
  );
};

const threadLink = (message: ShownMessage): HTMLElement | null => {
  const { replies } = message;
  if (replies === null) return null;
  const latest = timeOf(replies.latest);
  return h(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => openThread(message.channel, message.ts) },
    h(
      'span',
      { class: 'thread-faces' },
      ...replies.users.slice(0, 4).map((id) => avatar(personOf(id), 'tiny')),
    ),
    h('span', { class: 'thread-count' }, replies.count === 1 ? '1 reply' : `${replies.count} replies`),
    h(
      'span',
      { class: 'thread-latest' },
      `Last reply ${dayText(latest).toLowerCase()} at ${timeText(latest)}`,
    ),
  );
};

const authorOf = (message: ShownMessage): string => message.username ?? personOf(message.user).realName;

const head = (message: ShownMessage, at: Date): HTMLElement => {
  const person = personOf(message.user);
  return h(
    'div',
    { class: 'message-head' },
    name(authorOf(message), 'author'),
    message.byApp || message.user === app().userId ? h('span', { class: 'badge' }, 'APP') : null,
    person.kind === 'guest' ? h('span', { class: 'badge' }, 'GUEST') : null,
    person.kind === 'external' ? h('span', { class: 'badge' }, 'EXTERNAL') : null,
    h('time', { class: 'time', datetime: at.toISOString(), title: at.toLocaleString() }, timeText(at)),
  );
};

const joined = (message: ShownMessage): boolean =>
  message.subtype === 'channel_join' || message.subtype === 'group_join';

const broadcastLine = (message: ShownMessage): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'only-line link-button',
      onclick: () => openThread(message.channel, message.threadTs ?? message.ts),
    },
    'replied to a thread',
  );

export type RowOptions = {
  /** Follows a message of the same person: without name and picture. */
  readonly compact: boolean;
  readonly inThread: boolean;
  readonly body: HTMLElement;
};

/** One message with everything around it. */
export const messageRow = (message: ShownMessage, options: RowOptions): HTMLElement => {
  const at = timeOf(message.ts);
  const classes = [
    'message',
    options.compact ? 'compact' : '',
    message.only ? 'only' : '',
    joined(message) ? 'joined' : '',
  ];
  const edited = message.edited ? h('span', { class: 'edited' }, '(edited)') : null;
  const row = h(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      'data-ts': message.ts,
      tabindex: -1,
      'aria-label': `${authorOf(message)}, ${timeText(at)}`,
    },
    message.only ? h('div', { class: 'only-line' }, icon('eye', 14), 'Only visible to you') : null,
    message.broadcast && !options.inThread ? broadcastLine(message) : null,
    h(
      'div',
      { class: 'message-row' },
      h(
        'div',
        { class: 'gutter' },
        options.compact
          ? h('time', { class: 'gutter-time', datetime: at.toISOString() }, timeText(at))
          : avatar(personOf(message.user)),
      ),
      h(
        'div',
        { class: 'message-main' },
        options.compact ? null : head(message, at),
        options.body,
        edited,
        reactions(message),
        options.inThread ? null : threadLink(message),
      ),
    ),
  );
  // Thousands of messages have no buttons; the one that is looked at has.
  const showTools = (): void => {
    if (row.querySelector(':scope > .message-tools') === null)
      row.append(messageTools(message, options.inThread));
  };
  row.addEventListener('pointerenter', showTools);
  row.addEventListener('focusin', showTools);
  return row;
};
