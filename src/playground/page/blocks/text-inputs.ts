import type { JsonObject } from '../../json.ts';
import { isObject, numberOf, objectsOf, textsOf } from '../../json.ts';
import { h } from '../dom.ts';
import { notice } from '../overlay.ts';
import { upload } from '../server.ts';
import { fill } from '../store.ts';
import type { ElementContext } from './context.ts';
import { dispatch, filledValue, words } from './context.ts';

const placeholderOf = (element: JsonObject): string | null =>
  isObject(element['placeholder']) ? words(element['placeholder'], 'text') : null;

const triggers = (element: JsonObject): readonly string[] => {
  const config = isObject(element['dispatch_action_config']) ? element['dispatch_action_config'] : {};
  const named = textsOf(config['trigger_actions_on']);
  return named.length === 0 ? ['on_enter_pressed'] : named;
};

/** A field that remembers what is typed, and tells the app when its block asked for that. */
const typed = (
  context: ElementContext & { readonly dispatches?: boolean },
  element: JsonObject,
  field: HTMLInputElement | HTMLTextAreaElement,
  toSend: (text: string) => unknown = (text) => text,
): HTMLElement => {
  const held = filledValue(context, element) ?? element['initial_value'] ?? '';
  field.value = typeof held === 'string' ? held : richTextOf(held);
  field.classList.add('field');
  if (context.label !== '') field.setAttribute('aria-label', context.label);
  field.addEventListener('input', () => {
    fill(context.container, context.blockId, words(element, 'action_id'), toSend(field.value));
    if (context.dispatches === true && triggers(element).includes('on_character_entered'))
      void dispatch(context, element, toSend(field.value), field);
  });
  field.addEventListener('keydown', (event: Event) => {
    const { key, shiftKey } = event as KeyboardEvent;
    if (key !== 'Enter' || shiftKey || context.dispatches !== true) return;
    if (!triggers(element).includes('on_enter_pressed')) return;
    event.preventDefault();
    void dispatch(context, element, toSend(field.value), field);
  });
  return field;
};

const input = (type: string, more: Readonly<Record<string, string | number | null>> = {}) =>
  h('input', { type, autocomplete: 'off', ...more });

/** The text of a rich text value, for a field that shows plain text. */
const richTextOf = (value: unknown): string =>
  objectsOf((value as JsonObject)['elements'])
    .flatMap((section) => objectsOf(section['elements']))
    .map((piece) => words(piece, 'text'))
    .join('');

const asRichText = (text: string): unknown => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

const fileInput = (context: ElementContext, element: JsonObject): HTMLElement => {
  const names = h('span', { class: 'hint' });
  const send = async (): Promise<void> => {
    const most = numberOf(element['max_files']) ?? 10;
    const ids: string[] = [];
    for (const file of [...(field.files ?? [])].slice(0, most)) {
      const outcome = await upload(file);
      if (outcome.ok) ids.push(String(outcome['id']));
      else notice(outcome.problem ?? 'The file could not be sent.');
    }
    names.textContent = ids.length === 1 ? '1 file ready' : `${ids.length} files ready`;
    fill(
      context.container,
      context.blockId,
      words(element, 'action_id'),
      ids.map((id) => ({ id })),
    );
  };
  const types = textsOf(element['filetypes']).map((type) => `.${type}`);
  const field = h('input', {
    type: 'file',
    class: 'field',
    multiple: true,
    accept: types.join(',') || null,
    'aria-label': context.label || 'Choose files',
    onchange: () => void send(),
  });
  return h('span', { class: 'file-input' }, field, names);
};

type Renderer = (context: ElementContext, element: JsonObject) => HTMLElement;

const written =
  (
    make: (element: JsonObject) => HTMLInputElement | HTMLTextAreaElement,
    toSend?: (text: string) => unknown,
  ): Renderer =>
  (context, element) =>
    typed(context, element, make(element), toSend);

/** Everything that is typed into. */
export const textInputs: Readonly<Record<string, Renderer>> = {
  plain_text_input: written((element) => {
    const more = {
      placeholder: placeholderOf(element),
      maxlength: numberOf(element['max_length']),
      dir: 'auto',
    };
    return element['multiline'] === true ? h('textarea', { rows: 4, ...more }) : input('text', more);
  }),
  rich_text_input: written(
    (element) =>
      h('textarea', {
        rows: numberOf(element['min_lines']) ?? 4,
        placeholder: placeholderOf(element),
        dir: 'auto',
      }),
    asRichText,
  ),
  email_text_input: written((element) => input('email', { placeholder: placeholderOf(element) })),
  url_text_input: written((element) => input('url', { placeholder: placeholderOf(element) })),
  number_input: written((element) =>
    input('text', { inputmode: 'decimal', placeholder: placeholderOf(element) }),
  ),
  file_input: fileInput,
};
