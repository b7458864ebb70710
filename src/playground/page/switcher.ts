import { avatar } from './avatar.ts';
import { freshId, h } from './dom.ts';
import { go } from './go.ts';
import { icon } from './icons.ts';
import { act } from './server.ts';
import { app, channelTitle, personOf, store } from './store.ts';

type Target = {
  readonly label: string;
  readonly detail: string;
  readonly sign: Node;
  readonly run: () => void;
};

const openWith = async (person: string): Promise<void> => {
  const outcome = await act('openDirect', { people: [person] });
  const id = outcome['channel'];
  if (typeof id === 'string') setTimeout(() => go({ kind: 'channel', id }), 60);
};

const targets = (query: string): readonly Target[] => {
  const wanted = query.toLowerCase();
  const fits = (text: string): boolean => text.toLowerCase().includes(wanted);
  return [
    ...store.channels
      .filter((channel) => channel.kind !== 'im' && fits(channelTitle(channel)))
      .map((channel) => ({
        label: channelTitle(channel),
        detail: channel.topic,
        sign: icon(
          channel.kind === 'private' ? 'lock' : channel.kind === 'public' ? 'hash' : 'people',
          18,
        ) as Node,
        run: () => go({ kind: 'channel', id: channel.id }),
      })),
    ...[...store.people.values()]
      .filter(
        (person) => person.id !== store.snapshot.me && person.name !== 'slackbot' && fits(person.realName),
      )
      .map((person) => ({
        label: person.realName,
        detail: person.title,
        sign: avatar(personOf(person.id), 'tiny') as Node,
        run: () =>
          person.id === app().userId ? go({ kind: 'app', tab: 'messages' }) : void openWith(person.id),
      })),
    ...(query === ''
      ? []
      : [
          {
            label: `Search messages for “${query}”`,
            detail: '',
            sign: icon('search', 18) as Node,
            run: () => go({ kind: 'search', text: query }),
          },
        ]),
  ].slice(0, 12);
};

/** Ctrl+K: go anywhere by typing a few letters. */
export const switcher = (): void => {
  const listId = freshId('switcher');
  const list = h('div', { id: listId, class: 'switcher-list', role: 'listbox', 'aria-label': 'Places' });
  const field = h('input', {
    type: 'text',
    class: 'switcher-field',
    role: 'combobox',
    'aria-controls': listId,
    'aria-expanded': 'true',
    placeholder: 'Search or go to…',
    'aria-label': 'Search or go to',
  });
  const window = h('dialog', { class: 'window switcher', 'aria-label': 'Go to' }, field, list);
  let shown: readonly Target[] = [];
  let active = 0;
  const close = (): void => {
    window.close();
    window.remove();
  };
  const mark = (at: number): void => {
    active = (at + shown.length) % Math.max(shown.length, 1);
    for (const [index, row] of [...list.children].entries()) {
      row.setAttribute('aria-selected', String(index === active));
      if (index === active) field.setAttribute('aria-activedescendant', row.id);
    }
  };
  const take = (target: Target): void => {
    close();
    target.run();
  };
  const draw = (): void => {
    shown = targets(field.value.trim());
    list.replaceChildren(
      ...shown.map((target) =>
        h(
          'div',
          { id: freshId('place'), class: 'suggestion', role: 'option', onclick: () => take(target) },
          target.sign,
          h('span', { class: 'suggestion-label', dir: 'auto' }, target.label),
          h('span', { class: 'suggestion-detail', dir: 'auto' }, target.detail),
        ),
      ),
    );
    mark(0);
  };
  field.addEventListener('input', draw);
  field.addEventListener('keydown', (event) => {
    const current = shown[active];
    if (event.key === 'ArrowDown') mark(active + 1);
    else if (event.key === 'ArrowUp') mark(active - 1);
    else if (event.key === 'Enter' && current !== undefined) take(current);
    else return;
    event.preventDefault();
  });
  window.addEventListener('cancel', () => window.remove());
  window.addEventListener('click', (event) => event.target === window && close());
  document.body.append(window);
  draw();
  window.showModal();
  field.focus();
};
