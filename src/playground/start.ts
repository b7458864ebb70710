import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';
import type { ActResult } from './acts/act.ts';
import { acts } from './acts/acts.ts';
import { startAct } from './acts/workspace.ts';
import { postDue } from './api/chat-schedule.ts';
import { createStreams } from './api/streams.ts';
import { createUploads } from './api/uploads.ts';
import { createDelivery } from './app/deliver.ts';
import type { Transport } from './app/envelope.ts';
import { envelopesFor } from './app/events.ts';
import { createResponses } from './app/responses.ts';
import { createSignedHttp } from './app/signed-http.ts';
import { createSockets } from './app/sockets.ts';
import { createTriggers } from './app/triggers.ts';
import type { Content } from './content.ts';
import { botUserId, demoContent } from './content.ts';
import type { Faults } from './faults/faults.ts';
import { createFaults } from './faults/faults.ts';
import type { Secrets } from './ids.ts';
import { fixedId, secretsFor } from './ids.ts';
import type { Json, JsonObject } from './json.ts';
import type { AppSettings } from './manifest.ts';
import { readManifest } from './manifest.ts';
import type { Welcome } from './protocol.ts';
import type { Rules } from './rules.ts';
import { slackRules } from './rules.ts';
import { isOurs } from './server/guard.ts';
import { createLive } from './server/live.ts';
import { handlePage, perform, personOf } from './server/page-routes.ts';
import { sendText } from './server/replies.ts';
import { handleSlack } from './server/slack-routes.ts';
import type { Slack } from './slack.ts';
import { createAgent } from './team/agent.ts';
import type { Team } from './team/team.ts';
import { createTeam } from './team/team.ts';
import type { Person } from './team/types.ts';

export type WorkspaceOptions = {
  /** The app's manifest, in Slack's JSON form. */
  readonly manifest: Json;
  /** Where conversations are kept over a restart; null forgets them. */
  readonly journalFile: string | null;
  /** The same seed gives the same tokens and the same faults. */
  readonly seed: string;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** Where signed requests go when the app uses HTTP; null or left out is Socket Mode. */
  readonly requestUrl?: string | null;
  /** Team, people, user groups and channels; the demo company when left out. */
  readonly content?: Content;
  /** The first-run page, asked for each time a page opens. */
  readonly welcome?: () => Welcome | null | Promise<Welcome | null>;
  /** Slack's times and counts, shorter ones for tests. */
  readonly rules?: Partial<Rules>;
  /** Names other than this machine's own under which the page may be opened. */
  readonly hosts?: readonly string[];
};

