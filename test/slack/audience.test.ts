import { expect, test } from 'vitest';
import { saveChannelPolicy } from '#src/state/channels.ts';
import { savePerson } from '#src/state/people.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const at = Temporal.Instant.from('2026-11-18T09:00Z');

const policy = (
  channelId: string,
  shows: Parameters<typeof saveChannelPolicy>[1]['shows'],
  storeId: string | null = null,
) =>
  saveChannelPolicy(database().fast, {
    teamId: 'T1',
    channelId,
    shows,
    storeId,
    followUps: true,
    setBy: 'T1:UADMIN',
    at,
  });

const placeAsked = async (channel: string, more: object = {}) => {
  const { deliver, asked } = await startTestSlack({ database: database() });
  await deliver({ ...bodies.mention('orders', { channel }), ...more });
  return asked[0];
};

const channelIs = (info: object): void => {
  web.answers['conversations.info'] = ({ channel }) => ({ ok: true, channel: { id: channel, ...info } });
};

test.each([
  ['a public channel', {}, { kind: 'public' }],
  ['a private channel', { is_private: true }, { kind: 'private', department: null }],
  ['a group conversation', { is_mpim: true }, { kind: 'private', department: null }],
  ['a channel shared with another company', { is_ext_shared: true }, { kind: 'external' }],
  ['a channel about to be shared', { is_pending_ext_shared: true, is_private: true }, { kind: 'external' }],
  [
    'a private channel named after a department',
    { is_private: true, name: 'finance', topic: { value: 'show all' } },
    { kind: 'private', department: null },
  ],
])('%s is taken for what it is', async (_, info, place) => {
  channelIs(info);
  expect(await placeAsked('C1')).toMatchObject({ place });
});

test.each([
  ['Slack does not know it', () => ({ ok: false, error: 'channel_not_found' })],
  ['the scope is missing', () => ({ ok: false, error: 'missing_scope' })],
  ['Slack does not answer', () => new Response('', { status: 503 })],
])('a channel that cannot be looked up because %s counts as shared with strangers', async (_, answer) => {
  web.answers['conversations.info'] = answer;
  expect(await placeAsked('C1')).toMatchObject({ place: { kind: 'external' } });
});

test('a channel that the event says is shared is shared, whatever was known before', async () => {
  expect(await placeAsked('C1', { is_ext_shared_channel: true })).toMatchObject({
    place: { kind: 'external' },
  });
});

test('what an admin set decides, and names the store that is meant', async () => {
  await policy('CFIN', 'finance', 'uk');
  await policy('CNONE', 'none');
  await policy('COPEN', 'open');
  expect(await placeAsked('CFIN')).toMatchObject({
    place: { kind: 'private', department: 'finance' },
    stores: ['uk'],
  });
  expect(await placeAsked('CNONE')).toMatchObject({ place: { kind: 'external' } });
  channelIs({ is_ext_shared: true });
  expect(await placeAsked('COPEN')).toMatchObject({ place: { kind: 'public' } });
});

test('a policy that cannot be read shows nothing', async () => {
  await database()
    .client`insert into channel_policies (team_id, channel_id, policy, set_by, updated_at) values ('T1', 'CODD', 'everything', 'x', now())`;
  expect(await placeAsked('CODD')).toMatchObject({ place: { kind: 'external' } });
});

const askerOf = async (user: string) => {
  const { deliver, asked } = await startTestSlack({ database: database() });
  await deliver(bodies.mention('orders', { user }));
  return asked[0]?.asker;
};

test('departments come from user groups, and what an admin set for a person goes before', async () => {
  expect(await askerOf('UFIN')).toMatchObject({ departments: ['finance'], locale: 'en-GB' });
  await savePerson(database().fast, {
    teamId: 'T1',
    userId: 'UFIN',
    departments: ['warehouse'],
    roles: ['debtors'],
    isAdmin: false,
    at,
  });
  expect(await askerOf('UFIN')).toMatchObject({ departments: ['warehouse'], roles: ['debtors'] });
});

test('names and titles give nobody a department', async () => {
  web.answers['users.info'] = ({ user }) => ({
    ok: true,
    user: {
      id: user,
      team_id: 'T1',
      name: 'finance',
      real_name: 'CFO',
      profile: { title: 'Finance', display_name: 'CFO' },
    },
  });
  expect(await askerOf('UCFO')).toMatchObject({ departments: [] });
});

test.each([
  ['groups cannot be listed', () => ({ ok: false, error: 'missing_scope' })],
  [
    'a group is switched off',
    () => ({ ok: true, usergroups: [{ handle: 'finance', date_delete: 5, users: ['UANN'] }] }),
  ],
  [
    'a group is no department',
    () => ({ ok: true, usergroups: [{ handle: 'finance-friends', users: ['UANN'] }] }),
  ],
])('nobody is in a department when %s', async (_, answer) => {
  web.answers['usergroups.list'] = answer;
  expect(await askerOf('UANN')).toMatchObject({ departments: [] });
});

test('an answer the place may not see goes to the asker alone', async () => {
  const { deliver } = await startTestSlack({
    database: database(),
    answer: () => figure('Margin: 31%.', { audience: 'asker' }),
  });
  const body = bodies.mention('margin');
  await deliver(body);
  expect(web.of('chat.postEphemeral')).toMatchObject([
    { user: 'UMIA', channel: 'C1', thread_ts: body.event.ts, text: 'Margin: 31%.' },
  ]);
  expect(web.of('chat.postMessage')).toEqual([]);
});

test('Slack is asked once about a person and a channel while the answer is fresh', async () => {
  let now = at;
  const { deliver } = await startTestSlack({ database: database(), now: () => now });
  for (let n = 0; n < 3; n++) await deliver(bodies.mention('orders'));
  expect([web.of('users.info').length, web.of('conversations.info').length]).toEqual([1, 1]);
  now = now.add({ minutes: 6 });
  await deliver(bodies.mention('orders'));
  expect([web.of('users.info').length, web.of('conversations.info').length]).toEqual([2, 2]);
});
