import { expect } from 'vitest';
import type { Stage, Walk } from './walks.ts';
import { fine, general, plain, view } from './walks.ts';
import { person } from './workspace-look.ts';

const uploaded = async (stage: Stage): Promise<string> => {
  const ticket = await stage.call('files.getUploadURLExternal', { filename: 'a.csv', length: 3 });
  await fetch(String(ticket['upload_url']), { method: 'POST', body: 'a,b' });
  return String(ticket['file_id']);
};

const shared = async (stage: Stage): Promise<string> => {
  const id = await uploaded(stage);
  await stage.call('files.completeUploadExternal', { files: [{ id, title: 'A' }], channel_id: general });
  return id;
};

/** Reactions, views, files. */
export const thingWalks: Readonly<Record<string, Walk>> = {
  'reactions.add': {
    given: async (stage) => ({ channel: general, timestamp: await stage.post(), name: 'eyes' }),
    answers: fine,
  },
  'reactions.remove': {
    given: async (stage) => {
      const item = { channel: general, timestamp: await stage.post(), name: 'eyes' };
      await stage.call('reactions.add', item);
      return item;
    },
    answers: fine,
  },
  'reactions.get': {
    given: async (stage) => {
      const item = { channel: general, timestamp: await stage.post() };
      await stage.call('reactions.add', { ...item, name: 'eyes' });
      return item;
    },
    answers: { message: { reactions: [{ name: 'eyes', count: 1 }] } },
  },
  'views.open': {
    given: async (stage) => ({ trigger_id: await stage.trigger(), view: view('modal') }),
    answers: { view: { type: 'modal', hash: expect.any(String), state: { values: {} } } },
  },
  'views.push': {
    given: async (stage) => {
      await stage.call('views.open', { trigger_id: await stage.trigger(), view: view('modal') });
      const [open] = [...stage.workspace.team.views.values()];
      return { trigger_id: await stage.triggerIn(open?.id ?? ''), view: view('modal') };
    },
    answers: { view: { previous_view_id: expect.stringMatching(/^V/) } },
  },
  'views.update': {
    given: async (stage) => {
      await stage.call('views.open', { trigger_id: await stage.trigger(), view: view('modal') });
      const [open] = [...stage.workspace.team.views.values()];
      return { view_id: open?.id, hash: open?.hash, view: { ...view('modal'), title: plain('B') } };
    },
    answers: { view: { title: { text: 'B' } } },
  },
  'views.publish': {
    given: () => ({ user_id: person('mia'), view: view('home') }),
    answers: { view: { type: 'home' } },
  },
  'files.getUploadURLExternal': {
    given: () => ({ filename: 'a.csv', length: 3 }),
    answers: { file_id: expect.stringMatching(/^F/), upload_url: expect.stringContaining('/slack/upload/') },
  },
  'files.completeUploadExternal': {
    given: async (stage) => ({
      files: [{ id: await uploaded(stage) }],
      channel_id: general,
      initial_comment: 'here',
    }),
    answers: { files: [{ name: 'a.csv', mimetype: 'text/csv', size: 3 }] },
  },
  'files.info': {
    given: async (stage) => ({ file: await shared(stage) }),
    answers: { file: { title: 'A', channels: [general] } },
  },
  'files.list': {
    given: async (stage) => {
      await shared(stage);
      return { channel: general };
    },
    answers: { files: [{ title: 'A' }] },
  },
  'files.delete': { given: async (stage) => ({ file: await shared(stage) }), answers: fine },
};
