import { expect } from 'vitest';
import type { Walk } from './walks.ts';
import { fine, general } from './walks.ts';
import { person } from './workspace-look.ts';

/** The app itself, its agent's signs, people and groups. */
export const peopleWalks: Readonly<Record<string, Walk>> = {
  'api.test': { answers: fine },
  'auth.test': {
    answers: (stage) => ({ user_id: stage.workspace.team.bot.id, bot_id: stage.workspace.team.botId }),
  },
  'apps.connections.open': {
    answers: { url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/slack\/socket\//) },
  },
  'team.info': { answers: { team: { name: 'Crosswalk Demo' } } },
  'bots.info': {
    given: (stage) => ({ bot: stage.workspace.team.botId }),
    answers: { bot: { name: 'Crosswalk' } },
  },
  'blocks.validate': { given: () => ({ blocks: [{ type: 'divider' }] }), answers: { errors: [] } },
  'assistant.threads.setStatus': {
    given: async (stage) => ({ channel_id: general, thread_ts: await stage.post(), status: 'is thinking…' }),
    answers: fine,
  },
  'assistant.threads.setSuggestedPrompts': {
    given: async () => ({ channel_id: general, prompts: [{ title: 'A', message: 'B' }] }),
    answers: fine,
  },
  'assistant.threads.setTitle': {
    given: async (stage) => ({ channel_id: general, thread_ts: await stage.post(), title: 'Stock' }),
    answers: fine,
  },
  'agents.sessions.setStatus': {
    given: async (stage) => ({ channel_id: general, thread_ts: await stage.post(), status: 'processing' }),
    answers: { session: { status: 'processing' } },
  },
  'agents.sessions.rename': {
    given: async (stage) => {
      const thread = { channel_id: general, thread_ts: await stage.post() };
      await stage.call('agents.sessions.setStatus', { ...thread, status: 'active' });
      return { ...thread, title: 'Stock' };
    },
    answers: fine,
  },
  'users.info': {
    given: () => ({ user: person('noor'), include_locale: true }),
    answers: {
      user: {
        real_name: 'Noor Haddad',
        locale: 'ar',
        tz: 'Europe/Berlin',
        profile: { email: 'noor@crosswalk.example' },
      },
    },
  },
  'users.list': {
    answers: { members: expect.arrayContaining([expect.objectContaining({ id: 'USLACKBOT' })]) },
  },
  'users.lookupByEmail': {
    given: () => ({ email: 'Mia@Crosswalk.example' }),
    answers: { user: { id: person('mia') } },
  },
  'users.getPresence': { given: () => ({ user: person('mia') }), answers: { presence: 'active' } },
  'usergroups.list': {
    given: () => ({ include_users: true }),
    answers: {
      usergroups: expect.arrayContaining([
        expect.objectContaining({ handle: 'warehouse', users: [person('mia'), person('tomasz')] }),
      ]),
    },
  },
  'usergroups.users.list': {
    given: (stage) => ({ usergroup: [...stage.workspace.team.groups.values()][0]?.id }),
    answers: { users: [person('lena'), person('noor')] },
  },
};
