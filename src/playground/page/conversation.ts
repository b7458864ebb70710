import type { ShownChannel, ShownMessage } from '../protocol.ts';
import { avatar } from './avatar.ts';
import type { Composer } from './composer.ts';
import { createComposer } from './composer.ts';
import type { Child } from './dom.ts';
import { h, name } from './dom.ts';
import { go, showList } from './go.ts';
import { icon } from './icons.ts';
import { editMessage } from './message-tools.ts';
import { invite } from './new-conversation.ts';
import { dialog, notice } from './overlay.ts';
import { act } from './server.ts';
import { statusLine } from './status-line.ts';
import { app, channelTitle, personOf, store } from './store.ts';
import { createTimeline } from './timeline.ts';

/** A part of the page that was drawn for one place, and how to leave it. */
export type Drawn = { readonly element: HTMLElement; readonly focus: () => void; readonly close: () => void };

export const backButton = (): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'icon-button back', 'aria-label': 'Back to the list', onclick: showList },
    icon('back'),
  );

const memberRow = (channel: ShownChannel, id: string): HTMLElement => {
  const person = personOf(id);
  const row = h(
    'li',
    {},
    avatar(person, 'small'),
    h(
      'span',
      {},
      name(person.realName),
      h('span', { class: 'tick-detail' }, id === app().userId ? 'App' : person.title),
    ),
    h('span', { class: 'spring' }),
    id === store.snapshot.me || !channel.joined
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'button small',
            'aria-label': `Remove ${person.realName}`,
            onclick: () => void remove(),
          },
          'Remove',
        ),
  );
  const remove = async (): Promise<void> => {
    const outcome = await act('kick', { channel: channel.id, person: id });
    if (outcome.ok) row.remove();
    else notice(outcome.problem ?? 'That did not work.');
  };
  return row;
};

const members = (channel: ShownChannel): void => {
  dialog({
    title: `${channel.members.length} members`,
    body: [h('ul', { class: 'member-list' }, ...channel.members.map((id) => memberRow(channel, id)))],
    confirm: { label: 'Invite people', run: () => invite(channel.id, channel.members) },
  });
};

const header = (channel: ShownChannel): HTMLElement => {
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const sign: Child = direct
    ? avatar(personOf(channel.members.find((id) => id !== store.snapshot.me) ?? ''), 'tiny')
    : icon(channel.kind === 'private' ? 'lock' : 'hash', 18);
  return h(
    'header',
    { class: 'place-head' },
    backButton(),
    h('h1', { class: 'place-title' }, sign, name(channelTitle(channel))),
    channel.shared ? h('span', { class: 'badge' }, 'SHARED WITH ANOTHER COMPANY') : null,
    h('span', { class: 'place-topic', dir: 'auto' }, channel.topic),
    h('span', { class: 'spring' }),
    direct
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'members',
            'aria-label': `${channel.members.length} members`,
            onclick: () => members(channel),
          },
          ...channel.members.slice(0, 3).map((id) => avatar(personOf(id), 'tiny')),
          h('span', {}, String(channel.members.length)),
        ),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': 'Search in this conversation',
        title: 'Search in this conversation',
        onclick: () => go({ kind: 'search', text: `in:${channel.id} ` }),
      },
      icon('search', 18),
    ),
  );
};

const channelIntro = (channel: ShownChannel): HTMLElement =>
  h(
    'div',
    { class: 'intro' },
    h('span', { class: 'intro-sign' }, icon(channel.kind === 'private' ? 'lock' : 'hash', 32)),
    h('h2', {}, name(`${channelTitle(channel)}`)),
    h(
      'p',
      {},
      channel.members.includes(app().userId)
        ? `Mention @${app().name} here to ask a question; the answer comes in a thread.`
        : `${app().name} is not in this channel. Invite it to ask questions here.`,
    ),
  );

const directIntro = (channel: ShownChannel): HTMLElement =>
  h(
    'div',
    { class: 'intro' },
    avatar(personOf(channel.members.find((id) => id !== store.snapshot.me) ?? ''), 'large'),
    h('h2', {}, name(channelTitle(channel))),
    h('p', {}, 'This is the beginning of your conversation.'),
  );

const editLastIn = async (channel: string, threadTs: string | null): Promise<void> => {
  const outcome = await act(threadTs === null ? 'history' : 'replies', { channel, ts: threadTs });
  const mine = ((outcome['messages'] ?? []) as readonly ShownMessage[]).filter(
    (message) => message.user === store.snapshot.me,
  );
  const last = mine.at(-1);
  if (last !== undefined) editMessage(last);
};

export const composerFor = (channel: ShownChannel, threadTs: string | null): Composer => {
  const title = channelTitle(channel);
  const named = channel.kind === 'public' || channel.kind === 'private' ? `#${title}` : title;
  return createComposer({
    channel: channel.id,
    threadTs,
    placeholder: threadTs === null ? `Message ${named}` : 'Reply…',
    label: threadTs === null ? `Message to ${named}` : 'Reply in thread',
    alsoTo: threadTs !== null && channel.kind !== 'im' ? named : null,
    editLast: () => void editLastIn(channel.id, threadTs),
  });
};

const joinBar = (channel: ShownChannel): HTMLElement =>
  h(
    'div',
    { class: 'join-bar' },
    h('span', {}, 'You are looking at ', h('strong', {}, `#${channel.name}`)),
    h(
      'button',
      {
        type: 'button',
        class: 'button primary',
        onclick: async () => {
          const outcome = await act('join', { channel: channel.id });
          if (!outcome.ok) notice(outcome.problem ?? 'That did not work.');
          else setTimeout(() => go({ kind: 'channel', id: channel.id }), 60);
        },
      },
      'Join channel',
    ),
  );

/** The messages of a conversation with the field to write in; `intro` stands above the first one. */
export const messagesOf = (
  channel: ShownChannel,
  intro: () => Node,
  foot: Child = null,
): Drawn & { readonly composer: Composer | null } => {
  const timeline = createTimeline({
    channel: channel.id,
    threadTs: null,
    intro,
    seen: (ts) => {
      const now = store.channels.find((one) => one.id === channel.id);
      if (now?.joined === true && (ts > now.lastRead || now.unread > 0))
        void act('read', { channel: channel.id, ts });
    },
  });
  const composer = channel.joined ? composerFor(channel, null) : null;
  void timeline.reload();
  return {
    element: h(
      'div',
      { class: 'messages' },
      timeline.element,
      foot,
      statusLine(channel.id, null),
      composer === null ? joinBar(channel) : composer.element,
    ),
    composer,
    focus: () => composer?.focus(),
    close: timeline.close,
  };
};

/** A channel or a direct conversation. */
export const conversation = (channel: ShownChannel): Drawn => {
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const messages = messagesOf(channel, () => (direct ? directIntro(channel) : channelIntro(channel)));
  return {
    element: h('div', { class: 'place' }, header(channel), messages.element),
    focus: messages.focus,
    close: messages.close,
  };
};
