import { expect } from 'vitest';
import type { Fields, Stage, Walk } from './walks.ts';
import { fine, general } from './walks.ts';
import { person } from './workspace-look.ts';

const streamed = async (stage: Stage): Promise<Fields> => {
  const thread_ts = await stage.post();
  const recipient = { recipient_user_id: person('mia'), recipient_team_id: stage.workspace.team.id };
  const answer = await stage.call('chat.startStream', { channel: general, thread_ts, ...recipient });
  return { channel: general, ts: answer['ts'] };
};

/** Posting, streaming, scheduling. */
export const chatWalks: Readonly<Record<string, Walk>> = {
  'chat.postMessage': {
    given: () => ({ channel: '#general', text: 'hi' }),
    answers: { channel: general, message: { text: 'hi', type: 'message' } },
  },
  'chat.postEphemeral': {
    given: () => ({ channel: general, user: person('mia'), text: 'psst' }),
    answers: { message_ts: expect.any(String) },
  },
  'chat.update': {
    given: async (stage) => ({ channel: general, ts: await stage.post(), text: 'changed' }),
    answers: { text: 'changed', message: { edited: { user: expect.any(String) } } },
  },
  'chat.delete': {
    given: async (stage) => ({ channel: general, ts: await stage.post() }),
    answers: { channel: general },
  },
  'chat.getPermalink': {
    given: async (stage) => ({ channel: general, message_ts: await stage.post() }),
    answers: { permalink: expect.stringContaining(general) },
  },
  'chat.startStream': {
    given: async (stage) => ({
      channel: general,
      thread_ts: await stage.post(),
      recipient_user_id: person('mia'),
      recipient_team_id: stage.workspace.team.id,
    }),
    answers: { ts: expect.any(String) },
  },
  'chat.appendStream': {
    given: async (stage) => ({ ...(await streamed(stage)), markdown_text: 'a' }),
    answers: fine,
  },
  'chat.stopStream': {
    given: async (stage) => ({
      ...(await streamed(stage)),
      markdown_text: 'a',
      blocks: [{ type: 'divider' }],
    }),
    answers: { message: { text: 'a', blocks: [{ type: 'markdown' }, { type: 'divider' }] } },
  },
  'chat.scheduleMessage': {
    given: () => ({ channel: general, text: 'later', post_at: Math.trunc(Date.now() / 1000) + 60 }),
    answers: { scheduled_message_id: expect.stringMatching(/^Q/) },
  },
  'chat.scheduledMessages.list': {
    given: async (stage) => {
      await stage.call('chat.scheduleMessage', {
        channel: general,
        text: 'later',
        post_at: Math.trunc(Date.now() / 1000) + 60,
      });
      return {};
    },
    answers: { scheduled_messages: [{ channel_id: general, text: 'later' }] },
  },
  'chat.deleteScheduledMessage': {
    given: async (stage) => {
      const answer = await stage.call('chat.scheduleMessage', {
        channel: general,
        text: 'later',
        post_at: Math.trunc(Date.now() / 1000) + 60,
      });
      return { channel: general, scheduled_message_id: answer['scheduled_message_id'] };
    },
    answers: fine,
  },
};
