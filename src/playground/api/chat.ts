import { isTimestamp } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { Slack } from '../slack.ts';
import { isMember } from '../team/conversations.ts';
import type { Channel, Draft, Message } from '../team/types.ts';
import { wireMessage } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, flag, json, maybe, need, person, target, text } from './arguments.ts';
import { metadataProblem, readContent } from './content.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';

const content = {
  text: maybe(text),
  markdown_text: maybe(text),
  blocks: maybe(json('invalid_blocks_format')),
  attachments: maybe(json('invalid_attachments')),
};

const appearance = { username: maybe(text), icon_emoji: maybe(text), icon_url: maybe(text) };

/** Why the app cannot post there, by Slack's name, or null. */
export const postingProblem = (slack: Slack, to: Channel): string | null => {
  if (to.archived) return 'is_archived';
  if (to.kind === 'im' && isMember(to, slack.team.bot.id) && !slack.settings.messagesTab)
    return 'messages_tab_disabled';
  if (isMember(to, slack.team.bot.id)) return null;
  if (to.kind === 'public' && slack.settings.scopes.has('chat:write.public')) return null;
  return 'not_in_channel';
};

/** Why a message cannot go into that thread, or null. */
export const threadProblem = (slack: Slack, to: Channel, threadTs: string | undefined): string | null => {
  if (threadTs === undefined) return null;
  if (!isTimestamp(threadTs)) return 'invalid_thread_ts';
  return slack.team.messages.get(to.id, threadTs) === undefined ? 'thread_not_found' : null;
};

type Look = { readonly username?: string | undefined; readonly icon_emoji?: string | undefined };

/** Another name or icon takes a scope of its own; without it Slack shows the app's. */
export const looksOf = (slack: Slack, look: Look): Pick<Message, 'username' | 'icon'> =>
  slack.settings.scopes.has('chat:write.customize')
    ? { username: look.username ?? null, icon: look.icon_emoji ?? null }
    : { username: null, icon: null };

export const byApp = (slack: Slack): Pick<Message, 'user' | 'botId'> => ({
  user: slack.team.bot.id,
  botId: slack.team.botId,
});

/** A client's own id makes posting repeatable: the second call gets the first one's message. */
const alreadyPosted = (slack: Slack, to: Channel, clientMsgId: string | undefined): Answer | null => {
  const ts = clientMsgId === undefined ? undefined : slack.team.messages.tsOfClientId(to.id, clientMsgId);
  if (ts === undefined) return null;
  const message = slack.team.messages.get(to.id, ts);
  return message === undefined ? refuse('duplicate_message_not_found') : postedAnswer(slack, message);
};

const postedAnswer = (slack: Slack, message: Message): Answer =>
  ok({ channel: message.channel, ts: message.ts, message: wireMessage(slack.team, message, true) });

const metadataOf = (metadata: unknown): JsonObject | null =>
  isObject(metadata as JsonObject) && Object.keys(metadata as JsonObject).length > 0
    ? (metadata as JsonObject)
    : null;

const postMessage = method({
  scopes: ['chat:write'],
  args: {
    channel: need(target),
    ...content,
    ...appearance,
    thread_ts: maybe(text),
    reply_broadcast: maybe(flag),
    metadata: maybe(json('invalid_metadata_format')),
    client_msg_id: maybe(text),
  },
  run: (args, { slack }) => {
    const problem = postingProblem(slack, args.channel) ?? threadProblem(slack, args.channel, args.thread_ts);
    if (problem !== null) return refuse(problem);
    const wrongMetadata = args.metadata === undefined ? null : metadataProblem(args.metadata);
    if (wrongMetadata !== null) return refuse(wrongMetadata);
    const reading = readContent(args);
    if (reading.kind === 'refused') return reading.answer;
    const before = alreadyPosted(slack, args.channel, args.client_msg_id);
    if (before !== null) return before;
    const draft: Draft = {
      channel: args.channel.id,
      ...byApp(slack),
      ...reading.content,
      ...looksOf(slack, args),
      threadTs: args.thread_ts ?? null,
      broadcast: args.reply_broadcast === true && args.thread_ts !== undefined,
      metadata: metadataOf(args.metadata),
      clientMsgId: args.client_msg_id ?? null,
    };
    return postedAnswer(slack, slack.team.post(draft));
  },
});

