import { plainReply } from '#src/answer/reply.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Bot } from '#src/schedule/bot.ts';

/** For tests in which nothing is set up. */
export const noProposals: Desk['propose'] = async (asked) =>
  plainReply('no_data', asked, 'Nothing can be set up here.');

const no = plainReply('no_data', { kind: 'help', department: null }, 'No.');

/** A bot that does nothing on its own. */
export const idleBot: Bot = {
  propose: noProposals,
  confirm: async () => ({
    done: false,
    reply: no,
  }),
  preview: async () => ({
    kind: 'reply',
    reply: no,
  }),
  posted: async () => null,
  why: async () => ({ reply: no, by: null }),
  task: async () => no,
  manage: async () => no,
  quieten: async () => no,
  tick: async () => {},
  post: async () => {},
};
