import { objectsOf } from '../json.ts';
import { avatar } from './avatar.ts';
import { renderBlocks } from './blocks/blocks.ts';
import type { Drawn } from './conversation.ts';
import { backButton, messagesOf } from './conversation.ts';
import { h, name, replace } from './dom.ts';
import { go, openThread } from './go.ts';
import { act } from './server.ts';
import type { Place } from './store.ts';
import { app, channelOf, listen, personOf, store } from './store.ts';

/** The app's own place: its home, the conversation with it, and what it is. */

type Tab = Extract<Place, { readonly kind: 'app' }>['tab'];

const tabs = (): readonly (readonly [Tab, string])[] => [
  ...(app().homeTab ? ([['home', 'Home']] as const) : []),
  ...(app().messagesTab ? ([['messages', 'Messages']] as const) : []),
  ['about', 'About'],
];

const head = (open: Tab): HTMLElement =>
  h(
    'header',
    { class: 'place-head with-tabs' },
    h(
      'div',
      { class: 'place-line' },
      backButton(),
      h(
        'h1',
        { class: 'place-title' },
        avatar(personOf(app().userId), 'tiny'),
        name(app().name),
        h('span', { class: 'badge' }, 'APP'),
      ),
      h('span', { class: 'place-topic' }, app().description),
    ),
    h(
      'div',
      { class: 'tabs', role: 'tablist' },
      ...tabs().map(([tab, label]) =>
        h(
          'button',
          {
            type: 'button',
            role: 'tab',
            class: 'tab',
            'aria-selected': String(tab === open),
            onclick: () => go({ kind: 'app', tab }),
          },
          label,
        ),
      ),
    ),
  );

const homeTab = (): HTMLElement => {
  const body = h('div', { class: 'home' });
  const draw = (): void => {
    const { home } = store.snapshot;
    if (home === null) {
      replace(
        body,
        h(
          'div',
          { class: 'intro' },
          avatar(personOf(app().userId), 'large'),
          h('h2', {}, 'Nothing here yet'),
          h(
            'p',
            {},
            store.snapshot.connected
              ? 'The app has not published its home for you.'
              : 'The app is not connected.',
          ),
        ),
      );
      return;
    }
    const blocks = objectsOf(home.view['blocks']);
    replace(
      body,
      ...renderBlocks({ surface: 'home', container: home.id, where: { view: home.id }, errors: {} }, blocks),
    );
  };
  listen('home', () => body.isConnected && draw());
  draw();
  return h('div', { class: 'home-scroll', tabindex: 0, 'aria-label': `${app().name}, home` }, body);
};

const suggested = (ask: (text: string) => void): HTMLElement => {
  const holder = h('div', { class: 'prompts' });
  const draw = (): void => {
    const set = store.snapshot.prompts;
    const prompts =
      set === null
        ? app().prompts
        : set.prompts.map((one) => ({ title: String(one['title']), message: String(one['message']) }));
    replace(
      holder,
      set === null || set.title === '' ? null : h('div', { class: 'prompts-title' }, set.title),
      ...prompts.map((prompt) =>
        h(
          'button',
          { type: 'button', class: 'prompt', onclick: () => ask(prompt.message) },
          name(prompt.title),
        ),
      ),
    );
  };
  listen('prompts', () => holder.isConnected && draw());
  draw();
  return holder;
};

/** Sends a question to the app as if it was typed. */
export const askApp = (text: string): void => {
  go({ kind: 'app', tab: 'messages' });
  void act('say', { channel: app().channel, text });
};

const intro = (): HTMLElement =>
  h(
    'div',
    { class: 'intro' },
    avatar(personOf(app().userId), 'large'),
    h('h2', {}, name(app().name)),
    h('p', {}, app().description),
    suggested(askApp),
  );

const about = (): HTMLElement =>
  h(
    'div',
    { class: 'home-scroll', tabindex: 0 },
    h(
      'div',
      { class: 'home' },
      h('p', {}, app().description),
      h('h3', { class: 'block-header level-2' }, 'Slash commands'),
      h(
        'dl',
        { class: 'keys' },
        ...app().commands.flatMap((command) => [
          h('dt', {}, `${command.command} ${command.usageHint}`),
          h('dd', {}, command.description),
        ]),
      ),
      h('h3', { class: 'block-header level-2' }, 'Shortcuts'),
      h(
        'dl',
        { class: 'keys' },
        ...app().shortcuts.flatMap((shortcut) => [
          h('dt', {}, shortcut.name),
          h('dd', {}, shortcut.description),
        ]),
      ),
    ),
  );

/** Tells the app that it is looked at; an assistant of the older kind talks in a thread, which then opens. */
const enter = async (tab: Tab): Promise<void> => {
  const { threadTs } = await act('openApp', { tab });
  if (typeof threadTs === 'string') openThread(app().channel, threadTs);
};

export const appPlace = (tab: Tab): Drawn => {
  const channel = channelOf(app().channel);
  if (tab !== 'about') void enter(tab);
  if (tab === 'messages' && channel !== undefined) {
    const messages = messagesOf(channel, intro);
    return {
      element: h('div', { class: 'place' }, head(tab), messages.element),
      focus: messages.focus,
      close: messages.close,
    };
  }
  return {
    element: h('div', { class: 'place' }, head(tab), tab === 'home' ? homeTab() : about()),
    focus: () => undefined,
    close: () => undefined,
  };
};
