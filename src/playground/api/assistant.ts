import { isTimestamp } from '../ids.ts';
import type { Json } from '../json.ts';
import { objectsOf, textOf, textsOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { isMember } from '../team/conversations.ts';
import type { Session } from '../team/happenings.ts';
import type { Channel } from '../team/types.ts';
import { ok, refuse } from './answer.ts';
import { channel, json, maybe, need, needEvenEmpty, text } from './arguments.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';

const threadOf = (slack: Slack, to: Channel, ts: string): string | null => {
  if (!isTimestamp(ts)) return null;
  const message = slack.team.messages.get(to.id, ts);
  return message === undefined ? null : (message.threadTs ?? message.ts);
};

const setStatus = method({
  scopes: ['chat:write', 'assistant:write'],
  args: {
    channel_id: need(channel),
    thread_ts: need(text),
    status: needEvenEmpty(text),
    loading_messages: maybe(json()),
  },
  run: (args, { slack }) => {
    const threadTs = threadOf(slack, args.channel_id, args.thread_ts);
    if (threadTs === null) return refuse('invalid_thread_ts');
    const loading = textsOf(args.loading_messages);
    if (loading.length > 10) return refuse('invalid_arguments', ['[ERROR] no more than 10 items allowed']);
    slack.agent.setStatus({ channel: args.channel_id.id, threadTs, text: args.status, loading });
    return ok();
  },
});

const promptsOf = (given: Json): readonly { readonly title: string; readonly message: string }[] =>
  objectsOf(given).map((prompt) => ({
    title: textOf(prompt['title']) ?? '',
    message: textOf(prompt['message']) ?? '',
  }));

const setSuggestedPrompts = method({
  scopes: ['assistant:write'],
  args: { channel_id: need(channel), prompts: need(json()), thread_ts: maybe(text), title: maybe(text) },
  run: (args, { slack }) => {
    if (slack.settings.agent === 'none') return refuse('not_agent_app');
    if (args.thread_ts === undefined && slack.settings.agent === 'assistant_view')
      return refuse('missing_thread_ts');
    const threadTs = args.thread_ts === undefined ? null : threadOf(slack, args.channel_id, args.thread_ts);
    if (threadTs === null && args.thread_ts !== undefined) return refuse('invalid_thread_ts');
    const prompts = promptsOf(args.prompts);
    if (prompts.length === 0 || prompts.some((prompt) => prompt.title === '' || prompt.message === ''))
      return refuse('invalid_arguments', ['[ERROR] each prompt needs a title and a message']);
    // Slack's own page shows four at most.
    const shown = prompts.slice(0, 4);
    slack.agent.setPrompts({
      channel: args.channel_id.id,
      threadTs,
      title: args.title ?? '',
      prompts: shown,
    });
    return ok();
  },
});

const setTitle = method({
  scopes: ['assistant:write'],
  args: { channel_id: need(channel), thread_ts: need(text), title: need(text) },
  run: (args, { slack }) => {
    const threadTs = threadOf(slack, args.channel_id, args.thread_ts);
    if (threadTs === null) return refuse('invalid_thread_ts');
    slack.agent.setTitle(args.channel_id.id, threadTs, args.title);
    return ok();
  },
});

const isStatus = (status: string): status is Session['status'] =>
  ['active', 'processing', 'suspended', 'closed'].includes(status);

const setSessionStatus = method({
  scopes: ['chat:write'],
  args: {
    channel_id: need(channel),
    status: need(text),
    thread_ts: need(text, 'thread_ts_required'),
    title: maybe(text),
    initiator_user_id: maybe(text),
  },
  run: (args, { slack }) => {
    const { team } = slack;
    if (!isMember(args.channel_id, team.bot.id)) return refuse('not_authorized');
    if (!isStatus(args.status)) return refuse('invalid_status');
    if (args.initiator_user_id !== undefined && !team.people.has(args.initiator_user_id))
      return refuse('user_not_found');
    const threadTs = threadOf(slack, args.channel_id, args.thread_ts);
    if (threadTs === null) return refuse('thread_ts_required');
    const before = slack.agent.session(args.channel_id.id, threadTs);
    slack.agent.setSession({
      channel: args.channel_id.id,
      threadTs,
      status: args.status,
      title: before?.title ?? args.title ?? '',
    });
    return ok({ session: { channel_id: args.channel_id.id, thread_ts: threadTs, status: args.status } });
  },
});

const rename = method({
  scopes: ['chat:write'],
  args: { channel_id: need(channel), title: need(text), thread_ts: need(text, 'thread_ts_required') },
  run: (args, { slack }) => {
    const threadTs = threadOf(slack, args.channel_id, args.thread_ts);
    const session = threadTs === null ? undefined : slack.agent.session(args.channel_id.id, threadTs);
    if (session === undefined) return refuse('session_not_found');
    if (args.title.length > 200) return refuse('invalid_name');
    slack.agent.setSession({ ...session, title: args.title });
    return ok();
  },
});

export const assistant: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'assistant.threads.setTitle': setTitle,
  'agents.sessions.setStatus': setSessionStatus,
  'agents.sessions.rename': rename,
};
