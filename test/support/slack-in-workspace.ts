import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Fault } from '#src/playground/faults/faults.ts';
import { readFaults } from '#src/playground/faults/faults.ts';
import type { Json, JsonObject } from '#src/playground/json.ts';
import { isObject, objectsOf, textOf } from '#src/playground/json.ts';
import type { Message } from '#src/playground/team/types.ts';
import type { Serving } from '#src/server/serve.ts';
import { startServer } from '#src/server/serve.ts';
import { startTestSlack } from './slack.ts';
import { channelId, person } from './workspace-look.ts';
import { runWorkspace } from './workspace-server.ts';

export type TransportKind = 'socket' | 'http';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')) as Json;

type AppOptions = Omit<Parameters<typeof startTestSlack>[0], 'connection' | 'database'>;

/** Our app on a local workspace, over a real socket or real HTTP; `replicas` of it share one database. */
export const runSlackInWorkspace = async (options: {
  readonly kind: TransportKind;
  readonly database: Database;
  readonly replicas?: number;
  readonly app?: AppOptions;
}) => {
  const { kind, database, replicas = 1, app = {} } = options;
  const running = await runWorkspace({ manifest, rules: { retryAfterMs: [0, 0, 0] } });
  const { workspace, apiUrl } = running;
  const { botToken, appToken, signingSecret } = workspace;
  const apps = await Promise.all(
    Array.from({ length: replicas }, () =>
      startTestSlack({
        ...app,
        database,
        connection:
          kind === 'socket'
            ? { kind, botToken, appToken, apiUrl }
            : { kind, botToken, signingSecret, apiUrl },
      }),
    ),
  );
  let server: Serving | null = null;
  if (kind === 'http') {
    const handlers = apps.map(({ slack }) => slack);
    server = await startServer({ host: '127.0.0.1', port: 0, handlers, log: createLogger('silent') });
    workspace.useRequestUrl(`${server.address}/slack/events`);
  }
  const { team } = workspace;
  const general = channelId('general');
  const act = async (name: string, what: string, given: JsonObject): Promise<JsonObject> => {
    const result = await workspace.act(name, what, given);
    if (!result.ok) throw new Error(result.problem);
    return result.fields;
  };
  return {
    running,
    workspace,
    apps,
    general,
    asked: () => apps.flatMap(({ asked }) => asked.map(({ text }) => text)),
    /** Writes as a person; gives the message's ts. */
    say: async (name: string, text: string, channel = general, threadTs: string | null = null) =>
      String((await act(name, 'say', { channel, text, ...(threadTs !== null && { threadTs }) }))['ts']),
    direct: (name: string): string =>
      team.channels
        .all()
        .find(
          (one) =>
            one.kind === 'im' && one.members.includes(person(name)) && one.members.includes(team.bot.id),
        )?.id ?? '',
    openDirect: async (name: string) =>
      String((await act(name, 'openDirect', { people: [team.bot.id] }))['channel']),
    /** What the bot wrote below a message. */
    replies: (ts: string, channel = general): readonly Message[] =>
      team.messages.replies(channel, ts).filter(({ botId }) => botId !== null),
    /** What the bot wrote for one person alone. */
    whispers: (name: string, channel = general): readonly Message[] =>
      team.whispers.to(person(name), channel).filter(({ botId }) => botId !== null),
    inChannel: (channel = general): readonly Message[] =>
      team.messages.inChannel(channel).filter(({ botId }) => botId !== null),
    /** Clicks the element with that action id in a message. */
    click: (name: string, message: Message | undefined, actionId: string, value?: string) => {
      const block = message?.blocks.find((one) =>
        objectsOf(one['elements']).some((element) => element['action_id'] === actionId),
      );
      return act(name, 'click', {
        channel: message?.channel ?? '',
        ts: message?.ts ?? '',
        blockId: block?.['block_id'] ?? '',
        actionId,
        ...(value !== undefined && { value }),
      });
    },
    act,
    openViews: (name: string) => [...team.views.values()].filter((view) => view.person === person(name)),
    trouble: (...faults: readonly Partial<Fault>[]): void => {
      const reading = readFaults({ faults: faults as readonly JsonObject[] });
      if (reading.kind === 'refused') throw new Error(reading.problem);
      workspace.faults.set(reading.faults);
    },
    stop: async () => {
      await Promise.all(apps.map(({ slack }) => slack.stop()));
      await server?.close();
      await running.stop();
    },
  };
};

/** The value of a feedback button in a message. */
export const feedbackValue = (
  message: Message | undefined,
  which: 'positive_button' | 'negative_button',
): string => {
  const [pair] = (message?.blocks ?? []).flatMap((block) =>
    objectsOf(block['elements']).filter((element) => element['type'] === 'feedback_buttons'),
  );
  const button = pair?.[which];
  return isObject(button) ? (textOf(button['value']) ?? '') : '';
};
