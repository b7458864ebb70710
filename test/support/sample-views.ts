import type { JsonObject } from '#src/playground/json.ts';
import { dataTable, mrkdwn, option, plain } from './sample-blocks.ts';

/** A modal that asks for everything, and an App Home. */

export const modal: JsonObject = {
  type: 'modal',
  callback_id: 'everything',
  title: plain('Everything'),
  submit: plain('Save'),
  close: plain('Cancel'),
  notify_on_close: true,
  private_metadata: 'kept',
  blocks: [
    {
      type: 'alert',
      level: 'info',
      text: mrkdwn('Fill in *all* of it.'),
    },
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      hint: plain('At least 3 letters'),
      element: { type: 'plain_text_input', action_id: 'value', min_length: 3 },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'value', multiline: true },
    },
    {
      type: 'input',
      block_id: 'mail',
      label: plain('E-mail'),
      element: { type: 'email_text_input', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'site',
      optional: true,
      label: plain('Address'),
      element: { type: 'url_text_input', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'amount',
      label: plain('Amount'),
      element: {
        type: 'number_input',
        action_id: 'value',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '99',
      },
    },
    {
      type: 'input',
      block_id: 'country',
      label: plain('Country'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: [option('de', 'Germany'), option('fr', 'France')],
      },
    },
    {
      type: 'input',
      block_id: 'when',
      optional: true,
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: plain('People'),
      element: { type: 'multi_users_select', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: plain('Kind'),
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [option('a', 'Alpha'), option('b', 'Beta')],
      },
    },
    {
      type: 'input',
      block_id: 'rich',
      optional: true,
      label: plain('Text'),
      element: { type: 'rich_text_input', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'file',
      optional: true,
      label: plain('File'),
      element: { type: 'file_input', action_id: 'value', filetypes: ['csv'] },
    },
  ],
};

export const home: JsonObject = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Good morning') },
    { type: 'section', text: mrkdwn('*3* sources are connected.') },
    {
      type: 'actions',
      elements: [{ type: 'button', text: plain('Settings'), action_id: 'settings', value: 's' }],
    },
    {
      type: 'input',
      block_id: 'home_input',
      dispatch_action: true,
      label: plain('Default store'),
      element: { type: 'plain_text_input', action_id: 'store' },
    },
    dataTable,
  ],
};
