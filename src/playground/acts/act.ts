import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { canSee, isMember } from '../team/conversations.ts';
import type { Channel, Message, Person } from '../team/types.ts';

/** What came of something a person did: fields for the page, or a sentence why not. */
export type ActResult =
  | { readonly ok: true; readonly fields: JsonObject }
  | { readonly ok: false; readonly problem: string };

/** Something a person can do in the workspace. `given` comes from the page, unchecked. */
export type Act = (slack: Slack, me: Person, given: JsonObject) => ActResult | Promise<ActResult>;

export const done = (fields: JsonObject = {}): ActResult => ({ ok: true, fields });
export const cannot = (problem: string): ActResult => ({ ok: false, problem });

/** A conversation the person may read. */
export const visibleChannel = (slack: Slack, me: Person, given: JsonObject): Channel | null => {
  const channel = slack.team.channels.get(textOf(given['channel']) ?? '');
  return channel !== undefined && canSee(slack.team, channel, me.id) ? channel : null;
};

export const noChannel = cannot('This conversation does not exist, or you are not in it.');

/** Why the person cannot post there, as a sentence, or null. */
export const postingProblem = (slack: Slack, me: Person, channel: Channel): string | null => {
  if (channel.archived) return 'This channel was archived; nobody can post in it.';
  if (!isMember(channel, me.id)) return 'Join the channel to post in it.';
  const withApp = channel.kind === 'im' && channel.members.includes(slack.team.bot.id);
  if (withApp && (slack.settings.messagesReadOnly || !slack.settings.messagesTab))
    return 'Sending messages to this app has been turned off.';
  return null;
};

/** A message the person can see, a whispered one included. */
export const visibleMessage = (slack: Slack, me: Person, channel: Channel, ts: string): Message | null => {
  const whispered = slack.team.whispers.get(channel.id, ts);
  if (whispered !== undefined) return whispered.only === me.id ? whispered : null;
  return slack.team.messages.get(channel.id, ts) ?? null;
};
