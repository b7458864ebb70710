import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { AppSettings } from '../manifest.ts';
import { isMember } from '../team/conversations.ts';
import type { Happening } from '../team/happenings.ts';
import type { Team } from '../team/team.ts';
import type { Channel, ChannelKind, Message } from '../team/types.ts';
import { channelType, wireMessage, wireView } from '../team/wire.ts';
import type { Envelope } from './envelope.ts';
import { isSubscribed } from './subscriptions.ts';

/** An event for the app: the name it is subscribed under, and what it carries. */
type AppEvent = {
  readonly subscription: string;
  readonly body: JsonObject;
  readonly channel: Channel | null;
};

const messageSubscription: Readonly<Record<ChannelKind, string>> = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
};

/** The app hears of conversations it is in, and of nothing else. */
const appsChannel = (team: Team, id: string): Channel | null => {
  const channel = team.channels.get(id);
  return channel !== undefined && isMember(channel, team.bot.id) ? channel : null;
};

const inChannel = (channel: Channel, eventTs: string): JsonObject => ({
  channel: channel.id,
  channel_type: channelType[channel.kind],
  event_ts: eventTs,
});

const mentionsBot = (team: Team, message: Message): boolean => message.text.includes(`<@${team.bot.id}>`);

/** Messages in which naming the app is a mention; a line such as "has joined" is none. */
const mentions: ReadonlySet<string | null> = new Set([null, 'thread_broadcast', 'file_share']);

const posted = (team: Team, message: Message): readonly AppEvent[] => {
  const channel = appsChannel(team, message.channel);
  if (channel === null) return [];
  const body = { ...wireMessage(team, message), ...inChannel(channel, message.ts) };
  const events: AppEvent[] = [{ subscription: messageSubscription[channel.kind], body, channel }];
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  if (
    !direct &&
    mentions.has(message.subtype) &&
    message.user !== team.bot.id &&
    mentionsBot(team, message)
  ) {
    const { subtype: _, channel_type: __, ...mention } = body as Record<string, JsonObject[string]>;
    events.push({ subscription: 'app_mention', body: { ...mention, type: 'app_mention' }, channel });
  }
  return events;
};

const edited = (team: Team, happening: Happening & { readonly kind: 'edited' }): readonly AppEvent[] => {
  const { message, previous } = happening;
  const channel = appsChannel(team, message.channel);
  // Slack tells of a streamed message once, when it is whole.
  if (channel === null || message.streaming || sameContent(message, previous)) return [];
  const eventTs = team.nextTs();
  const body: JsonObject = {
    type: 'message',
    subtype: 'message_changed',
    ts: eventTs,
    hidden: true,
    message: wireMessage(team, message),
    previous_message: wireMessage(team, previous),
    ...inChannel(channel, eventTs),
  };
  const events: AppEvent[] = [{ subscription: messageSubscription[channel.kind], body, channel }];
  // An edit that leaves a mention in place mentions again, with the same ts (facts from Slack's own test matrix).
  if (message.botId === null && channel.kind !== 'im' && mentionsBot(team, message))
    events.push({
      subscription: 'app_mention',
      body: { ...wireMessage(team, message), type: 'app_mention', channel: channel.id, event_ts: eventTs },
      channel,
    });
  return events;
};

const sameContent = (one: Message, other: Message): boolean =>
  one.text === other.text && one.blocks === other.blocks && one.streaming === other.streaming;

const deleted = (team: Team, happening: Happening & { readonly kind: 'deleted' }): readonly AppEvent[] => {
  const channel = appsChannel(team, happening.previous.channel);
  if (channel === null) return [];
  const body: JsonObject = {
    type: 'message',
    subtype: 'message_deleted',
    ts: happening.at,
    deleted_ts: happening.previous.ts,
    hidden: true,
    previous_message: wireMessage(team, happening.previous),
    ...inChannel(channel, happening.at),
  };
  return [{ subscription: messageSubscription[channel.kind], body, channel }];
};

const reacted = (team: Team, happening: Happening & { readonly kind: 'reacted' }): readonly AppEvent[] => {
  const { message } = happening;
  const channel = appsChannel(team, message.channel);
  if (channel === null) return [];
  const type = happening.added ? 'reaction_added' : 'reaction_removed';
  const body: JsonObject = {
    type,
    user: happening.user,
    reaction: happening.name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: team.nextTs(),
  };
  return [{ subscription: type, body, channel }];
};

