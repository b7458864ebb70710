import type { JsonObject } from '../../json.ts';
import { entryOf, isList, isObject, numberOf, objectsOf, textsOf } from '../../json.ts';
import { freshId, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { popover } from '../overlay.ts';
import { act } from '../server.ts';
import { channelTitle, personOf, store } from '../store.ts';
import { plain } from '../text/mrkdwn.ts';
import type { ElementContext } from './context.ts';
import { filledValue, setValue, words } from './context.ts';

/** Something that can be chosen: what is sent, and what is read. */
type Choice = {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  readonly group: string;
  readonly sent: unknown;
};

const optionChoice = (option: JsonObject, group: string, whole: boolean): Choice => ({
  value: words(option, 'value'),
  label: labelOf(option),
  detail: isObject(option['description']) ? words(option['description'], 'text') : '',
  group,
  sent: whole ? option : words(option, 'value'),
});

const labelOf = (option: JsonObject): string => {
  const text = isObject(option['text']) ? option['text'] : {};
  return text['type'] === 'mrkdwn' ? plain(words(text, 'text')) : words(text, 'text');
};

const listedChoices = (element: JsonObject, whole: boolean): readonly Choice[] => [
  ...objectsOf(element['options']).map((option) => optionChoice(option, '', whole)),
  ...objectsOf(element['option_groups']).flatMap((group) => {
    const label = isObject(group['label']) ? words(group['label'], 'text') : '';
    return objectsOf(group['options']).map((option) => optionChoice(option, label, whole));
  }),
];

const plainChoice = (value: string, label: string, detail = ''): Choice => ({
  value,
  label,
  detail,
  group: '',
  sent: value,
});

const people = (): readonly Choice[] =>
  [...store.people.values()]
    .filter((person) => person.kind !== 'bot')
    .map((person) => plainChoice(person.id, person.realName, person.title));

const conversations = (element: JsonObject): readonly Choice[] => {
  const filter = isObject(element['filter']) ? element['filter'] : {};
  const kinds = textsOf(filter['include']);
  return store.channels
    .filter((channel) => kinds.length === 0 || kinds.includes(channel.kind))
    .filter((channel) => filter['exclude_external_shared_channels'] !== true || !channel.shared)
    .map((channel) => plainChoice(channel.id, `${channel.name === '' ? '' : '#'}${channelTitle(channel)}`));
};

/** What each kind of select offers without asking the app. */
const offers: Readonly<Record<string, (element: JsonObject) => readonly Choice[]>> = {
  static_select: (element) => listedChoices(element, false),
  external_select: () => [],
  users_select: people,
  conversations_select: conversations,
  channels_select: () =>
    store.channels
      .filter((channel) => channel.kind === 'public')
      .map((channel) => plainChoice(channel.id, `#${channel.name}`)),
};

const askApp = async (
  context: ElementContext,
  element: JsonObject,
  query: string,
): Promise<readonly Choice[]> => {
  const outcome = await act('suggest', {
    ...context.where,
    blockId: context.blockId,
    actionId: words(element, 'action_id'),
    query,
    state: store.filled.get(context.container) ?? {},
  });
  const { options, groups } = outcome as {
    readonly options?: JsonObject[string];
    readonly groups?: JsonObject[string];
  };
  return listedChoices({ options, option_groups: groups }, true);
};

const initialNames = [
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_conversation',
  'initial_conversations',
  'initial_channel',
  'initial_channels',
];

/** Values chosen now: what was set, else what the app set at first. */
const chosenValues = (context: ElementContext, element: JsonObject): readonly unknown[] => {
  const filled = filledValue(context, element);
  const held =
    filled === undefined
      ? initialNames.map((name) => element[name]).find((one) => one !== undefined)
      : filled;
  if (held === undefined || held === null) return [];
  return Array.isArray(held) || isList(held as JsonObject[string]) ? (held as readonly unknown[]) : [held];
};

const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : isObject(value as JsonObject)
      ? words(value as JsonObject, 'value')
      : '';

const shownLabel = (value: unknown, choices: readonly Choice[]): string => {
  const known = choices.find((choice) => choice.value === valueText(value));
  if (known !== undefined) return known.label;
  return isObject(value as JsonObject) ? labelOf(value as JsonObject) : personOf(valueText(value)).realName;
};

/** A menu to choose one or several things from, with a field to narrow it down. */
export const select = (context: ElementContext, element: JsonObject): HTMLElement => {
  const type = words(element, 'type');
  const several = type.startsWith('multi_');
  const base = type.replace(/^multi_/, '');
  const external = base === 'external_select';
  const choices = entryOf(offers, base)?.(element) ?? [];
  const most = numberOf(element['max_selected_items']) ?? Number.POSITIVE_INFINITY;
  let chosen = chosenValues(context, element);

  const caption = h('span', { class: 'select-text' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'select',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      onclick: () => open(),
    },
    caption,
    icon('down', 16),
  );
  const draw = (): void => {
    const labels = chosen.map((value) => shownLabel(value, choices));
    const empty = isObject(element['placeholder']) ? words(element['placeholder'], 'text') : 'Choose';
    caption.textContent = labels.length === 0 ? empty : labels.join(', ');
    button.classList.toggle('empty', labels.length === 0);
    button.setAttribute('aria-label', [context.label, caption.textContent].filter(Boolean).join(': '));
  };

  const take = (choice: Choice): void => {
    const has = chosen.some((value) => valueText(value) === choice.value);
    if (!several) chosen = [choice.sent];
    else if (has) chosen = chosen.filter((value) => valueText(value) !== choice.value);
    else if (chosen.length < most) chosen = [...chosen, choice.sent];
    draw();
    const sent = chosen.map((value) => (typeof value === 'string' || external ? value : valueText(value)));
    setValue(context, element, several ? sent : (sent[0] ?? null), button);
  };

  const open = (): void => {
    const listId = freshId('list');
    const list = h('div', {
      id: listId,
      class: 'listbox',
      role: 'listbox',
      'aria-multiselectable': several ? 'true' : null,
      'aria-label': button.getAttribute('aria-label'),
    });
    const field = h('input', {
      class: 'listbox-filter',
      type: 'text',
      role: 'combobox',
      placeholder: external ? 'Type to search' : 'Filter',
      'aria-label': 'Filter',
      'aria-controls': listId,
      'aria-expanded': 'true',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
    });
    const panel = h('div', { class: 'select-panel' }, field, list);
    const close = popover(button, panel);
    let shown: readonly Choice[] = [];
    let active = 0;

    const mark = (at: number): void => {
      active = Math.max(0, Math.min(at, shown.length - 1));
      for (const [index, row] of [...list.querySelectorAll('.option')].entries()) {
        row.classList.toggle('active', index === active);
        if (index === active) {
          field.setAttribute('aria-activedescendant', row.id);
          row.scrollIntoView({ block: 'nearest' });
        }
      }
    };
    const pick = (choice: Choice): void => {
      take(choice);
      if (several) show(shown);
      else {
        close();
        button.focus();
      }
    };
    const row = (choice: Choice): HTMLElement =>
      h(
        'div',
        {
          id: freshId('option'),
          class: 'option',
          role: 'option',
          'aria-selected': String(chosen.some((value) => valueText(value) === choice.value)),
          onclick: () => pick(choice),
        },
        h('span', { class: 'option-label', dir: 'auto' }, choice.label),
        choice.detail === '' ? null : h('span', { class: 'option-detail', dir: 'auto' }, choice.detail),
      );
    const show = (some: readonly Choice[]): void => {
      shown = some;
      const rows = some.flatMap((choice, at) =>
        choice.group !== '' && some[at - 1]?.group !== choice.group
          ? [h('div', { class: 'menu-heading', role: 'presentation' }, choice.group), row(choice)]
          : [row(choice)],
      );
      list.replaceChildren(
        ...(rows.length === 0 ? [h('div', { class: 'menu-heading' }, 'Nothing found')] : rows),
      );
      mark(active);
    };
    const narrow = async (): Promise<void> => {
      const query = field.value.trim().toLowerCase();
      active = 0;
      if (!external) return show(choices.filter((choice) => choice.label.toLowerCase().includes(query)));
      if (query.length >= (numberOf(element['min_query_length']) ?? 3))
        show(await askApp(context, element, field.value.trim()));
    };
    field.addEventListener('input', () => void narrow());
    field.addEventListener('keydown', (event) => {
      const steps: Readonly<Record<string, number>> = {
        ArrowDown: active + 1,
        ArrowUp: active - 1,
        Home: 0,
        End: shown.length - 1,
      };
      const to = steps[event.key];
      const current = shown[active];
      if (to !== undefined) mark(to);
      else if (event.key === 'Enter' && current !== undefined) pick(current);
      else return;
      event.preventDefault();
    });
    if (external && (numberOf(element['min_query_length']) ?? 3) > 0) show([]);
    void narrow();
    field.focus();
  };
  draw();
  return button;
};

export const isSelect = (type: string): boolean => Object.hasOwn(offers, type.replace(/^multi_/, ''));
