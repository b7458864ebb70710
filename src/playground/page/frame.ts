import { appPlace } from './app-place.ts';
import { avatar } from './avatar.ts';
import type { Drawn } from './conversation.ts';
import { conversation } from './conversation.ts';
import { h, replace } from './dom.ts';
import { go } from './go.ts';
import { icon } from './icons.ts';
import { modals } from './modals.ts';
import { personMenu } from './people-menu.ts';
import { searchPage } from './search-page.ts';
import { sidebar } from './sidebar.ts';
import { startPage } from './start-page.ts';
import { app, channelOf, channelTitle, listen, me, store } from './store.ts';
import { switcher } from './switcher.ts';
import { isDarkNow, setTheme } from './theme.ts';
import { threadPane } from './thread-pane.ts';

/** The page's frame: bar, rail, list of conversations, the place that is open, the thread beside it. */

const drawPlace = (): Drawn => {
  const { place } = store;
  switch (place.kind) {
    case 'channel': {
      const channel = channelOf(place.id);
      return channel === undefined ? startPage() : conversation(channel);
    }
    case 'app':
      return appPlace(place.tab);
    case 'search':
      return searchPage(place.text);
    case 'start':
      return startPage();
    default:
      return place satisfies never;
  }
};

const titleOf = (): string => {
  const { place } = store;
  const channel = place.kind === 'channel' ? channelOf(place.id) : undefined;
  const where =
    channel === undefined ? (place.kind === 'app' ? app().name : 'Start here') : channelTitle(channel);
  return `${where} · ${store.snapshot.team.name}`;
};

/** What of a conversation makes its place look different: a new topic, a new member. */
const looks = (): string => {
  const { place } = store;
  const channel = place.kind === 'channel' ? channelOf(place.id) : undefined;
  return JSON.stringify([
    place,
    channel?.name,
    channel?.topic,
    channel?.members,
    channel?.joined,
    channel?.archived,
  ]);
};

const middle = (): HTMLElement => {
  const element = h('main', { class: 'middle' });
  let drawn: Drawn | null = null;
  let shown = '';
  const draw = (): void => {
    drawn?.close();
    drawn = drawPlace();
    shown = looks();
    replace(element, drawn.element);
    document.title = titleOf();
    if (!matchMedia('(max-width: 700px)').matches) drawn.focus();
  };
  listen('place', draw);
  listen('frame', () => looks() !== shown && draw());
  draw();
  return element;
};

const rail = (): HTMLElement => {
  const railButton = (label: string, sign: Node, run: (anchor: HTMLElement) => void): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        class: 'rail-button',
        title: label,
        onclick: (event: Event) => run(event.currentTarget as HTMLElement),
      },
      h('span', { class: 'rail-sign' }, sign),
      h('span', { class: 'rail-label' }, label),
    );
  return h(
    'div',
    { class: 'rail' },
    h('div', { class: 'team-sign', 'aria-hidden': 'true' }, icon('zebra', 26)),
    store.snapshot.welcome === null ? null : railButton('Start', icon('home'), () => go({ kind: 'start' })),
    railButton('Ask', icon('reply'), () => go({ kind: 'app', tab: 'messages' })),
    railButton('Search', icon('search'), () => go({ kind: 'search', text: '' })),
    h('span', { class: 'spring' }),
    railButton('Look', icon(isDarkNow() ? 'sun' : 'moon'), (anchor) => {
      setTheme(isDarkNow() ? 'light' : 'dark');
      anchor.querySelector('.rail-sign')?.replaceChildren(icon(isDarkNow() ? 'sun' : 'moon'));
    }),
    h(
      'button',
      {
        type: 'button',
        class: 'rail-me',
        'aria-haspopup': 'menu',
        'aria-label': `You are ${me().realName}. Be somebody else`,
        onclick: (event: Event) => personMenu(event.currentTarget as HTMLElement),
      },
      avatar(me(), 'small'),
    ),
  );
};

const bar = (): HTMLElement => {
  const offline = h('span', { class: 'offline', role: 'status' });
  const draw = (): void => {
    offline.textContent = store.snapshot.connected ? '' : `${app().name} is not connected`;
    offline.classList.toggle('hidden', store.snapshot.connected);
  };
  listen('frame', draw);
  draw();
  return h(
    'header',
    { class: 'bar' },
    h(
      'span',
      { class: 'bar-side' },
      h(
        'span',
        { class: 'local', title: 'This workspace runs on your own machine. Nothing leaves it.' },
        'LOCAL',
      ),
    ),
    h(
      'button',
      { type: 'button', class: 'bar-search', onclick: switcher },
      icon('search', 16),
      `Search ${store.snapshot.team.name}`,
    ),
    h('span', { class: 'bar-side end' }, offline),
  );
};

export const frame = (): readonly HTMLElement[] => [
  h(
    'a',
    {
      class: 'skip',
      href: '#',
      onclick: (event: Event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>('.middle .composer-field, .middle [tabindex="0"]')?.focus();
      },
    },
    'Skip to the conversation',
  ),
  h(
    'div',
    { class: 'frame' },
    bar(),
    h('div', { class: 'columns' }, rail(), sidebar(), middle(), threadPane()),
  ),
  modals(),
  h('div', { class: 'notices', popover: 'manual', 'aria-live': 'polite' }),
];
