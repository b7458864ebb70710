import { elementsOf } from '../blocks/accept.ts';
import type { Json, JsonObject } from '../json.ts';
import { entryOf, isList, isObject, objectsOf, textOf } from '../json.ts';

/** Where an element keeps its value: the field in payloads, the field that fills it at first, and what empty looks like. */
type Holder = {
  readonly field: string;
  readonly initial: string;
  readonly empty: Json;
  readonly options: 'one' | 'many' | 'none';
};

const holder = (
  field: string,
  initial: string,
  empty: Json,
  options: Holder['options'] = 'none',
): Holder => ({
  field,
  initial,
  empty,
  options,
});

const oneOption = holder('selected_option', 'initial_option', null, 'one');
const manyOptions = holder('selected_options', 'initial_options', [], 'many');
const typed = holder('value', 'initial_value', null);

/** The elements that hold a value: docs.slack.dev, "view submission payloads" and "block actions payloads". */
const holders: Readonly<Record<string, Holder>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: holder('rich_text_value', 'initial_value', null),
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  multi_static_select: manyOptions,
  multi_external_select: manyOptions,
  checkboxes: manyOptions,
  users_select: holder('selected_user', 'initial_user', null),
  conversations_select: holder('selected_conversation', 'initial_conversation', null),
  channels_select: holder('selected_channel', 'initial_channel', null),
  multi_users_select: holder('selected_users', 'initial_users', []),
  multi_conversations_select: holder('selected_conversations', 'initial_conversations', []),
  multi_channels_select: holder('selected_channels', 'initial_channels', []),
  datepicker: holder('selected_date', 'initial_date', null),
  timepicker: holder('selected_time', 'initial_time', null),
  datetimepicker: holder('selected_date_time', 'initial_date_time', null),
  file_input: holder('files', '', []),
};

/** Every option of an element, those in groups included. */
export const optionsOf = (element: JsonObject): readonly JsonObject[] => [
  ...objectsOf(element['options']),
  ...objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options'])),
];

/** The option that a value stands for. Options that the app suggested while typing come back whole. */
const option = (element: JsonObject, given: Json): JsonObject | null => {
  if (typeof given === 'string') return optionsOf(element).find((one) => one['value'] === given) ?? null;
  const external = String(element['type']).includes('external_select');
  return external && isObject(given) && isObject(given['text']) && textOf(given['value']) !== null
    ? given
    : null;
};

const heldValue = (element: JsonObject, kept: Holder, given: Json | undefined): Json => {
  if (given === undefined) return element[kept.initial] ?? kept.empty;
  if (given === null || given === '') return kept.empty;
  if (kept.options === 'one') return option(element, given);
  if (kept.options === 'many') {
    const list = isList(given) ? given : [];
    return list.map((one) => option(element, one)).filter((one) => one !== null);
  }
  return given;
};

/** An element's value in the form of Slack's payloads. `given` is what the page sent; undefined = not touched. */
export const elementState = (element: JsonObject, given: Json | undefined): JsonObject | null => {
  const type = textOf(element['type']) ?? '';
  const kept = entryOf(holders, type);
  if (kept === undefined) return null;
  return {
    type,
    [kept.field]: heldValue(element, kept, given),
    ...(element['timezone'] === undefined ? {} : { timezone: element['timezone'] }),
  };
};

/** The `state` of a message's or a view's blocks: what people set, and what the app set at first. */
export const stateOf = (blocks: readonly JsonObject[], given: JsonObject): JsonObject => {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const block of blocks) {
    const blockId = textOf(block['block_id']) ?? '';
    const touched = entryOf(given, blockId);
    for (const element of elementsOf(block)) {
      const actionId = textOf(element['action_id']) ?? '';
      const state = elementState(element, isObject(touched) ? entryOf(touched, actionId) : undefined);
      if (state === null) continue;
      values[blockId] = { ...values[blockId], [actionId]: state };
    }
  }
  return { values };
};

/** Whether an element's state holds nothing. */
export const isEmptyState = (state: JsonObject): boolean => {
  const kept = entryOf(holders, textOf(state['type']) ?? '');
  const value = kept === undefined ? null : state[kept.field];
  return value === null || value === undefined || value === '' || (isList(value) && value.length === 0);
};
