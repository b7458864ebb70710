import {
  addMember,
  changeChannel,
  channelNameProblem,
  isMember,
  removeMember,
} from '../team/conversations.ts';
import type { Channel } from '../team/types.ts';
import { wireChannel } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, flag, ids, maybe, need, needEvenEmpty, person, text } from './arguments.ts';
import type { Method, MethodCall } from './method.ts';
import { method } from './method.ts';

const isDirect = (one: Channel): boolean => one.kind === 'im' || one.kind === 'mpim';

/** Why the app cannot change the conversation, or null. */
const changeProblem = (call: MethodCall, one: Channel): string | null => {
  if (isDirect(one)) return 'method_not_supported_for_channel_type';
  if (one.archived) return 'is_archived';
  return isMember(one, call.slack.team.bot.id) ? null : 'not_in_channel';
};

const shown = (call: MethodCall, one: Channel): Answer =>
  ok({ channel: wireChannel(call.slack.team, one, call.slack.team.bot.id) });

const join = method({
  scopes: ['channels:join'],
  args: { channel: need(channel) },
  run: (args, call) => {
    const { team } = call.slack;
    if (args.channel.kind !== 'public') return refuse('method_not_supported_for_channel_type');
    if (args.channel.archived) return refuse('is_archived');
    if (!isMember(args.channel, team.bot.id))
      return shown(call, addMember(team, args.channel, team.bot.id, null));
    return { ...shown(call, args.channel), warning: 'already_in_channel' };
  },
});

const leave = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel) },
  run: (args, call) => {
    const { team } = call.slack;
    if (isDirect(args.channel)) return refuse('method_not_supported_for_channel_type');
    if (args.channel.name === 'general') return refuse('cant_leave_general');
    if (!isMember(args.channel, team.bot.id)) return ok({ not_in_channel: true });
    removeMember(team, args.channel, team.bot.id);
    return ok();
  },
});

const invite = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel), users: need(ids, 'no_user'), force: maybe(flag) },
  run: (args, call) => {
    const { team } = call.slack;
    const problem = changeProblem(call, args.channel);
    if (problem !== null) return refuse(problem);
    if (args.users.includes(team.bot.id)) return refuse('cant_invite_self');
    const known = args.users.filter((id) => team.people.has(id));
    if (known.length < args.users.length && args.force !== true) return refuse('user_not_found');
    const fresh = known.filter((id) => !isMember(args.channel, id));
    if (fresh.length === 0) return refuse('already_in_channel');
    const grown = fresh.reduce((one, id) => addMember(team, one, id, team.bot.id), args.channel);
    return shown(call, grown);
  },
});

const kick = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel), user: need(person(), 'no_user') },
  run: (args, call) => {
    const { team } = call.slack;
    const problem = changeProblem(call, args.channel);
    if (problem !== null) return refuse(problem);
    if (args.user.id === team.bot.id) return refuse('cant_kick_self');
    if (args.channel.name === 'general') return refuse('cant_kick_from_general');
    if (!isMember(args.channel, args.user.id)) return refuse('not_in_channel');
    removeMember(team, args.channel, args.user.id);
    return ok();
  },
});

const longestTopic = 250;

const describe = (field: 'topic' | 'purpose'): Method =>
  method({
    scopes: { byChannel: 'manage' },
    args: { channel: need(channel), [field]: needEvenEmpty(text) },
    run: (args, call) => {
      const to = args['channel'] as Channel;
      const words = String(args[field]);
      const problem = changeProblem(call, to);
      if (problem !== null) return refuse(problem);
      if (words.length > longestTopic) return refuse('too_long');
      const by = { change: field, user: call.slack.team.bot.id };
      return shown(call, changeChannel(call.slack.team, to, { [field]: words }, by));
    },
  });

const rename = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel), name: need(text, 'invalid_name_required') },
  run: (args, call) => {
    const { team } = call.slack;
    const problem = changeProblem(call, args.channel) ?? channelNameProblem(team, args.name);
    if (problem !== null) return refuse(problem);
    return shown(
      call,
      changeChannel(team, args.channel, { name: args.name }, { change: 'renamed', user: team.bot.id }),
    );
  },
});

const archive = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel) },
  run: (args, call) => {
    const { team } = call.slack;
    if (args.channel.archived) return refuse('already_archived');
    const problem = changeProblem(call, args.channel);
    if (problem !== null) return refuse(problem);
    if (args.channel.name === 'general') return refuse('cant_archive_general');
    changeChannel(team, args.channel, { archived: true }, { change: 'archived', user: team.bot.id });
    return ok();
  },
});

const unarchive = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel) },
  run: (args, call) => {
    const { team } = call.slack;
    if (!args.channel.archived) return refuse('not_archived');
    changeChannel(team, args.channel, { archived: false }, { change: 'unarchived', user: team.bot.id });
    return ok();
  },
});

export const conversationsMembers: Readonly<Record<string, Method>> = {
  'conversations.join': join,
  'conversations.leave': leave,
  'conversations.invite': invite,
  'conversations.kick': kick,
  'conversations.setTopic': describe('topic'),
  'conversations.setPurpose': describe('purpose'),
  'conversations.rename': rename,
  'conversations.archive': archive,
  'conversations.unarchive': unarchive,
};
