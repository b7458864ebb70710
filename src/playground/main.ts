import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClock } from '../lib/clock.ts';
import { AppError } from '../lib/errors.ts';
import { createLogger } from '../lib/log.ts';
import type { Json } from './json.ts';
import { parseJson } from './json.ts';
import { createWorkspace } from './start.ts';

const help = `The local workspace: a Slack on your own machine.

  npm run workspace -- [--port 3100] [--host 127.0.0.1] [--manifest manifest.json] [--data .data/workspace]
                       [--seed crosswalk] [--request-url http://127.0.0.1:3000/slack/events] [--verbose]

  --request-url  the app takes signed HTTP requests there; without it, Socket Mode
  --data ""      keep nothing over a restart
`;

const options = {
  port: { type: 'string', default: '3100' },
  host: { type: 'string', default: '127.0.0.1' },
  manifest: { type: 'string', default: 'manifest.json' },
  data: { type: 'string', default: '.data/workspace' },
  seed: { type: 'string', default: 'crosswalk' },
  'request-url': { type: 'string' },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const unreadable = (path: string, cause: unknown): AppError =>
  new AppError('bad_config', `cannot read ${path}`, {
    userMessage: `There is no manifest at ${path}.`,
    hint: "Name your app's manifest with --manifest.",
    cause,
  });

const unwritable = (folder: string, cause: unknown): AppError =>
  new AppError('bad_config', `cannot make ${folder}`, {
    userMessage: `The folder ${folder} cannot be written.`,
    hint: 'Choose another one with --data.',
    cause,
  });

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
};

const readManifestFile = (path: string): Json => {
  const manifest = parseJson(readText(path));
  if (manifest !== undefined) return manifest;
  throw new AppError('bad_config', `${path} is not JSON`, {
    userMessage: `The manifest ${path} is not valid JSON.`,
  });
};

const journalIn = (folder: string): string => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
  return join(folder, 'workspace.jsonl');
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

type Flags = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Resolves with the port once the server listens (0 chooses one); rejects with the system's error. */
const listen = (server: Server, port: number, host: string): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, host, () => {
    const bound = server.address();
    resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
  });
  return promise;
};

const serve = async (flags: Flags): Promise<void> => {
  const requestUrl = flags['request-url'] ?? null;
  const workspace = createWorkspace({
    manifest: readManifestFile(flags.manifest),
    journalFile: flags.data === '' ? null : journalIn(flags.data),
    seed: flags.seed,
    requestUrl,
    log: createLogger(flags.verbose ? 'debug' : 'warn'),
    now: createClock().now,
    hosts: [flags.host],
  });
  const server = createServer(async (request, response) => {
    if (!(await workspace.handle(request, response))) response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!workspace.upgrade(request, socket, head)) socket.destroy();
  });
  const address = `http://${flags.host}:${await listen(server, Number(flags.port), flags.host)}`;
  const secret =
    requestUrl === null
      ? `SLACK_APP_TOKEN=${workspace.appToken}`
      : `SLACK_SIGNING_SECRET=${workspace.signingSecret}`;
  say(`The local workspace is at ${address}/\n\nStart your app with:`);
  say(`  SLACK_API_URL=${workspace.apiUrl(address)}\n  SLACK_BOT_TOKEN=${workspace.botToken}\n  ${secret}`);
  const stop = (): void => {
    workspace.close();
    server.close();
    server.closeAllConnections();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof AppError) return [error.userMessage, error.hint].filter(Boolean).join(' ');
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'This port is taken. Choose another one with --port.';
  if (code === 'EACCES') return 'This port needs more rights. Choose one above 1024 with --port.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'This machine has no such address. Check --host.';
  return error instanceof Error ? error.message : String(error);
};

const run = async (): Promise<void> => {
  try {
    const { values } = parseArgs({ options });
    if (values.help) say(help);
    else await serve(values);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
};

await run();
