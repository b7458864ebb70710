import { hasReacted, react } from '../api/reactions.ts';
import type { JsonObject } from '../json.ts';
import { numberOf, textOf, textsOf } from '../json.ts';
import { shownMessage } from '../server/shown.ts';
import type { Slack } from '../slack.ts';
import {
  addMember,
  assistantThread,
  canSee,
  channelNameProblem,
  createChannel,
  isMember,
  openDirect,
  removeMember,
} from '../team/conversations.ts';
import type { Message, Person } from '../team/types.ts';
import type { Act } from './act.ts';
import { cannot, done, noChannel, postingProblem, visibleChannel, visibleMessage } from './act.ts';
import { runCommand } from './command.ts';
import { compose } from './compose.ts';

const longest = 12_000;

const markRead = (slack: Slack, me: Person, channel: string, ts: string): void => {
  slack.team.reads.put(`${me.id}/${channel}`, { ts });
  slack.team.happened({ kind: 'read', person: me.id, channel });
};

/** Posts what was typed; a text that starts with / is a command. */
const say: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const typed = (textOf(given['text']) ?? '').trim();
  const files = textsOf(given['files']).filter((id) => slack.team.files.get(id)?.user === me.id);
  if (channel === null) return noChannel;
  const threadTs = textOf(given['threadTs']) ?? assistantThread(slack.team, channel);
  if (typed === '' && files.length === 0) return cannot('There is nothing to send yet.');
  if (typed.length > longest) return cannot(`A message can have ${longest} characters at most.`);
  if (typed.startsWith('/')) return runCommand(slack, me, { channel, typed, threadTs });
  const problem = postingProblem(slack, me, channel);
  if (problem !== null) return cannot(problem);
  const message = slack.team.post({
    channel: channel.id,
    user: me.id,
    ...(typed === '' ? {} : compose(slack.team, me.id, typed)),
    ...(files.length === 0 ? {} : { files, subtype: 'file_share' }),
    threadTs,
    broadcast: given['broadcast'] === true,
    clientMsgId: crypto.randomUUID(),
  });
  markRead(slack, me, channel.id, message.ts);
  for (const id of files) {
    const file = slack.team.files.get(id);
    if (file === undefined) continue;
    const shared = slack.team.files.put(id, { ...file, channels: [...file.channels, channel.id] });
    slack.team.happened({ kind: 'file', file: shared, channel: channel.id });
  }
  return done({ ts: message.ts });
};

const own = (slack: Slack, me: Person, given: JsonObject): Message | null => {
  const channel = visibleChannel(slack, me, given);
  const message = channel === null ? null : visibleMessage(slack, me, channel, textOf(given['ts']) ?? '');
  return message?.user === me.id ? message : null;
};

const edit: Act = (slack, me, given) => {
  const message = own(slack, me, given);
  const typed = (textOf(given['text']) ?? '').trim();
  if (message === null) return cannot('Only your own messages can be edited.');
  if (typed === '' || typed.length > longest)
    return cannot('A message needs between 1 and 12,000 characters.');
  const edited = { user: me.id, ts: slack.team.nextTs() };
  slack.team.edit(message, { ...compose(slack.team, me.id, typed), edited });
  return done();
};

/** Takes back one's own message, or puts away one that only the person sees. */
const remove: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const message = channel === null ? null : visibleMessage(slack, me, channel, textOf(given['ts']) ?? '');
  if (message === null) return cannot('This message is gone already.');
  if (message.user !== me.id && message.only !== me.id)
    return cannot('Only your own messages can be deleted.');
  slack.team.remove(message);
  return done();
};

const toggleReaction: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const message = channel === null ? null : visibleMessage(slack, me, channel, textOf(given['ts']) ?? '');
  if (message === null || message.only !== null) return cannot('This message cannot be reacted to.');
  const name = textOf(given['name']) ?? '';
  const problem = react(slack, message, name, me.id, !hasReacted(message, name, me.id));
  return problem === null ? done() : cannot('This reaction is not possible.');
};

const read: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  if (channel === null) return noChannel;
  const before = slack.team.reads.get(`${me.id}/${channel.id}`)?.ts ?? '';
  const ts = textOf(given['ts']) ?? '';
  if (ts > before) markRead(slack, me, channel.id, ts);
  return done();
};

const pageSize = 60;

