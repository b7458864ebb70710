import { avatar } from './avatar.ts';
import { h, name } from './dom.ts';
import { go } from './go.ts';
import { dialog, notice } from './overlay.ts';
import { act } from './server.ts';
import { app, store } from './store.ts';

/** Windows that start a conversation or let somebody into one. */

type Choices = { readonly element: HTMLElement; readonly chosen: () => readonly string[] };

const choosePeople = (offered: readonly string[]): Choices => {
  const boxes = offered.map((id) => ({ id, box: h('input', { type: 'checkbox' }) }));
  return {
    element: h(
      'div',
      { class: 'choose-people' },
      ...boxes.map(({ id, box }) => {
        const person = store.people.get(id);
        if (person === undefined) return null;
        return h(
          'label',
          { class: 'tick' },
          box,
          avatar(person, 'small'),
          h('span', {}, name(person.realName), h('span', { class: 'tick-detail' }, person.title)),
        );
      }),
    ),
    chosen: () => boxes.filter(({ box }) => box.checked).map(({ id }) => id),
  };
};

const others = (except: readonly string[]): readonly string[] =>
  [...store.people.values()]
    .filter((person) => person.name !== 'slackbot' && !except.includes(person.id))
    .map((person) => person.id);

const open = async (name: string, given: Readonly<Record<string, unknown>>): Promise<void> => {
  const outcome = await act(name, given);
  if (!outcome.ok) return notice(outcome.problem ?? 'That did not work.');
  const id = outcome['channel'];
  // The conversation arrives through the live connection a moment later.
  if (typeof id === 'string') setTimeout(() => go({ kind: 'channel', id }), 60);
};

export const newChannel = (): void => {
  const title = h('input', {
    class: 'field',
    type: 'text',
    maxlength: 80,
    placeholder: 'spring-campaign',
    'aria-label': 'Name',
  });
  const hidden = h('input', { type: 'checkbox' });
  const withApp = h('input', { type: 'checkbox', checked: true });
  dialog({
    title: 'Add a channel',
    body: [
      h('label', { class: 'input-block' }, h('span', { class: 'input-label' }, 'Name'), title),
      h(
        'label',
        { class: 'tick' },
        hidden,
        h('span', {}, 'Private: only people who are invited can find it'),
      ),
      h('label', { class: 'tick' }, withApp, h('span', {}, `Invite ${app().name}`)),
    ],
    confirm: {
      label: 'Add',
      run: () => open('create', { name: title.value, private: hidden.checked, withApp: withApp.checked }),
    },
  });
};

export const newDirect = (): void => {
  const people = choosePeople(others([store.snapshot.me]));
  dialog({
    title: 'Write to',
    body: [people.element],
    confirm: { label: 'Open', run: () => open('openDirect', { people: people.chosen() }) },
  });
};

export const invite = (channel: string, members: readonly string[]): void => {
  const people = choosePeople(others(members));
  dialog({
    title: 'Invite people',
    body: [people.element],
    confirm: { label: 'Invite', run: () => open('invite', { channel, people: people.chosen() }) },
  });
};
