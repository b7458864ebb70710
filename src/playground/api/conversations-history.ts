import { isTimestamp } from '../ids.ts';
import { isMember } from '../team/conversations.ts';
import type { Channel, Message } from '../team/types.ts';
import { wireMessage } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { channel, flag, maybe, need, text, whole } from './arguments.ts';
import type { Method, MethodCall } from './method.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

type Span = {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: boolean | undefined;
};

/** Timestamps come with or without their microseconds. */
const isTime = (time: string): boolean => isTimestamp(time) || /^\d{1,12}(\.\d{1,6})?$/.test(time);

const spanProblem = (span: Span): string | null => {
  if (span.oldest !== undefined && !isTime(span.oldest)) return 'invalid_ts_oldest';
  return span.latest !== undefined && !isTime(span.latest) ? 'invalid_ts_latest' : null;
};

const micros = (time: string): number => {
  const [seconds = '0', rest = ''] = time.split('.');
  return Number(seconds) * 1_000_000 + Number(rest.padEnd(6, '0'));
};

const within =
  (span: Span) =>
  (message: Message): boolean => {
    const at = micros(message.ts);
    const oldest = span.oldest === undefined ? -1 : micros(span.oldest);
    const latest = span.latest === undefined ? Number.MAX_SAFE_INTEGER : micros(span.latest);
    return span.inclusive === true ? at >= oldest && at <= latest : at > oldest && at < latest;
  };

/** Slack's history can lag behind what was posted; a fault makes it so. */
const settled = (call: MethodCall) => {
  const until = (call.slack.team.nowMs() - call.lagMs) * 1000;
  return (message: Message): boolean => call.lagMs === 0 || micros(message.ts) <= until;
};

const spanArgs = {
  cursor: maybe(text),
  limit: maybe(whole),
  oldest: maybe(text),
  latest: maybe(text),
  inclusive: maybe(flag),
  include_all_metadata: maybe(flag),
};

const readable = (call: MethodCall, from: Channel): string | null =>
  isMember(from, call.slack.team.bot.id) ? null : 'not_in_channel';

type Listed = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly include_all_metadata?: boolean | undefined;
};

const answer = (call: MethodCall, all: readonly Message[], args: Listed, usual: number): Answer => {
  const paged = page(all, args, usual, 999);
  if (paged === null) return refuse('invalid_cursor');
  return ok({
    messages: paged.items.map((one) => wireMessage(call.slack.team, one, args.include_all_metadata === true)),
    has_more: paged.next !== '',
    ...(paged.next === '' ? {} : { response_metadata: { next_cursor: paged.next } }),
  });
};

const history = method({
  scopes: { byChannel: 'history' },
  args: { channel: need(channel), ...spanArgs },
  run: (args, call) => {
    const problem = readable(call, args.channel) ?? spanProblem(args);
    if (problem !== null) return refuse(problem);
    const all = call.slack.team.messages
      .inChannel(args.channel.id)
      .filter((message) => message.threadTs === null || message.broadcast)
      .filter(within(args))
      .filter(settled(call));
    return answer(call, all.toReversed(), args, 100);
  },
});

const replies = method({
  scopes: { byChannel: 'history' },
  args: { channel: need(channel), ts: need(text, 'thread_not_found'), ...spanArgs },
  run: (args, call) => {
    const problem = readable(call, args.channel) ?? spanProblem(args);
    if (problem !== null) return refuse(problem);
    const asked = call.slack.team.messages.get(args.channel.id, args.ts);
    if (asked === undefined) return refuse('thread_not_found');
    const rootTs = asked.threadTs ?? asked.ts;
    const root = call.slack.team.messages.get(args.channel.id, rootTs);
    const answers = call.slack.team.messages.replies(args.channel.id, rootTs).filter(within(args));
    const all = [...(root === undefined ? [] : [root]), ...answers].filter(settled(call));
    return answer(call, all, args, 1000);
  },
});

export const conversationsHistory: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
