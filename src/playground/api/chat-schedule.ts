import { newId } from '../ids.ts';
import type { Slack } from '../slack.ts';
import { isMember } from '../team/conversations.ts';
import type { Draft, Scheduled } from '../team/types.ts';
import { ok, refuse } from './answer.ts';
import { channel, flag, json, maybe, need, target, text, whole } from './arguments.ts';
import { byApp, postingProblem, threadProblem } from './chat.ts';
import { metadataProblem, readContent } from './content.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const timeProblem = (slack: Slack, postAt: number, channelId: string): string | null => {
  const { rules, scheduled } = slack.team;
  const now = slack.team.nowMs() / 1000;
  if (postAt <= now) return 'time_in_past';
  if (postAt > now + rules.scheduleDays * 86_400) return 'time_too_far';
  const near = scheduled
    .all()
    .filter((one) => one.draft.channel === channelId && Math.abs(one.postAt - postAt) < 300);
  return near.length >= rules.scheduledPerFiveMinutes ? 'restricted_too_many' : null;
};

const schedule = method({
  scopes: ['chat:write'],
  args: {
    channel: need(target),
    post_at: need(whole),
    text: maybe(text),
    markdown_text: maybe(text),
    blocks: maybe(json('invalid_blocks_format')),
    attachments: maybe(json('invalid_attachments')),
    thread_ts: maybe(text),
    reply_broadcast: maybe(flag),
    metadata: maybe(json('invalid_metadata_format')),
  },
  run: (args, { slack }) => {
    const problem =
      postingProblem(slack, args.channel) ??
      threadProblem(slack, args.channel, args.thread_ts) ??
      timeProblem(slack, args.post_at, args.channel.id) ??
      (args.metadata === undefined ? null : metadataProblem(args.metadata));
    if (problem !== null) return refuse(problem);
    const reading = readContent(args, 40_000);
    if (reading.kind === 'refused') return reading.answer;
    const draft: Draft = {
      channel: args.channel.id,
      ...byApp(slack),
      ...reading.content,
      threadTs: args.thread_ts ?? null,
      broadcast: args.reply_broadcast === true,
    };
    const id = newId('Q');
    // Slack takes a scheduled message with metadata and then never posts it; its own documentation says so.
    if (args.metadata === undefined)
      slack.team.scheduled.put(id, {
        id,
        postAt: args.post_at,
        created: Math.trunc(slack.team.nowMs() / 1000),
        draft,
      });
    return ok({
      channel: args.channel.id,
      scheduled_message_id: id,
      post_at: args.post_at,
      message: { type: 'message', ...byApp(slack), text: reading.content.text },
    });
  },
});

const list = method({
  scopes: [],
  args: {
    channel: maybe(channel),
    cursor: maybe(text),
    limit: maybe(whole),
    oldest: maybe(text),
    latest: maybe(text),
  },
  run: (args, { slack }) => {
    const from = Number(args.oldest ?? 0);
    const to = Number(args.latest ?? Number.MAX_SAFE_INTEGER);
    const all = slack.team.scheduled
      .all()
      .filter((one) => args.channel === undefined || one.draft.channel === args.channel.id)
      .filter((one) => one.postAt >= from && one.postAt <= to)
      .sort((one, other) => one.postAt - other.postAt);
    const paged = page(all, args);
    if (paged === null) return refuse('invalid_cursor');
    return ok({
      scheduled_messages: paged.items.map((one) => ({
        id: one.id,
        channel_id: one.draft.channel,
        post_at: one.postAt,
        date_created: one.created,
        text: one.draft.text ?? '',
      })),
      response_metadata: { next_cursor: paged.next },
    });
  },
});

const remove = method({
  scopes: ['chat:write'],
  args: { channel: need(channel), scheduled_message_id: need(text) },
  run: (args, { slack }) => {
    const found = slack.team.scheduled.get(args.scheduled_message_id);
    if (found === undefined || found.draft.channel !== args.channel.id)
      return refuse('invalid_scheduled_message_id');
    slack.team.scheduled.drop(found.id);
    return ok();
  },
});

/** Posts what is due; a conversation that was left or archived meanwhile gets nothing. */
export const postDue = (slack: Pick<Slack, 'team'>): readonly Scheduled[] => {
  const { team } = slack;
  const due = team.scheduled.all().filter((one) => one.postAt * 1000 <= team.nowMs());
  for (const one of due) {
    team.scheduled.drop(one.id);
    const to = team.channels.get(one.draft.channel);
    if (to !== undefined && !to.archived && isMember(to, team.bot.id)) team.post(one.draft);
  }
  return due;
};

export const chatSchedule: Readonly<Record<string, Method>> = {
  'chat.scheduleMessage': schedule,
  'chat.scheduledMessages.list': list,
  'chat.deleteScheduledMessage': remove,
};