/** A Slack on this machine: to be mounted in an HTTP server. */
export type Workspace = Secrets & {
  readonly settings: AppSettings;
  readonly team: Team;
  /** Takes a request that is for the workspace; false where it is not. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
  /** Takes a WebSocket request that is for the workspace; false where it is not. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Says where the server listens (`http://127.0.0.1:3000`); returns what `SLACK_API_URL` has to be. */
  readonly apiUrl: (address: string) => string;
  /** Sends to this address by signed HTTP from now on, or by Socket Mode when null. */
  readonly useRequestUrl: (url: string | null) => void;
  /** What a person does in the page, without a browser: `act('mia', 'say', {channel, text})`. */
  readonly act: (personName: string, act: string, given?: JsonObject) => Promise<ActResult>;
  readonly faults: Faults;
  readonly refreshSockets: () => void;
  readonly cutSockets: () => void;
  readonly socketCount: () => number;
  /** Waits until the app was told everything that happened so far. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
};

const settingsOf = (manifest: Json): AppSettings => {
  const reading = readManifest(manifest);
  if (reading.kind === 'read') return reading.settings;
  throw new AppError('bad_config', `bad manifest: ${reading.problems.join('; ')}`, {
    userMessage: `The app's manifest cannot be used: ${reading.problems.join('; ')}.`,
    hint: 'Correct the manifest file and start again.',
  });
};

const botOf = (settings: AppSettings, teamId: string): Person => ({
  id: botUserId,
  name: settings.botName.toLowerCase().replace(/[^a-z0-9._-]+/g, '-'),
  realName: settings.botName,
  title: settings.description,
  email: '',
  department: null,
  kind: 'bot',
  admin: false,
  deactivated: false,
  teamId,
  zone: 'UTC',
  locale: 'en-US',
});

/** Builds the workspace. Throws AppError where the manifest or the journal file cannot be used. */
export const createWorkspace = (options: WorkspaceOptions): Workspace => {
  const { log } = options;
  const settings = settingsOf(options.manifest);
  const content = options.content ?? demoContent;
  const rules: Rules = { ...slackRules, ...options.rules };
  const appId = fixedId('A', settings.name);
  const secrets = secretsFor(options.seed, appId);
  const faults = createFaults(options.seed);
  const nowMs = (): number => options.now().epochMilliseconds;
  let address = 'http://127.0.0.1';
  let requestUrl = options.requestUrl ?? null;

  const team = createTeam({
    content,
    bot: botOf(settings, content.team.id),
    botId: fixedId('B', settings.name),
    appId,
    journalFile: options.journalFile,
    rules,
    nowMs,
    address: () => address,
    log,
  });
  const agent = createAgent(team);
  const sockets = createSockets({ appId, rules, faults, nowMs, changed: () => live.tellAll(connection()) });
  const transport = (): Transport =>
    requestUrl === null
      ? sockets
      : createSignedHttp({ requestUrl, signingSecret: secrets.signingSecret, rules, faults, nowMs });
  const delivery = createDelivery({ transport, rules, faults, log });
  const slack: Slack = {
    team,
    settings,
    secrets,
    agent,
    triggers: createTriggers(rules, nowMs),
    responses: createResponses(team),
    streams: createStreams(),
    uploads: createUploads(),
    sockets,
    delivery,
    faults,
    log,
  };
  const connected = (): boolean => requestUrl !== null || sockets.count() > 0;
  const connection = () => ({ kind: 'connected', connected: connected() }) as const;
  const allActs = { ...acts, start: startAct(options.welcome ?? (() => null), connected) };

  const live = createLive(team);
  const stopTelling = team.listen((happening) => {
    for (const envelope of envelopesFor(team, settings, secrets.verificationToken, happening))
      delivery.tell(envelope);
  });
  const schedule = setInterval(() => postDue(slack), rules.scheduleTickMs).unref();
  const hosts = (options.hosts ?? []).map((host) => host.toLowerCase());

  const route = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    try {
      if (url.pathname.startsWith('/slack/')) await handleSlack(slack, request, response, url);
      else await handlePage({ slack, acts: allActs, request, response, url });
    } catch (error) {
      log.error({ path: url.pathname, reason: String(error) }, 'workspace.request_failed');
      if (!response.headersSent) sendText(response, 500, 'internal error');
    }
    return true;
  };

  const isMine = (path: string): boolean =>
    path === '/' ||
    path.startsWith('/workspace/') ||
    /^\/slack\/(api|upload|response|files|socket)\//.test(path);

  return {
    ...secrets,
    settings,
    team,
    handle: (request, response) => {
      const url = new URL(request.url ?? '/', 'http://workspace');
      if (!isMine(url.pathname)) return false;
      if (isOurs(request, hosts)) return route(request, response, url);
      sendText(response, 403, 'This page can only be opened on the machine it runs on.');
      return true;
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://workspace');
      if (!isMine(url.pathname)) return false;
      const me = personOf(slack, url.searchParams.get('as'));
      if (isOurs(request, hosts) && url.pathname.startsWith('/slack/socket/'))
        sockets.upgrade(request, socket, head, url.searchParams.get('ticket') ?? '');
      else if (isOurs(request, hosts) && url.pathname === '/workspace/live' && me !== null)
        live.upgrade(request, socket, head, me.id);
      else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return true;
    },
    apiUrl: (where) => {
      address = where.replace(/\/+$/, '');
      return `${address}/slack/api/`;
    },
    useRequestUrl: (url) => {
      requestUrl = url;
      live.tellAll(connection());
    },
    act: (personName, act, given = {}) => perform(slack, allActs, { ...given, as: personName, act }),
    faults,
    refreshSockets: sockets.refresh,
    cutSockets: sockets.cut,
    socketCount: sockets.count,
    settled: delivery.settled,
    close: () => {
      clearInterval(schedule);
      stopTelling();
      delivery.close();
      live.close();
      sockets.close();
      agent.close();
      team.close();
    },
  };
};