/** A stretch of a conversation before a moment, oldest first, with what only the person sees in it. */
const history: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  if (channel === null) return noChannel;
  const before = textOf(given['before']) ?? '9';
  const limit = Math.min(numberOf(given['limit']) ?? pageSize, 500);
  const all = [...slack.team.messages.inChannel(channel.id), ...slack.team.whispers.to(me.id, channel.id)]
    .filter((message) => (message.threadTs === null || message.broadcast) && message.ts < before)
    .sort((one, other) => (one.ts < other.ts ? -1 : 1));
  return done({
    messages: all.slice(-limit).map((message) => ({ ...shownMessage(slack.team, message) })),
    more: all.length > limit,
  });
};

const replies: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const ts = textOf(given['ts']) ?? '';
  if (channel === null) return noChannel;
  const root = visibleMessage(slack, me, channel, ts);
  const whispered = slack.team.whispers.to(me.id, channel.id).filter((message) => message.threadTs === ts);
  const all = [...slack.team.messages.replies(channel.id, ts), ...whispered].sort((one, other) =>
    one.ts < other.ts ? -1 : 1,
  );
  const shown = [...(root === null ? [] : [root]), ...all];
  return done({ messages: shown.map((message) => ({ ...shownMessage(slack.team, message) })) });
};

const mostFound = 50;

/** Finds words in messages, newest first; in one conversation, or in all that the person can see. */
const search: Act = (slack, me, given) => {
  const words = (textOf(given['text']) ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const channel = visibleChannel(slack, me, given);
  if (words.length === 0) return done({ messages: [] });
  const where =
    channel === null ? slack.team.channels.all().filter((one) => canSee(slack.team, one, me.id)) : [channel];
  const found = where
    .flatMap((one) => slack.team.messages.inChannel(one.id))
    .filter((message) => {
      const text = `${message.text} ${JSON.stringify(message.blocks)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => (one.ts < other.ts ? 1 : -1))
    .slice(0, mostFound);
  return done({ messages: found.map((message) => ({ ...shownMessage(slack.team, message) })) });
};

const join: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  if (channel === null || channel.kind !== 'public') return noChannel;
  if (!isMember(channel, me.id)) addMember(slack.team, channel, me.id, null);
  return done();
};

const leave: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  if (channel === null) return noChannel;
  if (channel.name === 'general') return cannot('Nobody can leave #general.');
  removeMember(slack.team, channel, me.id);
  return done();
};

const invite: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  if (channel === null || !isMember(channel, me.id)) return noChannel;
  const fresh = textsOf(given['people']).filter((id) => slack.team.people.has(id) && !isMember(channel, id));
  fresh.reduce((grown, id) => addMember(slack.team, grown, id, me.id), channel);
  return done({ invited: fresh.length });
};

/** Takes somebody out of a channel; the app is told when it is the app. */
const kick: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const person = textOf(given['person']) ?? '';
  if (channel === null || !isMember(channel, me.id) || !isMember(channel, person)) return noChannel;
  if (channel.name === 'general') return cannot('Nobody can be removed from #general.');
  removeMember(slack.team, channel, person);
  return done();
};

const nameProblems: Readonly<Record<string, string>> = {
  name_taken: 'There is a channel with this name already.',
  invalid_name_maxlength: 'A channel name can have 80 characters at most.',
};

const create: Act = (slack, me, given) => {
  const name = (textOf(given['name']) ?? '').trim().toLowerCase().replaceAll(' ', '-');
  const problem = channelNameProblem(slack.team, name);
  if (problem !== null)
    return cannot(nameProblems[problem] ?? 'A channel name has small letters, digits, - and _ only.');
  const kind = given['private'] === true ? 'private' : 'public';
  const channel = createChannel(slack.team, { name, kind, creator: me.id });
  if (given['withApp'] === true) addMember(slack.team, channel, slack.team.bot.id, me.id);
  return done({ channel: channel.id });
};

const openDirectWith: Act = (slack, me, given) => {
  const people = textsOf(given['people']).filter((id) => slack.team.people.has(id));
  if (people.length === 0) return cannot('Choose somebody to write to.');
  const channel = openDirect(slack.team, [...new Set([me.id, ...people])]);
  return done({ channel: channel.id });
};

export const conversationActs: Readonly<Record<string, Act>> = {
  say,
  edit,
  delete: remove,
  react: toggleReaction,
  read,
  history,
  replies,
  search,
  join,
  leave,
  invite,
  kick,
  create,
  openDirect: openDirectWith,
};
