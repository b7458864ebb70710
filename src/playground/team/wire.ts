import type { JsonObject } from '../json.ts';
import { isMember } from './conversations.ts';
import type { Team } from './team.ts';
import type { Channel, ChannelKind, Message, Person, StoredFile, UserGroup, View } from './types.ts';

/** Messages in Slack's own form. `metadata` only goes out where it was asked for. */
export const wireMessage = (team: Team, message: Message, metadata = false): JsonObject => ({
  type: 'message',
  ...(message.subtype === null ? {} : { subtype: message.subtype }),
  user: message.user,
  text: message.text,
  ts: message.ts,
  ...homeOf(team, message),
  ...(message.clientMsgId === null ? {} : { client_msg_id: message.clientMsgId }),
  ...(message.botId === null ? {} : botFields(team, message)),
  ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
  ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
  ...(message.edited === null ? {} : { edited: message.edited }),
  ...(message.files.length === 0 ? {} : { files: filesOf(team, message) }),
  ...(message.reactions.length === 0
    ? {}
    : { reactions: message.reactions.map((reaction) => ({ ...reaction, count: reaction.users.length })) }),
  ...(metadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  ...(message.streaming ? { streaming_state: 'in_progress' } : {}),
  ...(message.only === null ? {} : { is_ephemeral: true }),
  ...threadFields(team, message),
});

/** People of another company carry their own workspace, so that an app can tell them from its own. */
const homeOf = (team: Team, message: Message): JsonObject => {
  const home = team.people.get(message.user)?.teamId ?? team.id;
  return home === team.id ? { team: home } : { team: home, user_team: home, source_team: home };
};

const botFields = (team: Team, message: Message): JsonObject => ({
  bot_id: message.botId,
  app_id: team.appId,
  bot_profile: {
    id: team.botId,
    app_id: team.appId,
    user_id: team.bot.id,
    name: team.bot.realName,
    team_id: team.id,
    deleted: false,
  },
  ...(message.username === null ? {} : { username: message.username }),
  ...(message.icon === null ? {} : { icons: { emoji: message.icon } }),
});

const threadFields = (team: Team, message: Message): JsonObject => {
  if (message.threadTs !== null) {
    const parent = team.messages.get(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, ...(parent === undefined ? {} : { parent_user_id: parent.user }) };
  }
  const replies = team.messages.replies(message.channel, message.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users.slice(0, 5),
    latest_reply: replies.at(-1)?.ts,
  };
};

const filesOf = (team: Team, message: Message): readonly JsonObject[] =>
  message.files
    .map((id) => team.files.get(id))
    .filter((file) => file !== undefined)
    .map((file) => wireFile(team, file));

export const wireFile = (team: Team, file: StoredFile): JsonObject => ({
  id: file.id,
  name: file.name,
  title: file.title,
  mimetype: file.mimeType,
  filetype: file.name.includes('.') ? (file.name.split('.').at(-1)?.toLowerCase() ?? '') : '',
  size: file.size,
  created: file.created,
  timestamp: file.created,
  user: file.user,
  user_team: team.id,
  mode: 'hosted',
  is_external: false,
  is_public: file.channels.some((id) => team.channels.get(id)?.kind === 'public'),
  channels: channelsOf(team, file, ['public']),
  groups: channelsOf(team, file, ['private']),
  ims: channelsOf(team, file, ['im', 'mpim']),
  alt_txt: file.altText,
  url_private: `${team.address()}/slack/files/${file.id}/${encodeURIComponent(file.name)}`,
  url_private_download: `${team.address()}/slack/files/${file.id}/${encodeURIComponent(file.name)}`,
  permalink: `${team.address()}/workspace/files/${file.id}/${encodeURIComponent(file.name)}`,
});

const channelsOf = (team: Team, file: StoredFile, kinds: readonly ChannelKind[]): readonly string[] =>
  file.channels.filter((id) => kinds.includes(team.channels.get(id)?.kind ?? 'im'));

/** A conversation as `viewer` gets it. */
export const wireChannel = (team: Team, channel: Channel, viewer: string): JsonObject => ({
  id: channel.id,
  name: channel.name,
  name_normalized: channel.name,
  is_channel: channel.kind === 'public',
  is_group: channel.kind === 'private',
  is_im: channel.kind === 'im',
  is_mpim: channel.kind === 'mpim',
  is_private: channel.kind !== 'public',
  is_archived: channel.archived,
  is_general: channel.name === 'general',
  is_member: isMember(channel, viewer),
  is_shared: channel.sharedWith.length > 0,
  is_ext_shared: channel.sharedWith.length > 0,
  is_org_shared: false,
  is_pending_ext_shared: false,
  pending_shared: [],
  connected_team_ids: channel.sharedWith,
  shared_team_ids: [team.id, ...channel.sharedWith],
  context_team_id: team.id,
  creator: channel.creator,
  created: channel.created,
  updated: channel.created * 1000,
  topic: { value: channel.topic, creator: channel.creator, last_set: channel.created },
  purpose: { value: channel.purpose, creator: channel.creator, last_set: channel.created },
  num_members: channel.members.length,
  ...(channel.kind === 'im' ? { user: channel.members.find((id) => id !== viewer) ?? viewer } : {}),
});

/** `withEmail` where the app may read addresses, `withLocale` where the caller asked. */
export const wireUser = (
  team: Team,
  person: Person,
  also: { readonly withEmail: boolean; readonly withLocale: boolean },
): JsonObject => ({
  id: person.id,
  team_id: person.teamId,
  name: person.name,
  real_name: person.realName,
  deleted: person.deactivated,
  tz: person.zone,
  tz_label: person.zone,
  tz_offset: offsetSeconds(team, person.zone),
  profile: {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.realName.split(' ')[0],
    display_name_normalized: person.realName.split(' ')[0],
    title: person.title,
    team: person.teamId,
    ...(also.withEmail && person.kind !== 'bot' ? { email: person.email } : {}),
  },
  is_admin: person.admin,
  is_owner: person.admin,
  is_primary_owner: false,
  is_restricted: person.kind === 'guest',
  is_ultra_restricted: false,
  is_stranger: person.kind === 'external' && person.teamId !== team.id,
  is_bot: person.kind === 'bot',
  is_app_user: false,
  is_email_confirmed: true,
  updated: 0,
  ...(also.withLocale ? { locale: person.locale } : {}),
});

const offsetSeconds = (team: Team, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(team.nowMs()).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;

export const wireGroup = (team: Team, group: UserGroup, withUsers: boolean): JsonObject => ({
  id: group.id,
  team_id: team.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  handle: group.handle,
  description: group.description,
  is_external: false,
  date_create: 0,
  date_update: 0,
  date_delete: 0,
  user_count: group.members.length,
  ...(withUsers ? { users: group.members } : {}),
});

/** A modal or App Home as payloads and answers carry it; `state` where a person has filled it in. */
export const wireView = (team: Team, view: View, state: JsonObject = { values: {} }): JsonObject => ({
  ...view.view,
  id: view.id,
  team_id: team.id,
  app_id: team.appId,
  app_installed_team_id: team.id,
  bot_id: team.botId,
  hash: view.hash,
  root_view_id: view.rootId,
  previous_view_id: view.previousId,
  state,
});

/** The `channel_type` of events. */
export const channelType: Readonly<Record<ChannelKind, string>> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
};
