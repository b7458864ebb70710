import { expect } from 'vitest';
import type { Fields, Stage, Walk } from './walks.ts';
import { fine, general } from './walks.ts';
import { channelId, person } from './workspace-look.ts';

const created = async (stage: Stage): Promise<string> => {
  const answer = await stage.call('conversations.create', { name: 'spring' });
  return String((answer['channel'] as { readonly id: string }).id);
};

/** Conversations and who is in them. */
export const conversationWalks: Readonly<Record<string, Walk>> = {
  'conversations.list': {
    given: () => ({ types: 'public_channel,private_channel', limit: 2 }),
    answers: {
      channels: [
        { name: 'general', is_member: true },
        { name: 'marketing', is_private: true },
      ],
      response_metadata: { next_cursor: expect.stringMatching(/.+/) },
    },
  },
  'users.conversations': {
    given: () => ({ user: person('mia') }),
    answers: { channels: [{ name: 'general' }] },
  },
  'conversations.info': {
    given: () => ({ channel: channelId('partner-shared'), include_num_members: true }),
    answers: { channel: { is_ext_shared: true, is_private: true, num_members: expect.any(Number) } },
  },
  'conversations.members': {
    given: () => ({ channel: channelId('warehouse') }),
    answers: { members: expect.arrayContaining([person('mia'), person('tomasz')]) },
  },
  'conversations.open': {
    given: () => ({ users: person('mia'), return_im: true }),
    answers: { channel: { is_im: true, user: person('mia') } },
  },
  'conversations.close': {
    given: async (stage) => {
      const answer = await stage.call('conversations.open', { users: person('mia') });
      return { channel: (answer['channel'] as Fields)['id'] };
    },
    answers: fine,
  },
  'conversations.create': {
    given: () => ({ name: 'spring' }),
    answers: { channel: { name: 'spring', is_member: true } },
  },
  'conversations.history': {
    given: async (stage) => {
      await stage.post({ metadata: { event_type: 'a', event_payload: {} } });
      return { channel: general };
    },
    answers: { messages: [{ text: 'hello' }], has_more: false },
  },
  'conversations.replies': {
    given: async (stage) => {
      const thread_ts = await stage.post();
      await stage.post({ thread_ts, text: 'reply' });
      return { channel: general, ts: thread_ts };
    },
    answers: { messages: [{ reply_count: 1 }, { text: 'reply', parent_user_id: expect.any(String) }] },
  },
  'conversations.join': { given: () => ({ channel: general }), answers: { warning: 'already_in_channel' } },
  'conversations.leave': { given: async (stage) => ({ channel: await created(stage) }), answers: fine },
  'conversations.invite': {
    given: async (stage) => ({ channel: await created(stage), users: person('mia') }),
    answers: { channel: { num_members: 2 } },
  },
  'conversations.kick': {
    given: async (stage) => {
      const channel = await created(stage);
      await stage.call('conversations.invite', { channel, users: person('mia') });
      return { channel, user: person('mia') };
    },
    answers: fine,
  },
  'conversations.setTopic': {
    given: () => ({ channel: general, topic: 'New' }),
    answers: { channel: { topic: { value: 'New' } } },
  },
  'conversations.setPurpose': {
    given: () => ({ channel: general, purpose: 'New' }),
    answers: { channel: { purpose: { value: 'New' } } },
  },
  'conversations.rename': {
    given: async (stage) => ({ channel: await created(stage), name: 'summer' }),
    answers: { channel: { name: 'summer' } },
  },
  'conversations.archive': { given: async (stage) => ({ channel: await created(stage) }), answers: fine },
  'conversations.unarchive': {
    given: async (stage) => {
      const channel = await created(stage);
      await stage.call('conversations.archive', { channel });
      return { channel };
    },
    answers: fine,
  },
};
