import type { Json, JsonObject } from '../../json.ts';
import { entryOf, isList, isObject, objectsOf } from '../../json.ts';
import { freshId, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { MenuItem } from '../overlay.ts';
import { menu } from '../overlay.ts';
import { store } from '../store.ts';
import { textObject } from '../text/mrkdwn.ts';
import type { ElementContext } from './context.ts';
import { dispatch, filledValue, setValue, words } from './context.ts';
import { imageElement } from './image.ts';
import { isSelect, select } from './select.ts';
import { textInputs } from './text-inputs.ts';

const textIn = (element: JsonObject): readonly Node[] =>
  textObject(isObject(element['text']) ? element['text'] : null);

const button = (context: ElementContext, element: JsonObject): HTMLElement => {
  const style = words(element, 'style');
  const url = words(element, 'url');
  return h(
    'button',
    {
      type: 'button',
      class: `button ${style === 'primary' || style === 'danger' ? style : ''}`,
      'aria-label': words(element, 'accessibility_label') || null,
      onclick: (event: Event) => {
        if (/^https?:/i.test(url)) open(url, '_blank', 'noopener,noreferrer');
        void dispatch(context, element, element['value'] ?? null, event.currentTarget as HTMLElement);
      },
    },
    h('span', { class: 'button-text', dir: 'auto' }, ...textIn(element)),
  );
};

const overflow = (context: ElementContext, element: JsonObject): HTMLElement => {
  const anchor: HTMLElement = h(
    'button',
    {
      type: 'button',
      class: 'button square',
      'aria-label': 'More choices',
      'aria-haspopup': 'menu',
      onclick: () => {
        const items: readonly MenuItem[] = objectsOf(element['options']).map((option) => ({
          kind: 'item',
          label: isObject(option['text']) ? words(option['text'], 'text') : '',
          detail: isObject(option['description']) ? words(option['description'], 'text') : '',
          run: () => {
            const url = words(option, 'url');
            if (/^https?:/i.test(url)) open(url, '_blank', 'noopener,noreferrer');
            void dispatch(context, element, option['value'] ?? null, anchor);
          },
        }));
        menu(anchor, items, 'More choices');
      },
    },
    icon('more'),
  );
  return anchor;
};

/** Values of options that are ticked: what was set, else what the app set at first. */
const ticked = (context: ElementContext, element: JsonObject): readonly string[] => {
  const filled = filledValue(context, element) as Json | undefined;
  const held = filled === undefined ? (element['initial_options'] ?? element['initial_option']) : filled;
  const list = isList(held) ? held : held === undefined || held === null ? [] : [held];
  return list.map((one) => (isObject(one) ? words(one, 'value') : String(one)));
};

const tickList = (context: ElementContext, element: JsonObject, kind: 'checkbox' | 'radio'): HTMLElement => {
  const group = freshId('group');
  const chosen = new Set(ticked(context, element));
  const list = h('div', {
    class: 'ticks',
    role: kind === 'radio' ? 'radiogroup' : 'group',
    'aria-label': context.label || null,
  });
  const change = (value: string, on: boolean): void => {
    if (kind === 'radio') chosen.clear();
    if (on) chosen.add(value);
    else chosen.delete(value);
    setValue(context, element, kind === 'radio' ? value : [...chosen], list);
  };
  for (const option of objectsOf(element['options'])) {
    const value = words(option, 'value');
    const description = isObject(option['description']) ? option['description'] : null;
    list.append(
      h(
        'label',
        { class: 'tick' },
        h('input', {
          type: kind,
          name: group,
          checked: chosen.has(value),
          onchange: (event: Event) => change(value, (event.target as HTMLInputElement).checked),
        }),
        h(
          'span',
          { dir: 'auto' },
          ...textIn(option),
          description === null ? null : h('span', { class: 'tick-detail' }, ...textObject(description)),
        ),
      ),
    );
  }
  return list;
};

/** The browser's own pickers: they know the reader's language and keyboard. */
const picker =
  (type: 'date' | 'time' | 'datetime-local', initial: string) =>
  (context: ElementContext, element: JsonObject): HTMLElement => {
    const filled = filledValue(context, element);
    const held = filled === undefined ? element[initial] : filled;
    const placeholder = isObject(element['placeholder']) ? words(element['placeholder'], 'text') : '';
    const field = h('input', {
      type,
      class: 'field picker',
      value: type === 'datetime-local' ? localTime(held) : String(held ?? ''),
      'aria-label':
        context.label ||
        placeholder ||
        { date: 'Date', time: 'Time', 'datetime-local': 'Date and time' }[type],
      title: placeholder || null,
      onchange: () => {
        const value = field.value === '' ? null : field.value;
        const sent =
          type === 'datetime-local' && value !== null ? Math.trunc(new Date(value).getTime() / 1000) : value;
        setValue(context, element, sent, field);
      },
    });
    return field;
  };

const localTime = (unixSeconds: unknown): string => {
  if (typeof unixSeconds !== 'number') return '';
  const at = new Date(unixSeconds * 1000);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};

const feedbackButtons = (context: ElementContext, element: JsonObject): HTMLElement => {
  const given = store.filled.get(context.container)?.[context.blockId]?.['pressed'];
  const one = (name: 'positive_button' | 'negative_button', drawing: string): HTMLElement => {
    const half = isObject(element[name]) ? element[name] : {};
    const value = words(half, 'value');
    const label =
      words(half, 'accessibility_label') || (isObject(half['text']) ? words(half['text'], 'text') : '');
    return h(
      'button',
      {
        type: 'button',
        class: 'icon-button feedback',
        'aria-label': label,
        title: label,
        'aria-pressed': String(given === value),
        onclick: (event: Event) => {
          const pressed = event.currentTarget as HTMLElement;
          for (const half of pair.children) half.setAttribute('aria-pressed', String(half === pressed));
          const blocks = store.filled.getOrInsertComputed(context.container, () => ({}));
          blocks[context.blockId] = { pressed: value };
          void dispatch(context, element, value, pressed);
        },
      },
      icon(drawing, 18),
    );
  };
  const pair = h(
    'span',
    { class: 'feedback-pair' },
    one('positive_button', 'thumbsup'),
    one('negative_button', 'thumbsdown'),
  );
  return pair;
};

const iconButton = (context: ElementContext, element: JsonObject): HTMLElement | null => {
  const visibleTo = isList(element['visible_to_user_ids']) ? element['visible_to_user_ids'] : null;
  if (visibleTo !== null && !visibleTo.includes(store.snapshot.me)) return null;
  const label =
    words(element, 'accessibility_label') ||
    (isObject(element['text']) ? words(element['text'], 'text') : '');
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      onclick: (event: Event) =>
        void dispatch(context, element, element['value'] ?? null, event.currentTarget as HTMLElement),
    },
    icon('trash', 18),
  );
};

type Renderer = (context: ElementContext, element: JsonObject) => HTMLElement | null;

const renderers: Readonly<Record<string, Renderer>> = {
  ...textInputs,
  button,
  workflow_button: button,
  overflow,
  checkboxes: (context, element) => tickList(context, element, 'checkbox'),
  radio_buttons: (context, element) => tickList(context, element, 'radio'),
  datepicker: picker('date', 'initial_date'),
  timepicker: picker('time', 'initial_time'),
  datetimepicker: picker('datetime-local', 'initial_date_time'),
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image: (_, element) => imageElement(element),
};

/** Draws an interactive element; null where there is nothing to draw for this person. */
export const element = (context: ElementContext, given: JsonObject): HTMLElement | null => {
  const type = words(given, 'type');
  if (isSelect(type)) return select(context, given);
  const renderer = entryOf(renderers, type);
  return renderer === undefined ? h('span', { class: 'unknown' }, `[${type}]`) : renderer(context, given);
};
