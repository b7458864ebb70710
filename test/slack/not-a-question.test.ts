import { describe, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { bodies, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

const posts = () => web.of('chat.postMessage');

describe('what is not a question', () => {
  test.each([
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a thread broadcast', { subtype: 'thread_broadcast' }],
    ['a shared file', { subtype: 'file_share' }],
    ['a join', { subtype: 'channel_join' }],
    ['a bot', { bot_id: 'B9', user: 'UOTHERBOT' }],
    ['a bot of old', { subtype: 'bot_message', bot_id: 'B9' }],
    ['a workflow', { bot_profile: { id: 'B7' } }],
    ['the bot itself', { user: 'UBOT' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['nobody', { user: undefined }],
    ['no text', { text: undefined }],
  ])('%s is passed over in silence', async (_, more) => {
    const { deliver, asked } = await start();
    await deliver(bodies.direct('orders', more));
    await deliver(bodies.mention('orders', more));
    expect(asked).toEqual([]);
    expect(web.said()).toEqual([]);
  });

  test.each([
    ['deactivated', { deleted: true }],
    ['a bot user', { is_bot: true }],
    ['a workflow bot', { is_workflow_bot: true }],
  ])('somebody who is %s is passed over in silence', async (_, profile) => {
    web.answers['users.info'] = ({ user }) => ({ ok: true, user: { id: user, team_id: 'T1', ...profile } });
    const { deliver, asked } = await start();
    await deliver(bodies.mention('orders'));
    expect([asked, web.said()]).toEqual([[], []]);
  });

  test.each([
    ['a guest', { is_restricted: true }, {}],
    ['a single-channel guest', { is_ultra_restricted: true }, {}],
    ['a stranger', { is_stranger: true }, {}],
    ['somebody of another company by profile', { team_id: 'T2' }, {}],
    ['somebody of another company by event', {}, { user_team: 'T2' }],
  ])('%s gets no figures, and is told so alone', async (_, profile, event) => {
    web.answers['users.info'] = ({ user }) => ({ ok: true, user: { id: user, team_id: 'T1', ...profile } });
    const { deliver, asked } = await start();
    await deliver(bodies.mention('orders', event));
    expect(asked).toEqual([]);
    expect(web.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringMatching(/^I only answer people who work here/) },
    ]);
    expect(posts()).toEqual([]);
  });
});
