import { avatar } from './avatar.ts';
import { freshId, h } from './dom.ts';
import { icon } from './icons.ts';
import { app, channelTitle, store } from './store.ts';
import { emoji } from './text/emoji.ts';

/** Something that can complete what is being typed. */
type Suggestion = {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly sign: () => Node;
};

const most = 8;

const matches = (query: string, ...names: readonly string[]): boolean =>
  names.some(
    (name) =>
      name
        .toLowerCase()
        .split(/[\s-]/)
        .some((part) => part.startsWith(query)) || name.toLowerCase().startsWith(query),
  );

const textSign = (text: string) => (): Node => h('span', { class: 'sign' }, text);

/** The app comes first: it is asked more often than anybody. */
const people = (query: string): readonly Suggestion[] => [
  ...[...store.people.values()]
    .toSorted((one, other) => Number(other.id === app().userId) - Number(one.id === app().userId))
    .filter((person) => person.name !== 'slackbot' && matches(query, person.realName, person.name))
    .map((person) => ({
      label: person.realName,
      detail: person.id === app().userId ? 'App' : person.title,
      insert: `@${person.realName}`,
      sign: () => avatar(person, 'tiny'),
    })),
  ...store.snapshot.groups
    .filter((group) => matches(query, group.handle, group.name))
    .map((group) => ({
      label: `@${group.handle}`,
      detail: `${group.members.length} people`,
      insert: `@${group.handle}`,
      sign: () => icon('people', 18) as Node,
    })),
  ...['here', 'channel']
    .filter((range) => matches(query, range))
    .map((range) => ({
      label: `@${range}`,
      detail: 'Everybody in this channel',
      insert: `@${range}`,
      sign: textSign('@'),
    })),
];

const channels = (query: string): readonly Suggestion[] =>
  store.channels
    .filter((channel) => channel.name !== '' && channel.kind !== 'mpim' && matches(query, channel.name))
    .map((channel) => ({
      label: channelTitle(channel),
      detail: channel.topic,
      insert: `#${channel.name}`,
      sign: () => icon(channel.kind === 'private' ? 'lock' : 'hash', 16),
    }));

const emojis = (query: string): readonly Suggestion[] =>
  [...emoji]
    .filter(([name]) => name.includes(query))
    .sort(([one], [other]) => one.indexOf(query) - other.indexOf(query))
    .map(([name, drawn]) => ({ label: `:${name}:`, detail: '', insert: `:${name}:`, sign: textSign(drawn) }));

const commands = (query: string): readonly Suggestion[] =>
  app()
    .commands.filter((command) => command.command.slice(1).startsWith(query))
    .map((command) => ({
      label: command.command,
      detail: [command.usageHint, command.description].filter(Boolean).join(' — '),
      insert: command.command,
      sign: () => avatar(store.people.get(app().userId) ?? { ...nobody }, 'tiny'),
    }));

const nobody = {
  id: '',
  name: '',
  realName: '',
  title: '',
  department: null,
  departmentLabel: '',
  kind: 'bot',
  zone: '',
} as const;

/** What stands before the caret and calls for completion: where it starts, and who completes it. */
const callAt = (
  text: string,
  caret: number,
): { readonly from: number; readonly found: readonly Suggestion[] } | null => {
  const before = text.slice(0, caret);
  const command = /^\/([a-z0-9_-]*)$/i.exec(before);
  if (command !== null) return { from: 0, found: commands(command[1]?.toLowerCase() ?? '') };
  const call = /(?:^|[\s(])([@#:])([\p{L}\p{N}_.+-]*(?: [\p{L}\p{N}_.-]*)?)$/u.exec(before);
  if (call === null) return null;
  const [, mark = '', query = ''] = call;
  const from = caret - query.length - 1;
  const wanted = query.toLowerCase();
  if (mark === '@') return { from, found: people(wanted) };
  if (mark === '#') return { from, found: channels(wanted) };
  return query.length < 2 || query.includes(' ') ? null : { from, found: emojis(wanted) };
};

/** Completes names, channels, emoji and commands in a text field. `handleKey` says whether it took the key. */
export type Completion = {
  readonly element: HTMLElement;
  readonly update: () => void;
  readonly handleKey: (event: KeyboardEvent) => boolean;
};

export const createCompletion = (field: HTMLTextAreaElement): Completion => {
  const listId = freshId('completion');
  const element = h('div', {
    id: listId,
    class: 'completion hidden',
    role: 'listbox',
    'aria-label': 'Suggestions',
  });
  let shown: readonly Suggestion[] = [];
  let from = 0;
  let active = 0;
  /** The call that was closed with Escape stays closed. */
  let dismissed = -1;

  const hide = (): void => {
    shown = [];
    element.classList.add('hidden');
    field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-expanded', 'false');
  };
  const mark = (at: number): void => {
    active = (at + shown.length) % shown.length;
    for (const [index, row] of [...element.children].entries()) {
      row.setAttribute('aria-selected', String(index === active));
      if (index === active) field.setAttribute('aria-activedescendant', row.id);
    }
  };
  const take = (suggestion: Suggestion): void => {
    field.setRangeText(`${suggestion.insert} `, from, field.selectionStart, 'end');
    hide();
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    hide();
  };
  const update = (): void => {
    const call =
      field.selectionStart === field.selectionEnd ? callAt(field.value, field.selectionStart) : null;
    if (call === null || call.found.length === 0 || call.from === dismissed) {
      if (call === null) dismissed = -1;
      hide();
      return;
    }
    shown = call.found.slice(0, most);
    from = call.from;
    element.replaceChildren(
      ...shown.map((suggestion) =>
        h(
          'div',
          {
            id: freshId('suggestion'),
            class: 'suggestion',
            role: 'option',
            onpointerdown: (event: Event) => {
              event.preventDefault();
              take(suggestion);
            },
          },
          suggestion.sign(),
          h('span', { class: 'suggestion-label', dir: 'auto' }, suggestion.label),
          h('span', { class: 'suggestion-detail', dir: 'auto' }, suggestion.detail),
        ),
      ),
    );
    element.classList.remove('hidden');
    field.setAttribute('aria-expanded', 'true');
    mark(0);
  };
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', listId);
  field.setAttribute('aria-expanded', 'false');
  return {
    element,
    update,
    handleKey: (event) => {
      const current = shown[active];
      if (current === undefined) return false;
      if (event.key === 'ArrowDown') mark(active + 1);
      else if (event.key === 'ArrowUp') mark(active - 1);
      else if (event.key === 'Enter' || event.key === 'Tab') take(current);
      else if (event.key === 'Escape') {
        dismissed = from;
        hide();
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
};
