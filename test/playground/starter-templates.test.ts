import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SampleApp } from '#test/support/sample-app.ts';
import { startSampleApp } from '#test/support/sample-app.ts';
import { channelId, lastIn, messagesIn, person, repliesTo, until } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

/** What Slack's own starter templates do, done by a real Bolt app here, over both transports. */
describe.each(['socket', 'http'] as const)('what Slack’s starter templates do, over %s', (transport) => {
  let running: RunningWorkspace;
  let sample: SampleApp;
  beforeEach(async () => {
    running = await runWorkspace({ rules: { retryAfterMs: [] } });
    sample = await startSampleApp(running, transport);
  });
  afterEach(async () => {
    await sample.stop();
    await running.stop();
  });
  const act = (who: string, what: string, given: Parameters<RunningWorkspace['workspace']['act']>[2] = {}) =>
    running.workspace.act(who, what, given);

  test('a direct message is answered', async () => {
    const opened = await act('mia', 'openApp', { tab: 'messages' });
    const channel = opened.ok ? String(opened.fields['channel']) : '';
    await act('mia', 'say', { channel, text: 'hello' });
    await until(() => lastIn(running, channel)?.text === 'You said: hello');
    const [body] = await sample.hears('message:im');
    expect(body).toMatchObject({
      type: 'event_callback',
      event: { type: 'message', channel_type: 'im', text: 'hello', user: person('mia') },
    });
  });

  test('a mention is answered in its thread, with a status before, and is heard as a message too', async () => {
    const channel = channelId('warehouse');
    const statuses: string[] = [];
    const stop = running.workspace.team.listen(
      (happening) => happening.kind === 'status' && statuses.push(happening.status.text),
    );
    await act('mia', 'say', { channel, text: '@Crosswalk how did last week go?' });
    const asked = lastIn(running, channel);
    await until(() => repliesTo(running, channel, asked?.ts ?? '').length === 1);
    stop();
    expect(repliesTo(running, channel, asked?.ts ?? '')[0]?.blocks.length).toBeGreaterThan(3);
    expect(statuses).toEqual(['is looking at the shop…', '']);
    await sample.hears('message:group');
    const [mention] = await sample.hears('event:app_mention');
    expect(mention).toMatchObject({ event: { type: 'app_mention', channel, ts: asked?.ts } });
  });

  test('a command is acknowledged and answered through its response_url, to one person only', async () => {
    const channel = channelId('finance');
    await act('jonas', 'say', { channel, text: '/ask who owes us' });
    const [body] = await sample.hears('command:/ask');
    expect(body).toMatchObject({
      command: '/ask',
      text: 'who owes us',
      user_name: 'jonas',
      channel_name: 'privategroup',
    });
    await until(() => running.workspace.team.whispers.to(person('jonas'), channel).length === 1);
    expect(running.workspace.team.whispers.to(person('jonas'), channel)[0]?.text).toBe('Asked: who owes us');
    expect(messagesIn(running, channel)).toEqual([]);
  });

  test('a command that answers in the channel is shown to everybody, with what was typed', async () => {
    const channel = channelId('general');
    await act('lena', 'say', { channel, text: '/stock blue mug' });
    await sample.hears('command:/stock');
    expect(messagesIn(running, channel).map((message) => message.text)).toEqual([
      '/stock blue mug',
      '42 of blue mug left',
    ]);
  });

  test('a button tells the app who clicked what, where', async () => {
    const channel = channelId('warehouse');
    await act('mia', 'say', { channel, text: '@Crosswalk how did last week go?' });
    await until(() => messagesIn(running, channel).length === 2);
    const answer = repliesTo(running, channel, messagesIn(running, channel)[0]?.ts ?? '')[0];
    const block = answer?.blocks.find((one) => one['type'] === 'actions');
    const clicked = await act('tomasz', 'click', {
      channel,
      ts: answer?.ts,
      blockId: block?.['block_id'] as string,
      actionId: 'how',
    });
    expect(clicked).toEqual({ ok: true, fields: {} });
    const [body] = await sample.hears('action:how');
    expect(body).toMatchObject({
      type: 'block_actions',
      user: { id: person('tomasz') },
      container: { type: 'message', message_ts: answer?.ts, is_ephemeral: false },
      actions: [{ type: 'button', action_id: 'how', value: 'how' }],
      message: { ts: answer?.ts, bot_id: running.workspace.team.botId },
    });
  });

  test('a modal goes there and back: opened, refused by the form, refused by the app, pushed, submitted', async () => {
    const channel = channelId('marketing');
    await act('lena', 'say', { channel, text: '/announce sale' });
    await until(() => running.workspace.team.views.size === 1);
    const [view] = [...running.workspace.team.views.values()];
    const filled = {
      name: { value: 'taken' },
      mail: { value: 'a@b.example' },
      amount: { value: '5' },
      country: { value: 'de' },
    };
    const submit = (state: Parameters<typeof act>[2]) =>
      act('lena', 'submit', { view: view?.id, state: state as never });
    expect(await submit({})).toMatchObject({
      fields: { errors: { name: 'This is a required field.', country: 'This is a required field.' } },
    });
    expect(
      await submit({
        ...filled,
        name: { value: 'ab' },
        mail: { value: 'nowhere' },
        amount: { value: '100' },
      }),
    ).toMatchObject({
      fields: {
        errors: {
          name: 'Please enter at least 3 characters.',
          mail: 'Enter a valid email.',
          amount: 'Enter a number that is at most 99.',
        },
      },
    });
    expect(await submit(filled)).toMatchObject({ fields: { errors: { name: 'This name is taken.' } } });
    expect(await submit({ ...filled, name: { value: 'next' } })).toEqual({ ok: true, fields: {} });
    expect([...running.workspace.team.views.values()].map((one) => one.previousId)).toEqual([null, view?.id]);
    const top = [...running.workspace.team.views.values()].at(-1);
    await act('lena', 'close', { view: top?.id });
    expect(await submit({ ...filled, name: { value: 'Summer' } })).toEqual({
      ok: true,
      fields: { closed: true },
    });
    expect(running.workspace.team.views.size).toBe(0);
    const bodies = await sample.hears('view:everything', 3);
    expect(bodies.at(-1)).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'everything',
        private_metadata: 'kept',
        state: {
          values: {
            name: { value: { type: 'plain_text_input', value: 'Summer' } },
            country: { value: { type: 'static_select', selected_option: { value: 'de' } } },
            who: { value: { type: 'multi_users_select', selected_users: [] } },
          },
        },
      },
    });
  });

  test('a closed modal is told of where the app asked for it', async () => {
    await act('noor', 'say', { channel: channelId('marketing'), text: '/announce sale' });
    await until(() => running.workspace.team.views.size === 1);
    const [view] = [...running.workspace.team.views.values()];
    await act('noor', 'close', { view: view?.id });
    expect((await sample.hears('closed:everything'))[0]).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
    });
  });

  test('the home is published when it is opened, and its buttons work', async () => {
    await act('ines', 'openApp', { tab: 'home' });
    await until(() => running.workspace.team.homes.get(person('ines')) !== undefined);
    const home = running.workspace.team.homes.get(person('ines'));
    const blocks = (home?.view['blocks'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const block = blocks.find((one) => one['type'] === 'actions');
    await act('ines', 'click', {
      view: home?.id,
      blockId: block?.['block_id'] as string,
      actionId: 'settings',
    });
    const [body] = await sample.hears('action:settings');
    expect(body).toMatchObject({ container: { type: 'view', view_id: home?.id }, view: { type: 'home' } });
    await until(() => running.workspace.team.views.size === 1);
  });

  test('shortcuts: one from a message, one from anywhere', async () => {
    const channel = channelId('tech-status');
    await act('priya', 'say', { channel, text: 'ingress 5xx burn rate above 14.4' });
    const message = lastIn(running, channel);
    await act('sara', 'shortcut', { callbackId: 'in_plain_words', channel, ts: message?.ts });
    expect((await sample.hears('shortcut:in_plain_words'))[0]).toMatchObject({
      type: 'message_action',
      message: { ts: message?.ts, text: 'ingress 5xx burn rate above 14.4' },
    });
    await until(() => running.workspace.team.whispers.to(person('sara'), channel).length === 1);
    await act('sara', 'shortcut', { callbackId: 'ask_anything' });
    await until(() => running.workspace.team.views.size === 1);
  });

  test('an answer is streamed, with tasks, and ends as one message', async () => {
    const channel = channelId('marketing');
    await act('lena', 'say', { channel, text: 'how are we doing?' });
    const asked = lastIn(running, channel);
    const streamer = sample.app.client.chatStream({
      channel,
      thread_ts: asked?.ts ?? '',
      recipient_user_id: person('lena'),
      recipient_team_id: running.workspace.team.id,
    });
    await streamer.append({
      chunks: [{ type: 'task_update', id: '1', title: 'Read', status: 'in_progress' }],
    });
    await streamer.append({ markdown_text: '**Good.** ' });
    await streamer.append({ chunks: [{ type: 'task_update', id: '1', title: 'Read', status: 'complete' }] });
    expect(repliesTo(running, channel, asked?.ts ?? '')[0]?.streaming).toBe(true);
    await streamer.stop({ markdown_text: 'Better than last week.' });
    const [answer] = repliesTo(running, channel, asked?.ts ?? '');
    expect(answer?.streaming).toBe(false);
    expect(answer?.text).toBe('**Good.** Better than last week.');
    expect(answer?.blocks.map((block) => [block['type'], block['status']])).toEqual([
      ['task_card', 'complete'],
      ['markdown', undefined],
    ]);
  });

  test('a file is uploaded in three steps and can be fetched again with the token', async () => {
    const channel = channelId('finance');
    await sample.app.client.files.uploadV2({
      channel_id: channel,
      filename: 'orders.csv',
      content: 'id,total\n1,9.90\n',
      title: 'Orders',
      initial_comment: 'As asked',
    });
    const message = lastIn(running, channel);
    expect(message?.text).toBe('As asked');
    const info = await sample.app.client.files.info({ file: message?.files[0] ?? '' });
    const response = await fetch(info.file?.url_private ?? '', {
      headers: { authorization: `Bearer ${running.workspace.botToken}` },
    });
    expect(await response.text()).toBe('id,total\n1,9.90\n');
    expect((await fetch(info.file?.url_private ?? '')).status).toBe(403);
  });

  test('reactions and new members are told of', async () => {
    const channel = channelId('general');
    await act('lena', 'say', { channel, text: 'Good morning' });
    const message = lastIn(running, channel);
    await act('sara', 'react', { channel, ts: message?.ts, name: 'eyes' });
    expect((await sample.hears('event:reaction_added'))[0]).toMatchObject({
      event: { type: 'reaction_added', reaction: 'eyes', user: person('sara'), item: { ts: message?.ts } },
    });
    await act('lena', 'invite', { channel: channelId('marketing'), people: [person('sara')] });
    expect((await sample.hears('event:member_joined_channel'))[0]).toMatchObject({
      event: { user: person('sara'), inviter: person('lena'), channel: channelId('marketing') },
    });
  });
});
