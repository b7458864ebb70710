import type { JsonObject } from '../json.ts';
import { isList, numberOf, textOf } from '../json.ts';
import type { Rule, Shape, Shapes } from './shape.ts';
import {
  anyText,
  flag,
  identifier,
  listOf,
  object,
  oneOf,
  plainText,
  text,
  typed,
  url,
  whole,
} from './shape.ts';

/** Interactive elements and their limits: docs.slack.dev/reference/block-kit/block-elements. */

const confirm = object({
  required: { text: anyText(300) },
  optional: {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf('primary', 'danger'),
  },
});

const actionable = { action_id: identifier, confirm, focus_on_load: flag } as const;
const placeholder = plainText(150);
const style = oneOf('primary', 'danger');

const option = (label: Rule): Rule =>
  object({
    required: { text: label },
    optional: { value: text(150, 0), description: anyText(75), url: url(3000) },
  });
const plainOption = option(plainText(75));
const anyOption = option(anyText(75));
const groups = listOf(
  object({ required: { label: plainText(75), options: listOf(plainOption, 1, 100) } }),
  1,
  100,
);

const element = (
  required: Shape['required'],
  optional: Shape['optional'],
  more: Omit<Shape, 'required'> = {},
): Shape => ({
  required: { ...required },
  optional: { ...actionable, ...optional },
  ...more,
});

/** A select has options or groups of options, not both. */
const optionsOrGroups = (value: JsonObject): readonly string[] =>
  isList(value['options']) === isList(value['option_groups'])
    ? ['exactly one of options and option_groups is needed']
    : [];

const select = (optional: Shape['optional']): Shape => element({}, { placeholder, ...optional });
const several = (optional: Shape['optional']): Shape =>
  element({}, { placeholder, max_selected_items: whole(1, 100), ...optional });

const conversationFilter = object({
  optional: {
    include: listOf(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});
const ids = listOf(text(255), 0, 100);
const inputOnly = { surfaces: ['modal'] } as const;

const dispatch = object({
  optional: { trigger_actions_on: listOf(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
});

const written = (optional: Shape['optional'], more: Omit<Shape, 'required'> = {}): Shape =>
  element({}, { placeholder, dispatch_action_config: dispatch, ...optional }, more);

const lengthsFit = (value: JsonObject): readonly string[] => {
  const [least, most] = [numberOf(value['min_length']), numberOf(value['max_length'])];
  return least !== null && most !== null && least > most
    ? ['min_length must not be more than max_length']
    : [];
};

const feedbackButton = object({
  required: { text: plainText(75), value: text(2000) },
  optional: { accessibility_label: text(75) },
});

const linkedButton = (value: JsonObject): readonly string[] =>
  textOf(value['action_id']) === '' ? ['action_id must not be empty'] : [];

export const elements: Shapes = {
  button: element(
    { text: plainText(75) },
    { value: text(2000, 0), url: url(3000), style, accessibility_label: text(75) },
    { also: linkedButton },
  ),
  workflow_button: element(
    { text: plainText(75), workflow: { kind: 'anything' } },
    { style, accessibility_label: text(75) },
  ),
  checkboxes: element({ options: listOf(anyOption, 1, 10) }, { initial_options: listOf(anyOption, 1, 10) }),
  radio_buttons: element({ options: listOf(anyOption, 1, 10) }, { initial_option: anyOption }),
  overflow: element({ options: listOf(plainOption, 1, 5) }, {}),
  static_select: {
    ...select({ options: listOf(plainOption, 1, 100), option_groups: groups, initial_option: plainOption }),
    also: optionsOrGroups,
  },
  external_select: select({ initial_option: plainOption, min_query_length: whole(0, 255) }),
  users_select: select({ initial_user: text(255) }),
  conversations_select: select({
    initial_conversation: text(255),
    default_to_current_conversation: flag,
    response_url_enabled: flag,
    filter: conversationFilter,
  }),
  channels_select: select({ initial_channel: text(255), response_url_enabled: flag }),
  multi_static_select: {
    ...several({
      options: listOf(plainOption, 1, 100),
      option_groups: groups,
      initial_options: listOf(plainOption, 1, 100),
    }),
    also: optionsOrGroups,
  },
  multi_external_select: several({
    initial_options: listOf(plainOption, 1, 100),
    min_query_length: whole(0, 255),
  }),
  multi_users_select: several({ initial_users: ids }),
  multi_conversations_select: several({
    initial_conversations: ids,
    default_to_current_conversation: flag,
    filter: conversationFilter,
  }),
  multi_channels_select: several({ initial_channels: ids }),
  datepicker: element(
    {},
    {
      placeholder,
      initial_date: { kind: 'string', pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ },
    },
  ),
  timepicker: element(
    {},
    {
      placeholder,
      timezone: text(60),
      initial_time: { kind: 'string', pattern: /^([01]\d|2[0-3]):[0-5]\d$/ },
    },
  ),
  datetimepicker: element(
    {},
    { initial_date_time: whole(1_000_000_000, 9_999_999_999) },
    { surfaces: ['message', 'modal'] },
  ),
  plain_text_input: written(
    {
      initial_value: text(3000, 0),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    { also: lengthsFit },
  ),
  rich_text_input: written({
    initial_value: typed('block', 'rich_text'),
    min_lines: whole(1, 100),
    max_lines: whole(1, 100),
  }),
  number_input: {
    ...written({ initial_value: text(50), min_value: text(50), max_value: text(50) }, inputOnly),
    required: { is_decimal_allowed: flag },
  },
  email_text_input: written({ initial_value: text(3000, 0) }, inputOnly),
  url_text_input: written({ initial_value: text(3000, 0) }, inputOnly),
  file_input: element({}, { filetypes: listOf(text(50), 1, 100), max_files: whole(1, 10) }, inputOnly),
  feedback_buttons: element({ positive_button: feedbackButton, negative_button: feedbackButton }, {}),
  icon_button: element(
    { icon: oneOf('trash'), text: plainText(75) },
    { accessibility_label: text(75), value: text(2000), visible_to_user_ids: ids },
  ),
  image: {
    required: { alt_text: text(2000) },
    optional: { image_url: url(3000), slack_file: { kind: 'anything' } },
    also: (value) =>
      (value['image_url'] === undefined) === (value['slack_file'] === undefined)
        ? ['exactly one of image_url and slack_file is needed']
        : [],
  },
  url: { required: { url: url(3000), text: text(200) } },
};

/** What can stand beside a section's text. */
export const accessories = [
  ...[
    'button',
    'checkboxes',
    'datepicker',
    'image',
    'overflow',
    'radio_buttons',
    'timepicker',
    'workflow_button',
  ],
  ...['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'],
  ...['multi_static_select', 'multi_external_select', 'multi_users_select'],
  ...['multi_conversations_select', 'multi_channels_select'],
];

/** What can stand in a row of actions. */
export const actionElements = [
  ...accessories.filter((name) => name !== 'image'),
  'datetimepicker',
  'rich_text_input',
];

/** What can ask for something in a modal or an App Home. */
export const inputElements = [
  ...accessories.filter((name) => !['image', 'button', 'overflow', 'workflow_button'].includes(name)),
  ...[
    'datetimepicker',
    'plain_text_input',
    'rich_text_input',
    'number_input',
    'email_text_input',
    'url_text_input',
  ],
  'file_input',
];
