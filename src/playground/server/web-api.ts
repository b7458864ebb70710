import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../api/answer.ts';
import { refuse } from '../api/answer.ts';
import type { Method } from '../api/method.ts';
import { methods } from '../api/methods.ts';
import type { Fault } from '../faults/faults.ts';
import { apiFaults } from '../faults/faults.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { fieldsOf, readBytes } from './body.ts';
import { sendJson } from './replies.ts';

const mostBytes = 4 * 1024 * 1024;

/** Slack's error for a token that does not fit the method, or null. */
const tokenProblem = (slack: Slack, method: Method, token: string | null): string | null => {
  const { botToken, appToken } = slack.secrets;
  if (method.token === 'none') return null;
  if (token === null || token === '') return 'not_authed';
  if (token !== botToken && token !== appToken) return 'invalid_auth';
  const wanted = method.token === 'app' ? appToken : botToken;
  return token === wanted ? null : 'not_allowed_token_type';
};

const bearer = (request: IncomingMessage): string | null =>
  /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** Answers a call as Slack does, without the network: what `chat.postMessage` of these fields gives. */
const callMethod = async (
  slack: Slack,
  name: string,
  fields: JsonObject,
  token: string | null,
  lagMs = 0,
): Promise<Answer> => {
  const method = methods.get(name);
  if (method === undefined) return refuse('unknown_method', [], { req_method: name });
  const problem = tokenProblem(slack, method, token);
  return problem === null ? method.run(fields, { slack, lagMs }) : refuse(problem);
};

const find = (faults: readonly Fault[], ...kinds: readonly Fault['kind'][]): Fault | undefined =>
  faults.find((fault) => kinds.includes(fault.kind));

/** Trouble that keeps the call from being carried out. Returns true where it answered. */
const refuseBefore = (response: ServerResponse, faults: readonly Fault[]): boolean => {
  const limited = find(faults, 'rate_limited');
  const failing = find(faults, 'error');
  if (limited !== undefined)
    sendJson(response, 429, refuse('ratelimited'), { 'retry-after': String(limited.seconds) });
  else if (failing !== undefined) sendJson(response, 200, refuse(failing.error));
  else if (find(faults, 'http_500') !== undefined) sendJson(response, 500, {});
  else return false;
  return true;
};

const scopeHeaders = (slack: Slack, name: string): Readonly<Record<string, string>> => {
  const scopes = methods.get(name)?.scopes;
  return {
    'x-oauth-scopes': [...slack.settings.scopes].join(','),
    ...(Array.isArray(scopes) && scopes.length > 0 ? { 'x-accepted-oauth-scopes': scopes.join(',') } : {}),
  };
};

/** `POST /slack/api/<method>`: always HTTP 200 with `ok`, unless a fault says otherwise. */
export const handleWebApi = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> => {
  const bytes = await readBytes(request, mostBytes);
  const fields = bytes === null ? null : fieldsOf(request.headers['content-type'] ?? '', bytes);
  if (fields === null) return sendJson(response, 200, refuse('invalid_form_data'));
  const given: JsonObject = { ...Object.fromEntries(query), ...fields };
  const faults = slack.faults.strike(apiFaults, [name]);
  if (refuseBefore(response, faults)) return;
  const slow = find(faults, 'slow');
  if (slow !== undefined) await wait(slow.ms);
  const lagMs = find(faults, 'history_lag')?.ms ?? 0;
  const answer = await callMethod(slack, name, given, bearer(request) ?? textOf(given['token']), lagMs);
  if (find(faults, 'lost_response') !== undefined) response.socket?.destroy();
  else if (find(faults, 'http_500_after') !== undefined) sendJson(response, 500, {});
  else sendJson(response, 200, answer, scopeHeaders(slack, name));
};
