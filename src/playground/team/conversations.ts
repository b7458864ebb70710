import { fixedId, newId } from '../ids.ts';
import type { Team } from './team.ts';
import type { Channel, ChannelKind } from './types.ts';

export const isMember = (channel: Channel, person: string): boolean => channel.members.includes(person);

/** Whether a person can find and read a conversation: theirs, or a public one where they are a full member of the workspace. */
export const canSee = (team: Team, channel: Channel, person: string): boolean =>
  isMember(channel, person) ||
  (channel.kind === 'public' && ['member', 'bot'].includes(team.people.get(person)?.kind ?? ''));

const directId = (people: readonly string[]): string =>
  fixedId(people.length > 2 ? 'G' : 'D', [...people].sort().join('+'));

/** The direct conversation of these people, if it was ever opened. */
export const findDirect = (team: Team, people: readonly string[]): Channel | undefined =>
  team.channels.get(directId(people));

/** The direct conversation of these people (two, or a group), opened if it was not yet. */
export const openDirect = (team: Team, people: readonly string[]): Channel => {
  const found = findDirect(team, people);
  if (found !== undefined) return found;
  const group = people.length > 2;
  const names = people.map((id) => team.people.get(id)?.name ?? id).sort();
  const channel: Channel = {
    id: directId(people),
    name: group ? `mpdm-${names.join('--')}-1` : '',
    kind: group ? 'mpim' : 'im',
    members: people,
    topic: '',
    purpose: '',
    creator: people[0] ?? team.bot.id,
    created: Math.trunc(team.nowMs() / 1000),
    archived: false,
    sharedWith: [],
  };
  team.channels.put(channel.id, channel);
  team.happened({ kind: 'channel', channel, change: 'created', user: channel.creator });
  return channel;
};

export const createChannel = (
  team: Team,
  options: { readonly name: string; readonly kind: ChannelKind; readonly creator: string },
): Channel => {
  const channel: Channel = {
    id: newId('C'),
    name: options.name,
    kind: options.kind,
    members: [options.creator],
    topic: '',
    purpose: '',
    creator: options.creator,
    created: Math.trunc(team.nowMs() / 1000),
    archived: false,
    sharedWith: [],
  };
  team.channels.put(channel.id, channel);
  team.happened({ kind: 'channel', channel, change: 'created', user: options.creator });
  return channel;
};

/** Lets a person in, with the line that Slack puts into the conversation. */
export const addMember = (team: Team, channel: Channel, user: string, inviter: string | null): Channel => {
  const changed: Channel = { ...channel, members: [...channel.members, user] };
  team.channels.put(changed.id, changed);
  team.happened({ kind: 'member', channel: changed, user, inviter, joined: true });
  team.post({
    channel: channel.id,
    user,
    subtype: channel.kind === 'private' ? 'group_join' : 'channel_join',
    text: `<@${user}> has joined the channel`,
  });
  return changed;
};

export const removeMember = (team: Team, channel: Channel, user: string): Channel => {
  const changed: Channel = { ...channel, members: channel.members.filter((id) => id !== user) };
  team.channels.put(changed.id, changed);
  team.happened({ kind: 'member', channel: changed, user, inviter: null, joined: false });
  return changed;
};

/** Name, topic, purpose or archive state; `change` says which. */
export const changeChannel = (
  team: Team,
  channel: Channel,
  fields: Partial<Pick<Channel, 'name' | 'topic' | 'purpose' | 'archived'>>,
  by: { readonly change: 'renamed' | 'archived' | 'unarchived' | 'topic' | 'purpose'; readonly user: string },
): Channel => {
  const changed: Channel = { ...channel, ...fields };
  team.channels.put(changed.id, changed);
  team.happened({ kind: 'channel', channel: changed, change: by.change, user: by.user });
  return changed;
};

/** Slack's reason why a channel name cannot be, or null. */
export const channelNameProblem = (team: Team, name: string): string | null => {
  if (name === '') return 'invalid_name_required';
  if (name.length > 80) return 'invalid_name_maxlength';
  if (/^[-_.]+$/.test(name)) return 'invalid_name_punctuation';
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) return 'invalid_name_specials';
  return team.channels.all().some((channel) => channel.name === name) ? 'name_taken' : null;
};

/** The subtype of the message that begins a thread with an assistant of the older kind (`assistant_view`). */
export const assistantRoot = 'assistant_app_thread';

/** The newest such thread in a conversation, if there is one. */
export const assistantThread = (team: Team, channel: Channel): string | null =>
  team.messages.inChannel(channel.id).findLast((message) => message.subtype === assistantRoot)?.ts ?? null;
