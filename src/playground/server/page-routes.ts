import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Act, ActResult } from '../acts/act.ts';
import { cannot } from '../acts/act.ts';
import { isPlayable } from '../acts/workspace.ts';
import { mimeTypeOf } from '../api/files.ts';
import { readFaults } from '../faults/faults.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { entryOf, isObject, parseJson, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { canSee } from '../team/conversations.ts';
import type { Person } from '../team/types.ts';
import { sendAsset } from './assets.ts';
import { readBytes } from './body.ts';
import { sendFile } from './files.ts';
import { sendJson, sendText } from './replies.ts';

const mostBytes = 1024 * 1024;

const readObject = async (request: IncomingMessage): Promise<JsonObject | null> => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return null;
  const bytes = await readBytes(request, mostBytes);
  const body = bytes === null ? undefined : parseJson(bytes.toString('utf8'));
  return isObject(body) ? body : null;
};

/** Who the page says it is. Everybody here is somebody on this machine, trying people on. */
export const personOf = (slack: Slack, id: string | null): Person | null => {
  const people = [...slack.team.people.values()];
  const person = people.find((one) => one.id === id) ?? people.find((one) => one.name === id);
  return person !== undefined && isPlayable(person) ? person : null;
};

/** A page that starts without knowing whom to be is given somebody. */
const someone = (slack: Slack): Person | null => [...slack.team.people.values()].find(isPlayable) ?? null;

/** Carries out what a person does, by name; used by the page and, without the network, by tests. */
export const perform = async (
  slack: Slack,
  acts: Readonly<Record<string, Act>>,
  given: JsonObject,
): Promise<ActResult> => {
  const name = textOf(given['act']) ?? '';
  const me = personOf(slack, textOf(given['as'])) ?? (name === 'start' ? someone(slack) : null);
  const act = entryOf(acts, name);
  if (me === null) return cannot('This person is not in the workspace.');
  return act === undefined
    ? cannot('The page asked for something that does not exist.')
    : act(slack, me, given);
};

const handleAct = async (
  slack: Slack,
  acts: Readonly<Record<string, Act>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const given = await readObject(request);
  if (given === null)
    return sendJson(response, 400, { ok: false, problem: 'The body must be a JSON object.' });
  const result = await perform(slack, acts, given);
  sendJson(response, 200, result.ok ? { ok: true, ...result.fields } : result);
};

const handleUpload = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const me = personOf(slack, url.searchParams.get('as'));
  const bytes = await readBytes(request, slack.team.rules.fileBytes);
  const name = (url.searchParams.get('name') ?? 'file').slice(0, 200);
  if (me === null || bytes === null || bytes.length === 0)
    return sendJson(response, 200, { ok: false, problem: 'This file is empty or larger than 20 MB.' });
  const id = newId('F');
  slack.team.files.put(id, {
    id,
    name,
    title: name,
    altText: '',
    mimeType: mimeTypeOf(name),
    user: me.id,
    created: Math.trunc(slack.team.nowMs() / 1000),
    size: bytes.length,
    content: bytes.toString('base64'),
    channels: [],
  });
  sendJson(response, 200, { ok: true, id });
};

/** A shared file for somebody who sees a conversation it was shared in. */
const handleFile = (slack: Slack, response: ServerResponse, url: URL, id: string): void => {
  const me = personOf(slack, url.searchParams.get('as'));
  const file = slack.team.files.get(id);
  const seen = file?.channels.some((channelId) => {
    const channel = slack.team.channels.get(channelId);
    return me !== null && channel !== undefined && canSee(slack.team, channel, me.id);
  });
  if (file === undefined || (seen !== true && file.user !== me?.id)) sendText(response, 404, 'not found');
  else sendFile(response, file);
};

/** Reads or sets the troubles: `GET` and `PUT /workspace/faults`. */
const handleFaults = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (request.method !== 'PUT')
    return sendJson(response, 200, { faults: slack.faults.list(), sockets: slack.sockets.count() });
  const reading = readFaults((await readObject(request)) ?? undefined);
  if (reading.kind === 'refused') return sendJson(response, 400, { ok: false, problem: reading.problem });
  slack.faults.set(reading.faults, reading.seed ?? undefined);
  sendJson(response, 200, { ok: true, faults: slack.faults.list() });
};

const handleSockets = (slack: Slack, response: ServerResponse, what: string): void => {
  if (what === 'refresh') slack.sockets.refresh();
  else slack.sockets.cut();
  sendJson(response, 200, { ok: true });
};

/** A request for the page, and what answering it takes. */
type PageCall = {
  readonly slack: Slack;
  readonly acts: Readonly<Record<string, Act>>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** The path after the area. */
  readonly rest: string;
};

const routes: Readonly<Record<string, (call: PageCall) => void | Promise<void>>> = {
  'GET page': ({ response, rest }) => sendAsset(response, rest),
  'GET json.ts': ({ response }) => sendAsset(response, '../json.ts'),
  'POST act': ({ slack, acts, request, response }) => handleAct(slack, acts, request, response),
  'POST upload': ({ slack, request, response, url }) => handleUpload(slack, request, response, url),
  'GET files': ({ slack, response, url, rest }) => handleFile(slack, response, url, rest.split('/')[0] ?? ''),
  'GET faults': ({ slack, request, response }) => handleFaults(slack, request, response),
  'PUT faults': ({ slack, request, response }) => handleFaults(slack, request, response),
  'POST sockets': ({ slack, response, rest }) => handleSockets(slack, response, rest),
};

/** The page itself (`/`) and everything under `/workspace/`. */
export const handlePage = async (call: Omit<PageCall, 'rest'>): Promise<void> => {
  const { request, response, url } = call;
  if (url.pathname === '/') return sendAsset(response, 'index.html');
  const [, , area = '', ...rest] = url.pathname.split('/');
  const route = entryOf(routes, `${request.method} ${area}`);
  if (route === undefined) sendText(response, 404, 'not found');
  else await route({ ...call, rest: rest.join('/') });
};
