import { entryOf } from '../json.ts';
import {
  canSee,
  channelNameProblem,
  createChannel,
  findDirect,
  isMember,
  openDirect,
} from '../team/conversations.ts';
import type { Team } from '../team/team.ts';
import type { Channel, ChannelKind } from '../team/types.ts';
import { wireChannel } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, flag, ids, maybe, need, text, whole } from './arguments.ts';
import type { Method, MethodCall } from './method.ts';
import { method, missingScope, scopeFor } from './method.ts';
import { page } from './paging.ts';

const kindNames: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

type Listing = {
  readonly types?: string | undefined;
  readonly exclude_archived?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

/** Conversations of the asked kinds, a page of them; each kind takes its own scope. */
const listChannels = (call: MethodCall, args: Listing, shown: (channel: Channel) => boolean): Answer => {
  const { team } = call.slack;
  const names = (args.types ?? 'public_channel').split(',').map((name) => name.trim());
  const kinds = names.map((name) => entryOf(kindNames, name)).filter((kind) => kind !== undefined);
  if (kinds.length < names.length) return refuse('invalid_types');
  for (const kind of kinds) {
    const refusal = missingScope(call.slack, [scopeFor('read', kind)]);
    if (refusal !== null) return refusal;
  }
  const paged = page(
    team.channels
      .all()
      .filter((one) => kinds.includes(one.kind) && shown(one))
      .filter((one) => args.exclude_archived !== true || !one.archived),
    args,
  );
  if (paged === null) return refuse('invalid_cursor');
  return ok({
    channels: paged.items.map((one) => wireChannel(team, one, team.bot.id)),
    response_metadata: { next_cursor: paged.next },
  });
};

const listing = {
  types: maybe(text),
  exclude_archived: maybe(flag),
  cursor: maybe(text),
  limit: maybe(whole),
};

const list = method({
  scopes: [],
  args: listing,
  run: (args, call) =>
    listChannels(call, args, (one) => canSee(call.slack.team, one, call.slack.team.bot.id)),
});

const ofUser = method({
  scopes: [],
  args: { ...listing, user: maybe(text) },
  run: (args, call) => {
    const { team } = call.slack;
    const user = args.user ?? team.bot.id;
    if (!team.people.has(user)) return refuse('user_not_found');
    return listChannels(call, args, (one) => isMember(one, user) && canSee(team, one, team.bot.id));
  },
});

const info = method({
  scopes: { byChannel: 'read' },
  args: { channel: need(channel), include_num_members: maybe(flag), include_locale: maybe(flag) },
  run: (args, { slack }) => {
    const { num_members: members, ...rest } = wireChannel(slack.team, args.channel, slack.team.bot.id);
    return ok({ channel: args.include_num_members === true ? { ...rest, num_members: members } : rest });
  },
});

const members = method({
  scopes: { byChannel: 'read' },
  args: { channel: need(channel), cursor: maybe(text), limit: maybe(whole) },
  run: (args) => {
    const paged = page(args.channel.members, args);
    if (paged === null) return refuse('invalid_cursor');
    return ok({ members: paged.items, response_metadata: { next_cursor: paged.next } });
  },
});

/** Why these people cannot be written to together, or null. */
const peopleProblem = (team: Team, users: readonly string[]): string | null => {
  if (users.length > 8) return 'too_many_users';
  const people = users.map((id) => team.people.get(id));
  if (people.includes(undefined)) return 'user_not_found';
  return people.some((person) => person?.deactivated === true) ? 'user_disabled' : null;
};

const open = method({
  scopes: ['im:write', 'mpim:write'],
  args: { channel: maybe(channel), users: maybe(ids), return_im: maybe(flag), prevent_creation: maybe(flag) },
  run: (args, { slack }) => {
    const { team } = slack;
    if (args.channel !== undefined) {
      const direct = args.channel.kind === 'im' || args.channel.kind === 'mpim';
      if (!direct) return refuse('method_not_supported_for_channel_type');
      return ok({ no_op: true, already_open: true, channel: { id: args.channel.id } });
    }
    if (args.users === undefined || args.users.length === 0) return refuse('users_list_not_supplied');
    const problem = peopleProblem(team, args.users);
    if (problem !== null) return refuse(problem);
    const needed = missingScope(slack, [args.users.length > 1 ? 'mpim:write' : 'im:write']);
    if (needed !== null) return needed;
    const everybody = [...new Set([team.bot.id, ...args.users])];
    const known = findDirect(team, everybody);
    if (known === undefined && args.prevent_creation === true) return refuse('channel_not_found');
    const direct = known ?? openDirect(team, everybody);
    return ok({
      ...(known === undefined ? {} : { no_op: true, already_open: true }),
      channel: args.return_im === true ? wireChannel(team, direct, team.bot.id) : { id: direct.id },
    });
  },
});

const close = method({
  scopes: { byChannel: 'manage' },
  args: { channel: need(channel) },
  run: (args) =>
    args.channel.kind === 'im' || args.channel.kind === 'mpim'
      ? ok({ no_op: true, already_closed: true })
      : refuse('method_not_supported_for_channel_type'),
});

const create = method({
  scopes: ['channels:manage', 'groups:write'],
  args: { name: need(text, 'invalid_name_required'), is_private: maybe(flag) },
  run: (args, { slack }) => {
    const kind = args.is_private === true ? 'private' : 'public';
    const needed = missingScope(slack, [scopeFor('manage', kind)]);
    if (needed !== null) return needed;
    const problem = channelNameProblem(slack.team, args.name);
    if (problem !== null) return refuse(problem);
    const made = createChannel(slack.team, { name: args.name, kind, creator: slack.team.bot.id });
    return ok({ channel: wireChannel(slack.team, made, slack.team.bot.id) });
  },
});

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.list': list,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.close': close,
  'conversations.create': create,
  'users.conversations': ofUser,
};
