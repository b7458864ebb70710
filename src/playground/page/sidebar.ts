import type { ShownChannel } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { h, name, replace } from './dom.ts';
import { go } from './go.ts';
import { icon } from './icons.ts';
import { newChannel, newDirect } from './new-conversation.ts';
import { dialog, menu } from './overlay.ts';
import { personMenu } from './people-menu.ts';
import { act } from './server.ts';
import { app, channelTitle, listen, me, openChannelId, personOf, store } from './store.ts';
import { setTheme, theme } from './theme.ts';
import { troublePanel } from './trouble-panel.ts';

const entry = (options: {
  readonly sign: Node;
  readonly label: string;
  readonly open: boolean;
  readonly unread?: number;
  readonly mentions?: number;
  readonly note?: string;
  readonly run: () => void;
}): HTMLElement => {
  const { unread = 0, mentions = 0 } = options;
  return h(
    'button',
    {
      type: 'button',
      class: ['entry', options.open ? 'open' : '', unread > 0 ? 'unread' : ''].filter(Boolean).join(' '),
      'aria-current': options.open ? 'page' : null,
      onclick: options.run,
    },
    h('span', { class: 'entry-sign' }, options.sign),
    name(options.label, 'entry-name'),
    options.note === undefined ? null : h('span', { class: 'entry-note' }, options.note),
    unread > 0 ? h('span', { class: 'unseen' }, `, ${unread} unread`) : null,
    mentions > 0
      ? h('span', { class: 'count', 'aria-hidden': 'true' }, mentions > 99 ? '99+' : String(mentions))
      : null,
  );
};

const channelEntry = (channel: ShownChannel): HTMLElement =>
  entry({
    sign: icon(channel.kind === 'private' ? 'lock' : 'hash', 16),
    label: channelTitle(channel),
    open: openChannelId() === channel.id,
    unread: channel.unread,
    mentions: channel.mentions,
    ...(channel.shared ? { note: 'shared' } : {}),
    run: () => go({ kind: 'channel', id: channel.id }),
  });

const directEntry = (channel: ShownChannel): HTMLElement => {
  const other = channel.members.find((id) => id !== store.snapshot.me) ?? store.snapshot.me;
  return entry({
    sign: channel.kind === 'mpim' ? icon('people', 18) : avatar(personOf(other), 'tiny'),
    label: channelTitle(channel),
    open: openChannelId() === channel.id,
    unread: channel.unread,
    mentions: channel.mentions,
    run: () => go({ kind: 'channel', id: channel.id }),
  });
};

const group = (
  title: string,
  entries: readonly HTMLElement[],
  add?: { readonly label: string; readonly run: () => void },
): HTMLElement =>
  h(
    'section',
    { class: 'entries', 'aria-label': title },
    h(
      'div',
      { class: 'entries-head' },
      h('h2', {}, title),
      add === undefined
        ? null
        : h(
            'button',
            {
              type: 'button',
              class: 'icon-button small',
              'aria-label': add.label,
              title: add.label,
              onclick: add.run,
            },
            icon('plus', 16),
          ),
    ),
    ...entries,
  );

const confirmReset = (): void => {
  dialog({
    title: 'Start over?',
    body: [
      h(
        'p',
        {},
        'Every conversation of this local workspace is forgotten. The app and its data stay as they are.',
      ),
    ],
    confirm: { label: 'Forget everything', danger: true, run: async () => void (await act('reset')) },
  });
};

