import { keepView, readView, showModal, stackOf } from '../api/views.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, numberOf, objectOf, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Person, View } from '../team/types.ts';
import { wireView } from '../team/wire.ts';
import type { Act, ActResult } from './act.ts';
import { cannot, done } from './act.ts';
import { blocksOf, commonPayload, interactive } from './interaction.ts';
import { isEmptyState, stateOf } from './state.ts';

/** What is wrong with a value, in the words Slack's own forms use; null where nothing is. */
const valueProblem = (element: JsonObject, state: JsonObject): string | null => {
  const value = textOf(state['value']) ?? '';
  const [least, most] = [numberOf(element['min_length']), numberOf(element['max_length'])];
  switch (element['type']) {
    case 'plain_text_input':
      if (least !== null && value.length < least) return `Please enter at least ${least} characters.`;
      return most !== null && value.length > most ? `Please enter at most ${most} characters.` : null;
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : 'Enter a valid email.';
    case 'url_text_input':
      return URL.canParse(value) ? null : 'Enter a valid URL.';
    case 'number_input':
      return numberProblem(element, value);
    default:
      return null;
  }
};

const numberProblem = (element: JsonObject, value: string): string | null => {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) return 'Enter a whole number.';
  const [least, most] = [textOf(element['min_value']), textOf(element['max_value'])];
  if (least !== null && number < Number(least)) return `Enter a number that is at least ${least}.`;
  return most !== null && number > Number(most) ? `Enter a number that is at most ${most}.` : null;
};

/** The errors of a form by block id: what is needed and empty, and what does not fit. */
const formErrors = (blocks: readonly JsonObject[], values: JsonObject): Readonly<Record<string, string>> => {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block['type'] !== 'input') continue;
    const blockId = textOf(block['block_id']) ?? '';
    const element = objectOf(block['element']);
    const state = objectOf(objectOf(values[blockId])[textOf(element['action_id']) ?? '']);
    if (isEmptyState(state)) {
      if (block['optional'] !== true) errors[blockId] = 'This is a required field.';
      continue;
    }
    const problem = valueProblem(element, state);
    if (problem !== null) errors[blockId] = problem;
  }
  return errors;
};

const closeView = (slack: Slack, view: View, all: boolean): void => {
  const closing = all ? stackOf(slack, view) : [view];
  for (const one of closing) slack.team.views.delete(one.id);
  slack.team.happened({ kind: 'views', person: view.person });
};

const trouble = cannot('We had some trouble connecting. Try again?');

type Next = { readonly on: View; readonly replaces: null } | { readonly on: null; readonly replaces: View };

/** Shows the view that the app answered a submission with, on top of the old one or in its place. */
const showNext = (slack: Slack, given: Json, next: Next): ActResult => {
  const { person } = next.on ?? next.replaces;
  const reading = readView(slack, given, 'modal', next.replaces?.id ?? null);
  const full = next.on !== null && stackOf(slack, next.on).length >= slack.team.rules.viewStack;
  if (reading.kind === 'refused' || full) {
    const answer = reading.kind === 'refused' ? reading.answer : 'push_limit_reached';
    slack.log.warn({ answer }, 'workspace.view_refused');
    return trouble;
  }
  showModal(slack, keepView(slack, reading.view, { kind: 'modal', person, ...next }));
  return done();
};

/** Does what the acknowledgement of a submission says: show errors, change the view, put one on top, or close. */
const followUp = (slack: Slack, view: View, payload: Json): ActResult => {
  const action = isObject(payload) ? textOf(payload['response_action']) : null;
  const body = objectOf(payload);
  if (action === 'errors') return done({ errors: objectOf(body['errors']) });
  if (action === 'clear') {
    closeView(slack, view, true);
    return done({ closed: true });
  }
  if (action === 'update') return showNext(slack, body['view'] ?? null, { on: null, replaces: view });
  if (action === 'push') return showNext(slack, body['view'] ?? null, { on: view, replaces: null });
  closeView(slack, view, false);
  return done({ closed: true });
};

const submit: Act = async (slack, me, given) => {
  const view = slack.team.views.get(textOf(given['view']) ?? '');
  if (view === undefined || view.person !== me.id) return cannot('This window is closed already.');
  const blocks = blocksOf({ kind: 'view', view });
  const state = stateOf(blocks, objectOf(given['state']));
  const errors = formErrors(blocks, objectOf(state['values']));
  if (Object.keys(errors).length > 0) return done({ errors });
  const payload: JsonObject = {
    type: 'view_submission',
    ...commonPayload(slack, me),
    trigger_id: slack.triggers.issue({ person: me.id, viewId: view.id }),
    view: wireView(slack.team, view, state),
    response_urls: responseUrls(slack, me, blocks, state),
  };
  const receipt = await slack.delivery.ask(interactive(payload, textOf(view.view['callback_id']) ?? ''));
  return receipt.kind === 'acknowledged' ? followUp(slack, view, receipt.payload) : trouble;
};

/** A menu of conversations can ask for an address to answer to in the one that was chosen. */
const responseUrls = (
  slack: Slack,
  me: Person,
  blocks: readonly JsonObject[],
  state: JsonObject,
): readonly JsonObject[] =>
  blocks
    .filter((block) => objectOf(block['element'])['response_url_enabled'] === true)
    .flatMap((block) => {
      const element = objectOf(block['element']);
      const [blockId, actionId] = [textOf(block['block_id']) ?? '', textOf(element['action_id']) ?? ''];
      const value = objectOf(objectOf(objectOf(state['values'])[blockId])[actionId]);
      const channel = textOf(value['selected_conversation']) ?? textOf(value['selected_channel']);
      if (channel === null) return [];
      const responseUrl = slack.responses.issue({ channel, person: me.id, origin: null, threadTs: null });
      return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: responseUrl }];
    });

/** The person closes a view; the app hears of it where it asked to. */
const close: Act = (slack, me, given) => {
  const view = slack.team.views.get(textOf(given['view']) ?? '');
  if (view === undefined || view.person !== me.id) return done();
  const all = given['all'] === true || view.view['clear_on_close'] === true;
  const tell = (all ? stackOf(slack, view) : [view]).filter((one) => one.view['notify_on_close'] === true);
  closeView(slack, view, all);
  for (const one of tell) {
    const payload: JsonObject = {
      type: 'view_closed',
      ...commonPayload(slack, me),
      view: wireView(slack.team, one),
      is_cleared: all,
    };
    slack.delivery.tell(interactive(payload, textOf(one.view['callback_id']) ?? ''));
  }
  return done();
};

export const submitActs: Readonly<Record<string, Act>> = { submit, close };
