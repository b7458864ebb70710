import type { Department } from '../../lib/departments.ts';
import type { Welcome } from '../protocol.ts';
import { askApp } from './app-place.ts';
import type { Drawn } from './conversation.ts';
import { backButton } from './conversation.ts';
import { h, name } from './dom.ts';
import { icon } from './icons.ts';
import { personMenu } from './people-menu.ts';
import { app, me, store } from './store.ts';

/** The first thing somebody sees: what to ask, where the answers come from, what the real thing takes. */

const questions = (welcome: Welcome, department: Department | null): readonly string[] =>
  (department === null ? undefined : welcome.questions[department]) ??
  Object.values(welcome.questions)[0] ??
  [];

const ask = (question: string): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'ask', onclick: () => askApp(question) },
    icon('reply', 18),
    h('span', { dir: 'auto' }, question),
    icon('right', 16),
  );

const connection = (one: Welcome['connections'][number]): HTMLElement =>
  h(
    'li',
    { class: one.connected ? 'connection connected' : 'connection' },
    h('span', { class: 'connection-sign' }, icon(one.connected ? 'check' : 'plug', 18)),
    h(
      'div',
      {},
      h(
        'div',
        { class: 'connection-name' },
        one.name,
        h('span', { class: 'badge' }, one.connected ? 'CONNECTED' : 'NOT CONNECTED'),
      ),
      h('div', { class: 'connection-words' }, one.unlocks),
      one.connected || one.how === '' ? null : h('div', { class: 'connection-how' }, one.how),
    ),
  );

const body = (welcome: Welcome): readonly HTMLElement[] => {
  const person = me();
  const first = person.realName.split(' ')[0] ?? person.realName;
  return [
    h('section', { class: 'start-hero' }, h('h1', {}, welcome.title), h('p', {}, welcome.lead)),
    h(
      'section',
      { class: 'start-card' },
      h(
        'h2',
        {},
        'Good to see you, ',
        name(first),
        '. ',
        person.departmentLabel === '' ? 'Ask something:' : `People in ${person.departmentLabel} ask this:`,
      ),
      h('div', { class: 'asks' }, ...questions(welcome, person.department).map(ask)),
      h(
        'p',
        { class: 'start-note' },
        `Or write to ${app().name} yourself, mention it in a channel, or type / for its commands. `,
        h(
          'button',
          {
            type: 'button',
            class: 'link-button',
            onclick: (event: Event) => personMenu(event.currentTarget as HTMLElement),
          },
          'Be somebody from another department',
        ),
      ),
    ),
    h(
      'section',
      { class: 'start-card' },
      h('h2', {}, 'Where the figures come from'),
      welcome.data.length === 0 ? h('p', { class: 'start-note' }, 'Nothing is connected yet.') : null,
      h(
        'dl',
        { class: 'start-data' },
        ...welcome.data.flatMap((one) => [h('dt', {}, one.title), h('dd', {}, one.text)]),
      ),
    ),
    h(
      'section',
      { class: 'start-card' },
      h('h2', {}, 'Connecting the real thing'),
      h('ul', { class: 'connections' }, ...welcome.connections.map(connection)),
    ),
  ];
};

export const startPage = (): Drawn => {
  const { welcome } = store.snapshot;
  return {
    element: h(
      'div',
      { class: 'place start' },
      h('header', { class: 'place-head' }, backButton(), h('h1', { class: 'place-title' }, 'Start here')),
      h(
        'div',
        { class: 'start-scroll', tabindex: 0, 'aria-label': 'Start here' },
        ...(welcome === null
          ? [
              h(
                'div',
                { class: 'intro' },
                h('h2', {}, store.snapshot.team.name),
                h('p', {}, 'Choose a conversation on the left.'),
              ),
            ]
          : body(welcome)),
      ),
    ),
    focus: () => undefined,
    close: () => undefined,
  };
};
