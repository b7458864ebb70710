import type { ShownPerson } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { h, name } from './dom.ts';
import { icon } from './icons.ts';
import { popover, walkWithArrows } from './overlay.ts';
import { me, store } from './store.ts';

const asKey = 'workspace-as';

/** Each window can be somebody else. */
export const rememberPerson = (id: string): void => sessionStorage.setItem(asKey, id);
export const rememberedPerson = (): string | null => sessionStorage.getItem(asKey);

const becomePerson = (id: string): void => {
  rememberPerson(id);
  history.replaceState(null, '', '/');
  location.reload();
};

const row = (person: ShownPerson): HTMLElement => {
  const current = person.id === store.snapshot.me;
  return h(
    'button',
    {
      type: 'button',
      class: 'menu-item person',
      role: 'menuitemradio',
      'aria-checked': String(current),
      tabindex: -1,
      onclick: () => becomePerson(person.id),
    },
    avatar(person, 'small'),
    h(
      'span',
      { class: 'menu-words' },
      name(person.realName, 'menu-label'),
      h('span', { class: 'menu-detail' }, [person.departmentLabel, person.title].filter(Boolean).join(' · ')),
    ),
    current ? icon('check', 16) : null,
  );
};

/** "You are now Mia, warehouse": choosing whom to be. Guests and people of other companies are asked for. */
export const personMenu = (anchor: HTMLElement): void => {
  const everybody = [...store.people.values()].filter((person) => person.kind !== 'bot');
  const staff = everybody.filter((person) => person.kind === 'member');
  const outside = everybody.filter((person) => person.kind !== 'member');
  const more = h(
    'div',
    { class: 'hidden' },
    h('div', { class: 'menu-heading' }, 'Guests and partners'),
    ...outside.map(row),
  );
  const list = h(
    'div',
    { class: 'menu people', role: 'menu', 'aria-label': 'Be somebody else' },
    h('div', { class: 'menu-heading' }, 'You are now'),
    ...staff.map(row),
    outside.length === 0
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'menu-item quiet',
            role: 'menuitem',
            tabindex: -1,
            onclick: (event: Event) => {
              more.classList.remove('hidden');
              (event.currentTarget as HTMLElement).remove();
              more.querySelector<HTMLElement>('.menu-item')?.focus();
            },
          },
          'Show guests and partners',
        ),
    more,
  );
  if (me().kind !== 'member') more.classList.remove('hidden');
  popover(anchor, list);
  walkWithArrows(list, '.menu-item:not(.hidden *)');
  list.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
};
