import { acceptBlocks } from '../blocks/accept.ts';
import { check, problemText } from '../blocks/check.ts';
import { typed } from '../blocks/shape.ts';
import type { Json, JsonObject } from '../json.ts';
import { isList, isObject, objectsOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Channel, Message } from '../team/types.ts';
import { wireMessage } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, json, maybe, need, text } from './arguments.ts';
import { byApp, looksOf, postingProblem, threadProblem } from './chat.ts';
import { metadataProblem } from './content.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';
import type { Stream } from './streams.ts';
import { streamBlocks, streamText, withChunk } from './streams.ts';

type Fed = { readonly markdown_text?: string | undefined; readonly chunks?: Json | undefined };

type Feeding =
  | { readonly kind: 'fed'; readonly stream: Stream }
  | { readonly kind: 'refused'; readonly answer: Answer };

const refused = (error: string, messages: readonly string[] = []): Feeding => ({
  kind: 'refused',
  answer: refuse(error, messages),
});

const chunkRule = typed('chunk');
const mostMarkdown = 12_000;

/** Adds what a call brings. A stream is fed either with text or with chunks, not with both. */
const feed = (stream: Stream, given: Fed): Feeding => {
  const { markdown_text: markdown, chunks } = given;
  if (markdown !== undefined && chunks !== undefined)
    return refused('cannot_provide_both_markdown_text_and_chunks');
  if (markdown === undefined && chunks === undefined) return { kind: 'fed', stream };
  const mode = markdown === undefined ? 'chunks' : 'markdown_text';
  if (stream.mode !== null && stream.mode !== mode) return refused('streaming_mode_mismatch');
  if (markdown !== undefined && markdown.length > mostMarkdown) return refused('msg_too_long');
  const list: Json = markdown === undefined ? (chunks ?? null) : [{ type: 'markdown_text', text: markdown }];
  if (!isList(list)) return refused('invalid_chunks');
  const problems = list.flatMap((chunk, at) => check(chunkRule, chunk, `/chunks/${at}`, 'message'));
  if (problems.length > 0) return refused('invalid_chunks', problems.map(problemText));
  const fed = list.filter(isObject).reduce(withChunk, { ...stream, mode });
  return streamBlocks(fed).length > 50 ? refused('msg_blocks_too_many') : { kind: 'fed', stream: fed };
};

const keyOf = (message: Message): string => `${message.channel}/${message.ts}`;

/** The open stream behind a message, or Slack's reason why there is none. */
const openStream = (
  slack: Slack,
  to: Channel,
  ts: string,
): { readonly message: Message; readonly stream: Stream } | string => {
  const message = slack.team.messages.get(to.id, ts);
  if (message === undefined) return 'message_not_found';
  if (message.botId !== slack.team.botId) return 'message_not_owned_by_app';
  const stream = slack.streams.get(keyOf(message));
  if (stream?.stopped === true) return 'stopped_by_user';
  if (stream === undefined || !message.streaming) return 'message_not_in_streaming_state';
  const idle = slack.team.nowMs() - stream.lastMs > slack.team.rules.streamIdleMs;
  return idle ? 'message_not_in_streaming_state' : { message, stream };
};

const show = (slack: Slack, message: Message, stream: Stream, more: Partial<Message> = {}): Message => {
  slack.streams.set(keyOf(message), { ...stream, lastMs: slack.team.nowMs() });
  return slack.team.edit(message, { text: streamText(stream), blocks: streamBlocks(stream), ...more });
};

const start = method({
  scopes: ['chat:write'],
  args: {
    channel: need(channel),
    thread_ts: need(text),
    markdown_text: maybe(text),
    chunks: maybe(json('invalid_chunks')),
    recipient_user_id: maybe(text),
    recipient_team_id: maybe(text),
    task_display_mode: maybe(text),
    username: maybe(text),
    icon_emoji: maybe(text),
  },
  run: (args, { slack }) => {
    const problem = postingProblem(slack, args.channel) ?? threadProblem(slack, args.channel, args.thread_ts);
    if (problem !== null) return refuse(problem);
    if (args.channel.kind !== 'im') {
      if (args.recipient_user_id === undefined) return refuse('missing_recipient_user_id');
      if (args.recipient_team_id === undefined) return refuse('missing_recipient_team_id');
      if (!slack.team.people.has(args.recipient_user_id)) return refuse('user_not_found');
    }
    const empty: Stream = {
      mode: null,
      lastMs: slack.team.nowMs(),
      stopped: false,
      plan: null,
      asPlan: args.task_display_mode === 'plan',
      pieces: [],
    };
    const feeding = feed(empty, args);
    if (feeding.kind === 'refused') return feeding.answer;
    const message = slack.team.post({
      channel: args.channel.id,
      ...byApp(slack),
      ...looksOf(slack, args),
      threadTs: args.thread_ts,
      text: streamText(feeding.stream),
      blocks: streamBlocks(feeding.stream),
      streaming: true,
    });
    slack.streams.set(keyOf(message), feeding.stream);
    return ok({ channel: message.channel, ts: message.ts });
  },
});

const append = method({
  scopes: ['chat:write'],
  args: {
    channel: need(channel),
    ts: need(text),
    markdown_text: maybe(text),
    chunks: maybe(json('invalid_chunks')),
  },
  run: (args, { slack }) => {
    if (args.markdown_text === undefined && args.chunks === undefined)
      return refuse('markdown_text_or_chunks_required');
    const open = openStream(slack, args.channel, args.ts);
    if (typeof open === 'string') return refuse(open);
    const feeding = feed(open.stream, args);
    if (feeding.kind === 'refused') return feeding.answer;
    show(slack, open.message, feeding.stream);
    return ok({ channel: args.channel.id, ts: args.ts });
  },
});

/** Blocks of its own that `chat.stopStream` puts under the streamed text. */
const finalBlocks = (given: Json | undefined): readonly JsonObject[] | Answer => {
  if (given === undefined) return [];
  const accepted = acceptBlocks(given, 'message');
  return accepted.kind === 'accepted'
    ? accepted.blocks
    : refuse(accepted.error, accepted.problems.map(problemText));
};

const isAnswer = (value: readonly JsonObject[] | Answer): value is Answer => !Array.isArray(value);

const stop = method({
  scopes: ['chat:write'],
  args: {
    channel: need(channel),
    ts: need(text),
    markdown_text: maybe(text),
    chunks: maybe(json('invalid_chunks')),
    blocks: maybe(json('invalid_blocks_format')),
    metadata: maybe(json('invalid_metadata_format')),
    session_status: maybe(text),
  },
  run: (args, { slack }) => {
    const open = openStream(slack, args.channel, args.ts);
    if (typeof open === 'string') return refuse(open);
    const wrongMetadata = args.metadata === undefined ? null : metadataProblem(args.metadata);
    if (wrongMetadata !== null) return refuse(wrongMetadata);
    const feeding = feed(open.stream, args);
    if (feeding.kind === 'refused') return feeding.answer;
    const last = finalBlocks(args.blocks);
    if (isAnswer(last)) return last;
    const blocks = [...streamBlocks(feeding.stream), ...last];
    const message = slack.team.edit(open.message, {
      text: streamText(feeding.stream),
      blocks,
      streaming: false,
      metadata: objectsOf([args.metadata ?? null])[0] ?? null,
    });
    slack.streams.delete(keyOf(message));
    return ok({ channel: message.channel, ts: message.ts, message: wireMessage(slack.team, message, true) });
  },
});

export const chatStream: Readonly<Record<string, Method>> = {
  'chat.startStream': start,
  'chat.appendStream': append,
  'chat.stopStream': stop,
};
