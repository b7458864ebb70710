import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Block } from '@slack/types';
import type { JsonObject } from '#src/playground/json.ts';
import { answer, everyMessage } from './sample-blocks.ts';
import { home, modal } from './sample-views.ts';
import type { RunningWorkspace } from './workspace-server.ts';

/** Blocks as Bolt's types want them; some of ours are newer than those types. */
export const asBlocks = (blocks: readonly JsonObject[]): Block[] => blocks as unknown as Block[];

export type SampleApp = {
  readonly app: App;
  /** Everything the app heard, oldest first: `event:app_mention`, `command:/ask`, `action:how`, … with the payload. */
  readonly heard: { readonly what: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** Waits until the app heard something; fails after 5 s. */
  readonly hears: (what: string, count?: number) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly stop: () => Promise<void>;
};

type Record_ = (what: string, body: unknown) => void;

const registerConversation = (app: App, note: Record_): void => {
  app.event('app_mention', async ({ event, body, client, say }) => {
    note('event:app_mention', body);
    await client.assistant.threads.setStatus({
      channel_id: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      status: 'is looking at the shop…',
    });
    await say({
      text: 'Net sales last week: €95,852.10',
      blocks: asBlocks(answer),
      thread_ts: event.thread_ts ?? event.ts,
    });
  });
  app.message(async ({ message, body, say }) => {
    note(`message:${message.channel_type}`, body);
    if (message.channel_type !== 'im' || message.subtype !== undefined) return;
    const blocks = everyMessage[(message.text ?? '').replace(/^show /, '')];
    if (message.text === 'show all')
      for (const [name, some] of Object.entries(everyMessage))
        await say({ text: name, blocks: asBlocks(some) });
    else if (blocks !== undefined) await say({ text: message.text ?? '', blocks: asBlocks(blocks) });
    else await say({ text: `You said: ${message.text ?? ''}` });
  });
  app.event('app_home_opened', async ({ event, body, client }) => {
    note(`event:app_home_opened:${event.tab}`, body);
    if (event.tab === 'home')
      await client.views.publish({
        user_id: event.user,
        view: home as unknown as Parameters<typeof client.views.publish>[0]['view'],
      });
  });
  for (const event of ['reaction_added', 'member_joined_channel', 'file_shared', 'agent_session_stopped'])
    app.event(event, async ({ body }) => note(`event:${event}`, body));
};

const registerCommands = (app: App, note: Record_): void => {
  app.command('/ask', async ({ ack, body, command, respond }) => {
    note('command:/ask', body);
    await ack();
    await respond({ text: `Asked: ${command.text}`, blocks: asBlocks(answer) });
  });
  app.command('/stock', async ({ ack, body, command }) => {
    note('command:/stock', body);
    await ack({ response_type: 'in_channel', text: `42 of ${command.text} left` });
  });
  app.command('/announce', async ({ ack, body, client }) => {
    note('command:/announce', body);
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: modal as unknown as Parameters<typeof client.views.open>[0]['view'],
    });
  });
};

const registerInteractions = (app: App, note: Record_): void => {
  app.action(/.*/, async ({ ack, body, action, client }) => {
    const id = 'action_id' in action ? action.action_id : '';
    note(`action:${id}`, body);
    await ack();
    if (id === 'settings' && 'trigger_id' in body)
      await client.views.open({
        trigger_id: body.trigger_id,
        view: modal as unknown as Parameters<typeof client.views.open>[0]['view'],
      });
  });
  app.options(/.*/, async ({ ack, body }) => {
    note('options', body);
    const query = 'value' in body ? body.value : '';
    await ack({
      options: [1, 2].map((n) => ({
        text: { type: 'plain_text', text: `${query} ${n}` },
        value: `${query}-${n}`,
      })),
    });
  });
  app.view('everything', async ({ ack, body, view }) => {
    note('view:everything', body);
    const name = view.state.values['name']?.['value']?.value ?? '';
    if (name === 'taken') await ack({ response_action: 'errors', errors: { name: 'This name is taken.' } });
    else if (name === 'next') {
      const { notify_on_close: _, ...next } = modal;
      const second = { ...next, title: { type: 'plain_text', text: 'Second' }, callback_id: 'second' };
      await ack({ response_action: 'push', view: second } as never);
    } else await ack();
  });
  app.view({ callback_id: 'everything', type: 'view_closed' }, async ({ ack, body }) => {
    note('closed:everything', body);
    await ack();
  });
  app.shortcut(/.*/, async ({ ack, body, client, shortcut }) => {
    note(`shortcut:${shortcut.callback_id}`, body);
    await ack();
    if (shortcut.type === 'message_action')
      await client.chat.postEphemeral({
        channel: shortcut.channel.id,
        user: shortcut.user.id,
        text: `In plain words: ${shortcut.message.text ?? ''}`,
      });
    else
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view: modal as unknown as Parameters<typeof client.views.open>[0]['view'],
      });
  });
};

const waitUntil = async (met: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + 5000;
  while (!met()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** A real Bolt app that answers everything, connected to a workspace over the given transport. */
export const startSampleApp = async (
  running: RunningWorkspace,
  transport: 'socket' | 'http' = 'socket',
): Promise<SampleApp> => {
  const { workspace, apiUrl: slackApiUrl } = running;
  const heard: SampleApp['heard'] = [];
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: workspace.appToken,
          installerOptions: { clientOptions: { slackApiUrl } },
          logLevel: LogLevel.ERROR,
        })
      : new HTTPReceiver({ signingSecret: workspace.signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    token: workspace.botToken,
    receiver,
    clientOptions: { slackApiUrl, retryConfig: { retries: 2 } },
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  const note: Record_ = (what, body) => heard.push({ what, body: body as Readonly<Record<string, unknown>> });
  registerConversation(app, note);
  registerCommands(app, note);
  registerInteractions(app, note);
  if (transport === 'socket') {
    await app.start();
    await waitUntil(() => workspace.socketCount() > 0, 'connected');
  } else {
    const server = (await app.start(0)) as import('node:http').Server;
    const { port } = server.address() as import('node:net').AddressInfo;
    workspace.useRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  }
  return {
    app,
    heard,
    hears: async (what, count = 1) => {
      const found = () => heard.filter((one) => one.what === what);
      await waitUntil(
        () => found().length >= count,
        `${what} × ${count}, heard ${heard.map((one) => one.what).join(' ')}`,
      );
      return found().map((one) => one.body);
    },
    stop: async () => {
      await app.stop();
      await waitUntil(() => workspace.socketCount() === 0, 'disconnected');
    },
  };
};
