import type { Envelope } from '../app/envelope.ts';
import { elementsOf } from '../blocks/accept.ts';
import type { Json, JsonObject } from '../json.ts';
import { objectOf, objectsOf, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Channel, Message, Person, View } from '../team/types.ts';
import { wireMessage, wireView } from '../team/wire.ts';
import { visibleChannel, visibleMessage } from './act.ts';
import { stateOf } from './state.ts';

/** Where a person did something: in a message, in a modal, or in the App Home. */
export type Place =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'view'; readonly view: View };

/** The place that the page names, if the person can be there. */
export const placeOf = (slack: Slack, me: Person, given: JsonObject): Place | null => {
  const viewId = textOf(given['view']);
  if (viewId !== null) {
    const home = slack.team.homes.get(me.id);
    const view = slack.team.views.get(viewId) ?? (home?.id === viewId ? home : undefined);
    return view?.person === me.id ? { kind: 'view', view } : null;
  }
  const channel = visibleChannel(slack, me, given);
  const message = channel === null ? null : visibleMessage(slack, me, channel, textOf(given['ts']) ?? '');
  return channel === null || message === null ? null : { kind: 'message', channel, message };
};

const attachmentBlocks = (message: Message): readonly JsonObject[] =>
  message.attachments.flatMap((attachment) => objectsOf(attachment['blocks']));

/** All blocks of a place, those inside others included. */
export const blocksOf = (place: Place): readonly JsonObject[] => {
  const top =
    place.kind === 'view'
      ? objectsOf(place.view.view['blocks'])
      : [...place.message.blocks, ...attachmentBlocks(place.message)];
  const inner = (block: JsonObject): readonly JsonObject[] => [
    block,
    ...objectsOf(block['child_blocks']).flatMap(inner),
    ...(block['type'] === 'carousel' ? objectsOf(block['elements']).flatMap(inner) : []),
  ];
  return top.flatMap(inner);
};

/** The element with these ids, or null. */
export const findElement = (place: Place, blockId: string, actionId: string): JsonObject | null =>
  blocksOf(place)
    .filter((block) => block['block_id'] === blockId)
    .flatMap(elementsOf)
    .find((element) => element['action_id'] === actionId) ?? null;

/** What every interaction payload starts with. */
export const commonPayload = (slack: Slack, me: Person): JsonObject => ({
  team: { id: slack.team.id, domain: slack.team.domain },
  user: { id: me.id, username: me.name, name: me.name, team_id: me.teamId },
  api_app_id: slack.team.appId,
  token: slack.secrets.verificationToken,
  enterprise: null,
  is_enterprise_install: false,
});

export const shownChannelName = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
};

/** The part of a payload that says where it happened, with what was filled in there. */
export const placePayload = (
  slack: Slack,
  me: Person,
  place: Place,
  filled: Json | undefined,
): JsonObject => {
  const state = stateOf(blocksOf(place), objectOf(filled));
  if (place.kind === 'view')
    return {
      container: { type: 'view', view_id: place.view.id },
      view: wireView(slack.team, place.view, state),
      trigger_id: slack.triggers.issue({ person: me.id, viewId: place.view.id }),
    };
  const { channel, message } = place;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.only !== null,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: shownChannelName(channel) },
    // Slack leaves an ephemeral message out: the app cannot know what became of it.
    ...(message.only === null ? { message: wireMessage(slack.team, message) } : {}),
    state,
    trigger_id: slack.triggers.issue({ person: me.id, viewId: null }),
    response_url: slack.responses.issue({
      channel: channel.id,
      person: me.id,
      origin: message,
      threadTs: message.threadTs,
    }),
  };
};

export const interactive = (payload: JsonObject, ...subjects: readonly string[]): Envelope => ({
  kind: 'interactive',
  payload,
  subjects: [String(payload['type']), ...subjects],
});
