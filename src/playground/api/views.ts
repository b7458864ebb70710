import { acceptView } from '../blocks/accept.ts';
import type { Problem } from '../blocks/check.ts';
import { problemText } from '../blocks/check.ts';
import { newId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { View } from '../team/types.ts';
import { wireView } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { json, maybe, need, person, text } from './arguments.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';

export type ViewReading =
  | { readonly kind: 'view'; readonly view: JsonObject }
  | { readonly kind: 'refused'; readonly answer: Answer };

const refused = (error: string, problems: readonly Problem[] = []): ViewReading => ({
  kind: 'refused',
  answer: refuse(error, problems.map(problemText)),
});

/** Checks what the app sent as a view. `exceptId` is the view that is being replaced and may keep its external id. */
export const readView = (
  slack: Slack,
  given: Json,
  surface: 'modal' | 'home',
  exceptId: string | null,
): ViewReading => {
  if (JSON.stringify(given).length > slack.team.rules.viewBytes) return refused('view_too_large');
  const accepted = acceptView(given, surface);
  if (accepted.kind === 'refused') return refused('invalid_arguments', accepted.problems);
  const externalId = textOf(accepted.view['external_id']) ?? '';
  const taken = [...slack.team.views.values(), ...slack.team.homes.all()].some(
    (one) => one.id !== exceptId && externalId !== '' && one.view['external_id'] === externalId,
  );
  return taken ? refused('duplicate_external_id') : { kind: 'view', view: accepted.view };
};

const defaults: JsonObject = {
  private_metadata: '',
  callback_id: '',
  external_id: '',
  clear_on_close: false,
  notify_on_close: false,
};

const freshHash = (slack: Slack): string =>
  `${Math.trunc(slack.team.nowMs() / 1000)}.${newId('', 8).toLowerCase()}`;

/** A view as it is kept, with what Slack fills in. */
export const keepView = (
  slack: Slack,
  view: JsonObject,
  place: Pick<View, 'kind' | 'person'> & { readonly on: View | null; readonly replaces: View | null },
): View => {
  const id = place.replaces?.id ?? newId('V');
  return {
    id,
    kind: place.kind,
    person: place.person,
    hash: freshHash(slack),
    view: { ...defaults, close: null, submit: null, ...view },
    rootId: place.replaces?.rootId ?? place.on?.rootId ?? id,
    previousId: place.replaces?.previousId ?? place.on?.id ?? null,
  };
};

export const showModal = (slack: Slack, view: View): void => {
  slack.team.views.set(view.id, view);
  slack.team.happened({ kind: 'views', person: view.person });
};

/** The stack that a view belongs to, from the root up. */
export const stackOf = (slack: Slack, view: View): readonly View[] =>
  [...slack.team.views.values()].filter((one) => one.rootId === view.rootId);

const open = method({
  scopes: [],
  args: { trigger_id: need(text, 'invalid_arguments'), view: need(json()) },
  run: (args, { slack }) => {
    const reading = readView(slack, args.view, 'modal', null);
    if (reading.kind === 'refused') return reading.answer;
    const use = slack.triggers.use(args.trigger_id);
    if (use.kind === 'refused') return refuse(use.error);
    const view = keepView(slack, reading.view, {
      kind: 'modal',
      person: use.trigger.person,
      on: null,
      replaces: null,
    });
    showModal(slack, view);
    return ok({ view: wireView(slack.team, view) });
  },
});

const push = method({
  scopes: [],
  args: { trigger_id: need(text, 'invalid_arguments'), view: need(json()) },
  run: (args, { slack }) => {
    const reading = readView(slack, args.view, 'modal', null);
    if (reading.kind === 'refused') return reading.answer;
    const use = slack.triggers.use(args.trigger_id);
    if (use.kind === 'refused') return refuse(use.error);
    const below = use.trigger.viewId === null ? undefined : slack.team.views.get(use.trigger.viewId);
    if (below === undefined) return refuse('not_found');
    if (stackOf(slack, below).length >= slack.team.rules.viewStack) return refuse('push_limit_reached');
    const view = keepView(slack, reading.view, {
      kind: 'modal',
      person: below.person,
      on: below,
      replaces: null,
    });
    showModal(slack, view);
    return ok({ view: wireView(slack.team, view) });
  },
});

const find = (slack: Slack, viewId: string | undefined, externalId: string | undefined): View | undefined => {
  const all = [...slack.team.views.values(), ...slack.team.homes.all()];
  return all.find(
    (one) => one.id === viewId || (externalId !== undefined && one.view['external_id'] === externalId),
  );
};

const update = method({
  scopes: [],
  args: { view: need(json()), view_id: maybe(text), external_id: maybe(text), hash: maybe(text) },
  run: (args, { slack }) => {
    if (args.view_id === undefined && args.external_id === undefined)
      return refuse('invalid_arguments', ['[ERROR] missing required field: view_id']);
    const before = find(slack, args.view_id, args.external_id);
    if (before === undefined) return refuse('not_found');
    if (args.hash !== undefined && args.hash !== before.hash) return refuse('hash_conflict');
    const reading = readView(slack, args.view, before.kind, before.id);
    if (reading.kind === 'refused') return reading.answer;
    const view = keepView(slack, reading.view, {
      kind: before.kind,
      person: before.person,
      on: null,
      replaces: before,
    });
    if (view.kind === 'home') showHome(slack, view);
    else showModal(slack, view);
    return ok({ view: wireView(slack.team, view) });
  },
});

const showHome = (slack: Slack, view: View): void => {
  slack.team.homes.put(view.person, view);
  slack.team.happened({ kind: 'home', person: view.person });
};

const publish = method({
  scopes: [],
  args: { user_id: need(person('invalid_arguments')), view: need(json()), hash: maybe(text) },
  run: (args, { slack }) => {
    if (!slack.settings.homeTab) return refuse('not_enabled');
    const before = slack.team.homes.get(args.user_id.id) ?? null;
    if (args.hash !== undefined && before !== null && args.hash !== before.hash)
      return refuse('hash_conflict');
    const reading = readView(slack, args.view, 'home', before?.id ?? null);
    if (reading.kind === 'refused') return reading.answer;
    const view = keepView(slack, reading.view, {
      kind: 'home',
      person: args.user_id.id,
      on: null,
      replaces: before,
    });
    showHome(slack, view);
    return ok({ view: wireView(slack.team, view) });
  },
});

export const views: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
