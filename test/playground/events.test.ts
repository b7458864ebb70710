import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { botUserId } from '#src/playground/content.ts';
import type { Json, JsonObject } from '#src/playground/json.ts';
import { objectOf } from '#src/playground/json.ts';
import type { WorkspaceOptions } from '#src/playground/start.ts';
import { listenAsApp } from '#test/support/ear.ts';
import { listenOverHttp } from '#test/support/http-ear.ts';
import type { Stage } from '#test/support/walks.ts';
import { general, stageFor } from '#test/support/walks.ts';
import { channelId, lastIn, person } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace, sampleManifest } from '#test/support/workspace-server.ts';

/** The sample manifest with other subscriptions or scopes. */
const manifestWith = (events: readonly string[], without: readonly string[] = []): Json => {
  const manifest = objectOf(sampleManifest);
  const scopes = objectOf(objectOf(manifest['oauth_config'])['scopes'])['bot'] as readonly string[];
  return {
    ...manifest,
    oauth_config: { scopes: { bot: scopes.filter((scope) => !without.includes(scope)) } },
    settings: { ...objectOf(manifest['settings']), event_subscriptions: { bot_events: events } },
  };
};

const everyEvent = [
  ...['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im', 'message.mpim'],
  ...['reaction_added', 'reaction_removed', 'member_joined_channel', 'member_left_channel', 'file_shared'],
  ...[
    'channel_created',
    'channel_rename',
    'channel_archive',
    'channel_unarchive',
    'group_left',
    'channel_left',
  ],
  ...['agent_session_stopped', 'assistant_thread_started'],
];

type Given = Parameters<RunningWorkspace['workspace']['act']>[2];

/** How people and the app bring about each event, and the event that must come of it. */
const causes: Readonly<
  Record<
    string,
    (
      stage: Stage,
      act: (who: string, what: string, given?: Given) => Promise<JsonObject>,
    ) => Promise<JsonObject>
  >
