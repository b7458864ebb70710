import { App, Assistant, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import type { Json } from '#src/playground/json.ts';
import { objectOf } from '#src/playground/json.ts';
import { person, until } from '#test/support/workspace-look.ts';
import { runWorkspace, sampleManifest } from '#test/support/workspace-server.ts';

/** The sample app as an assistant of the older kind, which Slack's assistant template still is. */
const manifest: Json = {
  ...objectOf(sampleManifest),
  features: {
    bot_user: { display_name: 'Helper' },
    app_home: { messages_tab_enabled: true },
    assistant_view: { assistant_description: 'Helps' },
  },
  settings: {
    event_subscriptions: { bot_events: ['assistant_thread_started', 'message.im'] },
    interactivity: { is_enabled: true },
  },
};

test('Bolt’s Assistant hears that a thread started, suggests, and answers in it', async () => {
  const { workspace, apiUrl: slackApiUrl, stop } = await runWorkspace({ manifest });
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    installerOptions: { clientOptions: { slackApiUrl } },
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: workspace.botToken,
    receiver,
    clientOptions: { slackApiUrl },
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  app.assistant(
    new Assistant({
      threadStarted: async ({ say, setSuggestedPrompts, saveThreadContext }) => {
        await say('How can I help?');
        await saveThreadContext();
        await setSuggestedPrompts({ title: 'Try', prompts: [{ title: 'Stock', message: 'What is left?' }] });
      },
      userMessage: async ({ message, say, setTitle, setStatus }) => {
        await setTitle('Stock');
        await setStatus('is counting…');
        await say(`You asked: ${'text' in message ? message.text : ''}`);
      },
    }),
  );
  await app.start();
  await until(() => workspace.socketCount() > 0);
  const titles: string[] = [];
  const prompts: string[] = [];
  workspace.team.listen((happening) => {
    if (happening.kind === 'title') titles.push(happening.title);
    if (happening.kind === 'prompts') prompts.push(happening.prompts.title);
  });

  const opened = await workspace.act('mia', 'openApp', { tab: 'messages' });
  const { channel, threadTs } = (opened.ok ? opened.fields : {}) as {
    readonly channel: string;
    readonly threadTs: string;
  };
  const texts = (): readonly string[] =>
    workspace.team.messages.replies(channel, threadTs).map((message) => message.text);
  await until(() => prompts.length === 1);
  expect(texts()).toEqual(['How can I help?']);
  await workspace.act('mia', 'say', { channel, text: 'What is left?' });
  await until(() => texts().length === 3);
  expect(texts()).toEqual(['How can I help?', 'What is left?', 'You asked: What is left?']);
  expect(titles).toEqual(['Stock']);
  expect(workspace.team.messages.replies(channel, threadTs)[1]?.user).toBe(person('mia'));
  await app.stop();
  await until(() => workspace.socketCount() === 0);
  await stop();
});