const postEphemeral = method({
  scopes: ['chat:write'],
  args: {
    channel: need(target),
    user: need(person('user_not_in_channel')),
    ...content,
    ...appearance,
    thread_ts: maybe(text),
  },
  run: (args, { slack }) => {
    const problem = postingProblem(slack, args.channel);
    if (problem !== null) return refuse(problem);
    if (!isMember(args.channel, args.user.id)) return refuse('user_not_in_channel');
    const reading = readContent(args, 40_000);
    if (reading.kind === 'refused') return reading.answer;
    const message = slack.team.post({
      channel: args.channel.id,
      ...byApp(slack),
      ...reading.content,
      ...looksOf(slack, args),
      threadTs: args.thread_ts ?? null,
      only: args.user.id,
    });
    return ok({ message_ts: message.ts });
  },
});

const mostEdited = 4000;

const update = method({
  scopes: ['chat:write'],
  args: {
    channel: need(channel),
    ts: need(text),
    ...content,
    metadata: maybe(json('invalid_metadata_format')),
    reply_broadcast: maybe(flag),
  },
  run: (args, { slack }) => {
    const message = slack.team.messages.get(args.channel.id, args.ts);
    if (message === undefined) return refuse('message_not_found');
    if (message.user !== slack.team.bot.id) return refuse('cant_update_message');
    if (args.channel.archived) return refuse('is_inactive');
    if (message.streaming) return refuse('streaming_state_conflict');
    const wrongMetadata = args.metadata === undefined ? null : metadataProblem(args.metadata);
    if (wrongMetadata !== null) return refuse(wrongMetadata);
    const given = [args.text, args.markdown_text, args.blocks, args.attachments].some(
      (part) => part !== undefined,
    );
    if (!given && args.metadata === undefined) return refuse('no_text');
    const reading = given ? readContent(args, mostEdited) : null;
    if (reading?.kind === 'refused') return reading.answer;
    const now = slack.team.nextTs();
    const changed = slack.team.edit(message, {
      ...(reading === null ? {} : reading.content),
      ...(args.metadata === undefined ? {} : { metadata: metadataOf(args.metadata) }),
      ...(args.reply_broadcast === true ? { broadcast: true } : {}),
      // Slack marks a message as edited only where its text is what is shown.
      edited:
        args.blocks === undefined && args.text !== undefined
          ? { user: slack.team.bot.id, ts: now }
          : message.edited,
    });
    return ok({
      channel: changed.channel,
      ts: changed.ts,
      text: changed.text,
      message: wireMessage(slack.team, changed, true),
    });
  },
});

const remove = method({
  scopes: ['chat:write'],
  args: { channel: need(channel), ts: need(text) },
  run: (args, { slack }) => {
    const message = slack.team.messages.get(args.channel.id, args.ts);
    if (message === undefined) return refuse('message_not_found');
    if (message.user !== slack.team.bot.id) return refuse('cant_delete_message');
    slack.team.remove(message);
    return ok({ channel: message.channel, ts: message.ts });
  },
});

const getPermalink = method({
  scopes: [],
  args: { channel: need(channel), message_ts: need(text) },
  run: (args, { slack }) => {
    const message = slack.team.messages.get(args.channel.id, args.message_ts);
    if (message === undefined) return refuse('message_not_found');
    const link = `${slack.team.address()}/#/${args.channel.id}/${message.threadTs ?? message.ts}`;
    return ok({ channel: args.channel.id, permalink: link });
  },
});

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