const workspaceMenu = (anchor: HTMLElement): void => {
  const looks = (['system', 'light', 'dark'] as const).map((one) => ({
    kind: 'item' as const,
    label: { system: 'As this computer', light: 'Light', dark: 'Dark' }[one],
    checked: theme() === one,
    run: () => setTheme(one),
  }));
  menu(
    anchor,
    [
      { kind: 'heading', label: 'Appearance' },
      ...looks,
      { kind: 'line' },
      {
        kind: 'item',
        label: 'Network trouble…',
        detail: 'See how the app copes',
        icon: 'plug',
        run: troublePanel,
      },
      { kind: 'item', label: 'Keyboard shortcuts', icon: 'bolt', run: showKeys },
      { kind: 'line' },
      { kind: 'item', label: 'Start over…', icon: 'trash', danger: true, run: confirmReset },
    ],
    'Workspace',
  );
};

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Go to a conversation or person'],
  ['Ctrl F', 'Search in this conversation'],
  ['Alt ↑ / ↓', 'Previous or next conversation'],
  ['F6', 'Next part of the page'],
  ['↑ / ↓', 'Between messages, when one has the focus'],
  ['T · R · E', 'Thread, reaction, edit for the focused message'],
  ['↑ in an empty field', 'Edit your last message'],
  ['/ · @ · # · :', 'Commands, people, channels, emoji while typing'],
  ['Esc', 'Close what is on top'],
];

export const showKeys = (): void => {
  dialog({
    title: 'Keyboard shortcuts',
    body: [
      h(
        'dl',
        { class: 'keys' },
        ...keys.flatMap(([key, meaning]) => [h('dt', {}, key), h('dd', {}, meaning)]),
      ),
    ],
  });
};

/** The list of conversations, and who one is. */
export const sidebar = (): HTMLElement => {
  const body = h('div', { class: 'sidebar-body' });
  const draw = (): void => {
    const mine = store.channels.filter((channel) => channel.joined && !channel.archived);
    const channels = mine.filter((one) => one.kind === 'public' || one.kind === 'private');
    const direct = mine.filter(
      (one) => (one.kind === 'im' || one.kind === 'mpim') && one.id !== app().channel,
    );
    const appChannel = mine.find((one) => one.id === app().channel);
    const other = store.channels.filter((one) => one.kind === 'public' && !one.joined && !one.archived);
    const person = me();
    replace(
      body,
      h(
        'button',
        {
          type: 'button',
          class: 'me',
          'aria-haspopup': 'menu',
          onclick: (event: Event) => personMenu(event.currentTarget as HTMLElement),
        },
        avatar(person, 'small'),
        h(
          'span',
          { class: 'me-words' },
          h('span', { class: 'me-lead' }, 'You are now'),
          h(
            'span',
            { class: 'me-name' },
            name(person.realName.split(' ')[0] ?? person.realName),
            person.departmentLabel === '' ? null : `, ${person.departmentLabel}`,
          ),
        ),
        icon('down', 16),
      ),
      store.snapshot.welcome === null
        ? null
        : entry({
            sign: icon('home', 18),
            label: 'Start here',
            open: store.place.kind === 'start',
            run: () => go({ kind: 'start' }),
          }),
      group('Channels', [...channels.map(channelEntry), ...other.map(channelEntry)], {
        label: 'Add a channel',
        run: newChannel,
      }),
      group('Direct messages', direct.map(directEntry), { label: 'Write to somebody', run: newDirect }),
      group('Apps', [
        entry({
          sign: avatar(personOf(app().userId), 'tiny'),
          label: app().name,
          open: store.place.kind === 'app',
          unread: appChannel?.unread ?? 0,
          mentions: appChannel?.mentions ?? 0,
          ...(store.snapshot.connected ? {} : { note: 'not connected' }),
          run: () => go({ kind: 'app', tab: 'messages' }),
        }),
      ]),
    );
  };
  listen('sidebar', draw);
  draw();
  return h(
    'nav',
    { class: 'sidebar', 'aria-label': 'Conversations' },
    h(
      'header',
      { class: 'sidebar-head' },
      h(
        'button',
        {
          type: 'button',
          class: 'team',
          'aria-haspopup': 'menu',
          onclick: (event: Event) => workspaceMenu(event.currentTarget as HTMLElement),
        },
        h('span', { class: 'team-name' }, store.snapshot.team.name),
        icon('down', 16),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': 'Write to somebody',
          title: 'Write to somebody',
          onclick: newDirect,
        },
        icon('edit', 18),
      ),
    ),
    body,
  );
};