> = {
  'message in a public channel': async (_, act) => {
    await act('mia', 'say', { channel: general, text: 'a & b <c>' });
    return { type: 'message', channel_type: 'channel', text: 'a &amp; b &lt;c&gt;', user: person('mia') };
  },
  'message in a private channel': async (_, act) => {
    await act('mia', 'say', { channel: channelId('warehouse'), text: 'hi' });
    return { type: 'message', channel_type: 'group', channel: channelId('warehouse') };
  },
  'message to the app': async (_, act) => {
    const { channel } = await act('mia', 'openDirect', { people: [botUserId] });
    await act('mia', 'say', { channel, text: 'hi' });
    return { type: 'message', channel_type: 'im', channel };
  },
  'message in a group': async (_, act) => {
    const { channel } = await act('mia', 'openDirect', { people: [botUserId, person('lena')] });
    await act('mia', 'say', { channel, text: 'hi' });
    return { type: 'message', channel_type: 'mpim', channel };
  },
  'reply in a thread': async (stage, act) => {
    const thread_ts = await stage.post();
    await act('mia', 'say', { channel: general, text: 'yes', threadTs: thread_ts });
    return { type: 'message', thread_ts, parent_user_id: stage.workspace.team.bot.id };
  },
  'a reply that is sent to the channel, too': async (stage, act) => {
    const thread_ts = await stage.post();
    await act('mia', 'say', { channel: general, text: 'yes', threadTs: thread_ts, broadcast: true });
    return { type: 'message', subtype: 'thread_broadcast', thread_ts };
  },
  'somebody of another company': async (stage, act) => {
    const channel = channelId('partner-shared');
    await act('carla', 'say', { channel, text: 'hi' });
    const home = stage.workspace.team.people.get(person('carla'))?.teamId ?? '';
    return { type: 'message', channel, team: home, user_team: home };
  },
  mention: async (_, act) => {
    await act('mia', 'say', { channel: general, text: 'hello @Crosswalk' });
    return { type: 'app_mention', text: `hello <@${botUserId}>`, channel: general };
  },
  edit: async (_, act) => {
    const { ts } = await act('mia', 'say', { channel: general, text: 'one' });
    await act('mia', 'edit', { channel: general, ts, text: 'two' });
    return {
      type: 'message',
      subtype: 'message_changed',
      message: { text: 'two' },
      previous_message: { text: 'one' },
    };
  },
  deletion: async (_, act) => {
    const { ts } = await act('mia', 'say', { channel: general, text: 'one' });
    await act('mia', 'delete', { channel: general, ts });
    return { type: 'message', subtype: 'message_deleted', deleted_ts: ts };
  },
  'the app’s own message': async (stage) => {
    const ts = await stage.post();
    return { type: 'message', ts, bot_id: stage.workspace.team.botId };
  },
  reaction: async (stage, act) => {
    const ts = await stage.post();
    await act('mia', 'react', { channel: general, ts, name: 'eyes' });
    return { type: 'reaction_added', reaction: 'eyes', item: { type: 'message', channel: general, ts } };
  },
  'reaction taken back': async (stage, act) => {
    const ts = await stage.post();
    await act('mia', 'react', { channel: general, ts, name: 'eyes' });
    await act('mia', 'react', { channel: general, ts, name: 'eyes' });
    return { type: 'reaction_removed', reaction: 'eyes' };
  },
  invitation: async (_, act) => {
    await act('mia', 'invite', { channel: channelId('warehouse'), people: [person('sara')] });
    return { type: 'member_joined_channel', user: person('sara'), inviter: person('mia'), channel_type: 'G' };
  },
  'the app’s removal': async (stage, act) => {
    await act('mia', 'kick', { channel: channelId('warehouse'), person: stage.workspace.team.bot.id });
    return { type: 'group_left', channel: channelId('warehouse') };
  },
  leaving: async (_, act) => {
    await act('mia', 'leave', { channel: channelId('warehouse') });
    return { type: 'member_left_channel', user: person('mia') };
  },
  'a new channel': async (_, act) => {
    const { channel } = await act('mia', 'create', { name: 'spring' });
    return { type: 'channel_created', channel: { id: channel, name: 'spring' } };
  },
  'a renamed channel': async (stage) => {
    const made = await stage.call('conversations.create', { name: 'spring' });
    const { id } = made['channel'] as { readonly id: string };
    await stage.call('conversations.rename', { channel: id, name: 'summer' });
    return { type: 'channel_rename', channel: { id, name: 'summer' } };
  },
  'an archived channel': async (stage) => {
    const made = await stage.call('conversations.create', { name: 'spring' });
    const { id } = made['channel'] as { readonly id: string };
    await stage.call('conversations.archive', { channel: id });
    return { type: 'channel_archive', channel: id };
  },
  'home opened': async (_, act) => {
    await act('mia', 'openApp', { tab: 'home' });
    return { type: 'app_home_opened', user: person('mia'), tab: 'home' };
  },
  'messages opened': async (_, act) => {
    await act('mia', 'openApp', { tab: 'messages' });
    return { type: 'app_home_opened', tab: 'messages' };
  },
  'the Stop button': async (stage, act) => {
    const thread_ts = await stage.post();
    await stage.call('agents.sessions.setStatus', { channel_id: general, thread_ts, status: 'processing' });
    await act('mia', 'stopAgent', { channel: general, threadTs: thread_ts });
    return { type: 'agent_session_stopped', channel: general, thread_ts, streaming_message_ts: [] };
  },
  'a file': async (stage) => {
    const ticket = await stage.call('files.getUploadURLExternal', { filename: 'a.csv', length: 3 });
    await fetch(String(ticket['upload_url']), { method: 'POST', body: 'a,b' });
    await stage.call('files.completeUploadExternal', {
      files: [{ id: ticket['file_id'] }],
      channel_id: general,
    });
    return { type: 'file_shared', channel_id: general };
  },
};

const start = (manifest: Json, more: Partial<WorkspaceOptions> = {}): Promise<RunningWorkspace> =>
  runWorkspace({ manifest, rules: { retryAfterMs: [] }, ...more });

