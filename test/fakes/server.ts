import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Loopback } from '#test/support/loopback.ts';
import { serve } from '#test/support/loopback.ts';
import type { Random } from './random.ts';

export type FakeRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type FakeReply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
};

/** What can go wrong between a shop and us, each with its share of all requests. */
export type FaultKind = 'limited' | 'broken' | 'html' | 'reset' | 'slow' | 'cut';

export type Faults = {
  readonly random: Random;
  readonly share: number;
  readonly kinds: readonly [FaultKind, ...FaultKind[]];
};

export const allFaults: Faults['kinds'] = ['limited', 'broken', 'html', 'reset', 'slow', 'cut'];

/** A fake platform on loopback. `clock` is the platform's own; `requests` counts what was asked, faults included. */
export type FakeServer = Loopback & {
  readonly requests: { count: number; readonly paths: string[]; faults: number };
  /** Faults from now on; null for none. */
  faults: Faults | null;
  /** Called before each answer, for what happens in the midst of reading. */
  before: (() => Promise<void> | void) | null;
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
};

const send = (
  response: ServerResponse,
  clock: () => number,
  { status = 200, headers = {}, json, text }: FakeReply,
): void => {
  response.writeHead(status, {
    date: new Date(clock()).toUTCString(),
    'content-type': json === undefined ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8',
    ...headers,
  });
  response.end(json === undefined ? (text ?? '') : JSON.stringify(json));
};

const page = '<!doctype html><title>Checking your browser</title>';

type Answer = (response: ServerResponse, clock: () => number, reply: FakeReply) => void;

/** How each fault looks from outside. */
const failures: Readonly<Record<FaultKind, Answer>> = {
  limited: (response, clock) =>
    send(response, clock, { status: 429, headers: { 'retry-after': '1' }, text: page }),
  broken: (response, clock) => send(response, clock, { status: 503, text: page }),
  html: (response, clock) => send(response, clock, { status: 200, text: page }),
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  slow: (response, _clock, reply) => {
    const text = JSON.stringify(reply.json ?? null);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.write(text.slice(0, 1));
    setTimeout(() => response.end(text.slice(1)), 15);
  },
  cut: (response, _clock, reply) => {
    const text = JSON.stringify(reply.json ?? null);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length + 1000 });
    response.write(text.slice(0, Math.floor(text.length / 2)));
    setTimeout(() => response.destroy(), 2);
  },
};

export const fakeServer = async (
  clock: () => number,
  answer: (request: FakeRequest) => FakeReply | Promise<FakeReply>,
  port = 0,
): Promise<FakeServer> => {
  const requests = { count: 0, paths: [] as string[], faults: 0 };
  const state: Pick<FakeServer, 'faults' | 'before'> = { faults: null, before: null };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.count += 1;
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    requests.paths.push(`${request.method} ${url.pathname}`);
    await state.before?.();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const body = await readBody(request);
    const reply = await answer({ method: request.method ?? 'GET', url, headers, body });
    const { faults } = state;
    if (faults?.random.chance(faults.share)) {
      requests.faults += 1;
      return failures[faults.random.pick(faults.kinds)](response, clock, reply);
    }
    send(response, clock, reply);
  };
  const loopback = await serve((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  }, port);
  return Object.assign(state, { ...loopback, requests });
};