const member = (team: Team, happening: Happening & { readonly kind: 'member' }): readonly AppEvent[] => {
  const { channel, user, inviter, joined } = happening;
  const isBot = user === team.bot.id;
  if (!isMember(channel, team.bot.id) && !isBot) return [];
  const left = channel.kind === 'private' ? 'group_left' : 'channel_left';
  const type = joined ? 'member_joined_channel' : isBot ? left : 'member_left_channel';
  const body: JsonObject = {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: team.id,
    ...(inviter === null ? {} : { inviter }),
    event_ts: team.nextTs(),
  };
  return [{ subscription: type, body, channel }];
};

const channelEvent = (
  team: Team,
  happening: Happening & { readonly kind: 'channel' },
): readonly AppEvent[] => {
  const { channel, change, user } = happening;
  const words = {
    created: 'created',
    renamed: 'rename',
    archived: 'archive',
    unarchived: 'unarchive',
  } as const;
  if (change === 'topic' || change === 'purpose') return [];
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  if (direct || (channel.kind === 'private' && !isMember(channel, team.bot.id))) return [];
  const type = `${channel.kind === 'private' && change !== 'created' ? 'group' : 'channel'}_${words[change]}`;
  const named = {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
  };
  const body: JsonObject =
    change === 'created' || change === 'renamed'
      ? { type, channel: { ...named, creator: channel.creator }, event_ts: team.nextTs() }
      : { type, channel: channel.id, user, event_ts: team.nextTs() };
  return [{ subscription: type, body, channel }];
};

const homeOpened = (
  team: Team,
  happening: Happening & { readonly kind: 'home_opened' },
): readonly AppEvent[] => {
  const home = team.homes.get(happening.person);
  const channel = team.channels
    .all()
    .find((one) => one.kind === 'im' && isMember(one, happening.person) && isMember(one, team.bot.id));
  const body: JsonObject = {
    type: 'app_home_opened',
    user: happening.person,
    channel: channel?.id,
    tab: happening.tab,
    ...(home === undefined || happening.tab === 'messages' ? {} : { view: wireView(team, home) }),
    event_ts: team.nextTs(),
  };
  return [{ subscription: 'app_home_opened', body, channel: null }];
};

const fileShared = (team: Team, happening: Happening & { readonly kind: 'file' }): readonly AppEvent[] => {
  const channel = appsChannel(team, happening.channel);
  if (channel === null) return [];
  const body: JsonObject = {
    type: 'file_shared',
    file_id: happening.file.id,
    user_id: happening.file.user,
    file: { id: happening.file.id },
    channel_id: channel.id,
    event_ts: team.nextTs(),
  };
  return [{ subscription: 'file_shared', body, channel }];
};

const eventsOf = (team: Team, happening: Happening): readonly AppEvent[] => {
  switch (happening.kind) {
    case 'posted':
      return posted(team, happening.message);
    case 'edited':
      return edited(team, happening);
    case 'deleted':
      return deleted(team, happening);
    case 'reacted':
      return reacted(team, happening);
    case 'member':
      return member(team, happening);
    case 'channel':
      return channelEvent(team, happening);
    case 'home_opened':
      return homeOpened(team, happening);
    case 'file':
      return fileShared(team, happening);
    case 'whispered':
    case 'status':
    case 'prompts':
    case 'title':
    case 'session':
    case 'views':
    case 'home':
    case 'read':
    case 'reset':
      return [];
    default:
      return happening satisfies never;
  }
};

/** The event wrapper of the Events API. */
export const eventEnvelope = (
  team: Team,
  verificationToken: string,
  event: { readonly body: JsonObject; readonly channel: Channel | null },
): Envelope => {
  const { body, channel } = event;
  return {
    kind: 'events_api',
    subjects: [String(body['type']), ...(typeof body['subtype'] === 'string' ? [body['subtype']] : [])],
    payload: {
      token: verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: team.appId,
      event: body,
      type: 'event_callback',
      event_id: newId('Ev'),
      event_time: Math.trunc(team.nowMs() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.bot.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
      event_context: newId('', 24),
    },
  };
};

/** What the app is told of a happening: only what it subscribed to, may know of, and has the scope for. */
export const envelopesFor = (
  team: Team,
  settings: AppSettings,
  verificationToken: string,
  happening: Happening,
): readonly Envelope[] =>
  eventsOf(team, happening)
    .filter((event) => isSubscribed(settings, event.subscription, event.channel?.kind ?? null))
    .map((event) => eventEnvelope(team, verificationToken, event));
