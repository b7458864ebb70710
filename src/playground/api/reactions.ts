import { isTimestamp } from '../ids.ts';
import type { Slack } from '../slack.ts';
import type { Message, Reaction } from '../team/types.ts';
import { wireMessage } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, need, text } from './arguments.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';

const mostDifferent = 23;

const without = (reactions: readonly Reaction[], name: string, user: string): readonly Reaction[] =>
  reactions
    .map((reaction) =>
      reaction.name === name ? { ...reaction, users: reaction.users.filter((id) => id !== user) } : reaction,
    )
    .filter((reaction) => reaction.users.length > 0);

const withAdded = (reactions: readonly Reaction[], name: string, user: string): readonly Reaction[] =>
  reactions.some((reaction) => reaction.name === name)
    ? reactions.map((reaction) =>
        reaction.name === name ? { ...reaction, users: [...reaction.users, user] } : reaction,
      )
    : [...reactions, { name, users: [user] }];

export const hasReacted = (message: Message, name: string, user: string): boolean =>
  message.reactions.some((reaction) => reaction.name === name && reaction.users.includes(user));

/** Adds or takes back a person's reaction, and tells of it; Slack's name for what is in the way, or null. */
export const react = (
  slack: Pick<Slack, 'team'>,
  message: Message,
  name: string,
  user: string,
  added: boolean,
): string | null => {
  if (!/^[\p{L}\p{N}_+'-]+(::skin-tone-[2-6])?$/u.test(name)) return 'invalid_name';
  const already = hasReacted(message, name, user);
  if (added && already) return 'already_reacted';
  if (!added && !already) return 'no_reaction';
  const reactions = added ? withAdded(message.reactions, name, user) : without(message.reactions, name, user);
  if (reactions.length > mostDifferent) return 'too_many_emoji';
  const changed = slack.team.edit(message, { reactions });
  slack.team.happened({ kind: 'reacted', message: changed, name, user, added });
  return null;
};

const item = { channel: need(channel, 'no_item_specified'), timestamp: need(text, 'no_item_specified') };

const findMessage = (slack: Slack, channelId: string, ts: string): Message | Answer => {
  if (!isTimestamp(ts)) return refuse('bad_timestamp');
  return slack.team.messages.get(channelId, ts) ?? refuse('message_not_found');
};

const isAnswer = (found: Message | Answer): found is Answer => 'ok' in found;

const change = (added: boolean): Method =>
  method({
    scopes: ['reactions:write'],
    args: { ...item, name: need(text, 'invalid_name') },
    run: (args, { slack }) => {
      if (args.channel.archived) return refuse('is_archived');
      const message = findMessage(slack, args.channel.id, args.timestamp);
      if (isAnswer(message)) return message;
      const problem = react(slack, message, args.name.replaceAll(':', ''), slack.team.bot.id, added);
      return problem === null ? ok() : refuse(problem);
    },
  });

export const reactions: Readonly<Record<string, Method>> = {
  'reactions.add': change(true),
  'reactions.remove': change(false),
  'reactions.get': method({
    scopes: ['reactions:read'],
    args: item,
    run: (args, { slack }) => {
      const message = findMessage(slack, args.channel.id, args.timestamp);
      if (isAnswer(message)) return message;
      return ok({ type: 'message', channel: args.channel.id, message: wireMessage(slack.team, message) });
    },
  }),
};