const actIn =
  (running: RunningWorkspace) =>
  async (who: string, what: string, given: Given = {}): Promise<JsonObject> => {
    const result = await running.workspace.act(who, what, given);
    expect(result).toMatchObject({ ok: true });
    return result.ok ? result.fields : {};
  };

describe.each(['socket', 'http'] as const)('the app hears over %s of', (transport) => {
  let running: RunningWorkspace;
  let events: () => readonly JsonObject[];
  let close: () => void | Promise<void>;
  beforeEach(async () => {
    running = await start(manifestWith(everyEvent));
    if (transport === 'socket') {
      const ear = await listenAsApp(running);
      events = () => ear.heard.map((one) => objectOf(one.payload['event']));
      close = ear.close;
    } else {
      const ear = await listenOverHttp(running);
      events = () => ear.heard.map((one) => objectOf(one.body['event']));
      close = ear.close;
    }
  });
  afterEach(async () => {
    await close();
    await running.stop();
  });

  test.each(Object.entries(causes))('%s', async (_, cause) => {
    const wanted = await cause(stageFor(running), actIn(running));
    await running.workspace.settled();
    expect(
      events().filter((event) => matches(event, wanted)),
      JSON.stringify(events()),
    ).toHaveLength(1);
  });
});

/** Whether an event has at least these fields. */
const matches = (event: Json | undefined, wanted: Json | undefined): boolean => {
  if (Array.isArray(wanted) || typeof wanted !== 'object' || wanted === null)
    return JSON.stringify(event) === JSON.stringify(wanted);
  const fields = objectOf(event);
  return Object.entries(wanted).every(([name, value]) => matches(fields[name], value));
};

describe('the app does not hear', () => {
  const heardAfter = async (
    manifest: Json,
    doing: (running: RunningWorkspace, act: ReturnType<typeof actIn>) => Promise<unknown>,
  ): Promise<readonly unknown[]> => {
    const running = await start(manifest);
    const ear = await listenAsApp(running);
    await doing(running, actIn(running));
    await running.workspace.settled();
    ear.close();
    await running.stop();
    return ear.heard.map((one) => objectOf(one.payload['event'])['type']);
  };
  const greet = (_: RunningWorkspace, act: ReturnType<typeof actIn>) =>
    act('mia', 'say', { channel: general, text: 'hi @Crosswalk' });

  test('an event it did not subscribe', async () => {
    expect(await heardAfter(manifestWith(['app_mention']), greet)).toEqual(['app_mention']);
  });
  test('an event it lacks the scope for', async () => {
    const manifest = manifestWith(['app_mention', 'message.channels'], ['channels:history']);
    expect(await heardAfter(manifest, greet)).toEqual(['app_mention']);
  });
  test('a conversation it is not in', async () => {
    const heard = await heardAfter(manifestWith(everyEvent), async (running, act) => {
      const { channel } = await act('mia', 'openDirect', { people: [person('lena')] });
      await act('mia', 'say', { channel, text: 'between us, @Crosswalk' });
      expect(lastIn(running, String(channel))?.text).toContain('between us');
    });
    expect(heard).toEqual([]);
  });
  test('that somebody only looked at the same edit again', async () => {
    const heard = await heardAfter(manifestWith(['message.channels']), async (running, act) => {
      await act('mia', 'say', { channel: general, text: 'one' });
      const ts = lastIn(running, general)?.ts ?? '';
      await act('mia', 'react', { channel: general, ts, name: 'eyes' });
    });
    expect(heard).toEqual(['message']);
  });
});

test('an event carries what Slack’s wrapper carries', async () => {
  const running = await start(manifestWith(everyEvent));
  const ear = await listenAsApp(running);
  await running.workspace.act('mia', 'say', { channel: channelId('partner-shared'), text: 'hi' });
  await running.workspace.settled();
  expect(ear.heard[0]).toMatchObject({
    type: 'events_api',
    payload: {
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      event_time: expect.any(Number),
      team_id: running.workspace.team.id,
      api_app_id: running.workspace.team.appId,
      authorizations: [{ is_bot: true, user_id: running.workspace.team.bot.id }],
      is_ext_shared_channel: true,
    },
  });
  ear.close();
  await running.stop();
});
