import type { Envelope, Receipt } from '../app/envelope.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Person } from '../team/types.ts';
import { wireMessage } from '../team/wire.ts';
import type { Act, ActResult } from './act.ts';
import { cannot, done, visibleChannel, visibleMessage } from './act.ts';
import { failureWord } from './command.ts';
import type { Place } from './interaction.ts';
import {
  commonPayload,
  findElement,
  interactive,
  placeOf,
  placePayload,
  shownChannelName,
} from './interaction.ts';
import { elementState, optionsOf } from './state.ts';

const gone = cannot('This is not there any more.');

/** What the page shows when the app did not take a click. */
const notTaken = (receipt: Exclude<Receipt, { readonly kind: 'acknowledged' }>): ActResult => {
  const word = failureWord(receipt);
  return receipt.kind === 'unreachable'
    ? cannot('The app is not connected. Try again in a moment.')
    : cannot(`The app did not respond (${word}). Try again in a moment.`);
};

const copied = (element: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]),
  );

/** The half of a feedback pair that was pressed. */
const feedback = (element: JsonObject, given: Json): JsonObject | null => {
  const pressed = ['positive_button', 'negative_button']
    .map((name) => objectOf(element[name]))
    .find((button) => button['value'] === given);
  return pressed === undefined ? null : copied(pressed, 'text', 'value');
};

/** The entry in `actions` for what a person did with an element; null where the element has no such value. */
const actionOf = (element: JsonObject, given: Json): JsonObject | null => {
  const type = textOf(element['type']) ?? '';
  if (type === 'button' || type === 'workflow_button')
    return copied(element, 'text', 'value', 'url', 'style', 'confirm');
  if (type === 'icon_button') return copied(element, 'icon', 'text', 'value', 'confirm');
  if (type === 'feedback_buttons') return feedback(element, given);
  if (type === 'overflow') {
    const chosen = optionsOf(element).find((option) => option['value'] === given);
    return chosen === undefined ? null : { selected_option: chosen };
  }
  const state = elementState(element, given);
  return state === null ? null : { ...state, ...copied(element, 'placeholder') };
};

/** A click on a button, a choice in a menu, a date, and so on. */
const click: Act = async (slack, me, given) => {
  const place = placeOf(slack, me, given);
  const [blockId, actionId] = [textOf(given['blockId']) ?? '', textOf(given['actionId']) ?? ''];
  const element = place === null ? null : findElement(place, blockId, actionId);
  if (place === null || element === null) return gone;
  const action = actionOf(element, given['value'] ?? null);
  if (action === null) return cannot('This choice is not possible.');
  if (!slack.settings.interactive) return cannot('The app has interactivity turned off in its manifest.');
  const payload: JsonObject = {
    type: 'block_actions',
    ...commonPayload(slack, me),
    ...placePayload(slack, me, place, given['state']),
    actions: [
      {
        type: element['type'],
        action_id: actionId,
        block_id: blockId,
        ...action,
        action_ts: slack.team.nextTs(),
      },
    ],
  };
  const receipt = await slack.delivery.ask(interactive(payload, actionId));
  return receipt.kind === 'acknowledged' ? done() : notTaken(receipt);
};

const suggestEnvelope = (
  slack: Slack,
  me: Person,
  place: Place,
  given: JsonObject,
  actionId: string,
): Envelope => {
  const { trigger_id: _, response_url: __, ...where } = placePayload(slack, me, place, given['state']);
  return interactive(
    {
      type: 'block_suggestion',
      ...commonPayload(slack, me),
      ...where,
      action_id: actionId,
      block_id: textOf(given['blockId']) ?? '',
      value: textOf(given['query']) ?? '',
    },
    actionId,
  );
};

/** The options that the app offers for what was typed into a menu. */
const suggest: Act = async (slack, me, given) => {
  const place = placeOf(slack, me, given);
  const actionId = textOf(given['actionId']) ?? '';
  if (place === null || findElement(place, textOf(given['blockId']) ?? '', actionId) === null) return gone;
  const receipt = await slack.delivery.ask(suggestEnvelope(slack, me, place, given, actionId));
  if (receipt.kind !== 'acknowledged') return notTaken(receipt);
  const offered = isObject(receipt.payload) ? receipt.payload : {};
  return done({
    options: objectsOf(offered['options']).slice(0, 100),
    groups: objectsOf(offered['option_groups']).slice(0, 100),
  });
};

/** A shortcut from the composer's menu, or from a message's. */
const shortcut: Act = async (slack, me, given) => {
  const callbackId = textOf(given['callbackId']) ?? '';
  const found = slack.settings.shortcuts.find((one) => one.callbackId === callbackId);
  if (found === undefined) return gone;
  const common: JsonObject = {
    ...commonPayload(slack, me),
    callback_id: callbackId,
    action_ts: slack.team.nextTs(),
    trigger_id: slack.triggers.issue({ person: me.id, viewId: null }),
  };
  if (found.kind === 'global') {
    const receipt = await slack.delivery.ask(interactive({ type: 'shortcut', ...common }, callbackId));
    return receipt.kind === 'acknowledged' ? done() : notTaken(receipt);
  }
  const channel = visibleChannel(slack, me, given);
  const message = channel === null ? null : visibleMessage(slack, me, channel, textOf(given['ts']) ?? '');
  if (channel === null || message === null || message.only !== null) return gone;
  const payload: JsonObject = {
    type: 'message_action',
    ...common,
    channel: { id: channel.id, name: shownChannelName(channel) },
    message_ts: message.ts,
    message: wireMessage(slack.team, message),
    response_url: slack.responses.issue({
      channel: channel.id,
      person: me.id,
      origin: null,
      threadTs: message.threadTs,
    }),
  };
  const receipt = await slack.delivery.ask(interactive(payload, callbackId));
  return receipt.kind === 'acknowledged' ? done() : notTaken(receipt);
};

export const clickActs: Readonly<Record<string, Act>> = { click, suggest, shortcut };
