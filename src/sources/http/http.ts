import { Agent } from 'undici';
import { AppError } from '#src/lib/errors.ts';
import { badStatus, longPause, notJson } from './failure.ts';
import type { Limits, Sleep } from './gate.ts';
import { openGate, sleep } from './gate.ts';
import type { PrivateHosts } from './guard.ts';
import { guardedLookup } from './guard.ts';
import { knock, knockForBytes } from './knock.ts';
import type { HttpReply, HttpRequest } from './request.ts';
import { methodOf, triesOf } from './request.ts';
import { backoffMs, isTransient, retryAfterMs } from './retry.ts';

/** An answer whose JSON has been read: null where an unsuccessful one holds none. */
export type JsonReply = Omit<HttpReply, 'text'> & { readonly json: unknown };

/** A way out to one outside system, with its limits. */
export type Http = {
  /** The answer with any status, after retries. Throws AppError when there is none. */
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  /** The answer of any status as JSON; a success that is no JSON is tried again like a fault, then AppError('bad_reply'). */
  readonly ask: (request: HttpRequest) => Promise<JsonReply>;
  /** The JSON of a successful answer. Throws AppError for any other. */
  readonly json: (request: HttpRequest) => Promise<unknown>;
  /** A successful answer as a stream of bytes, for files: one try; `timeoutMs` is for its beginning. */
  readonly open: (
    request: HttpRequest,
  ) => Promise<{ readonly headers: Headers; readonly bytes: AsyncIterable<Uint8Array> }>;
  /** Waits, as requests wait between tries. */
  readonly pause: Sleep;
  readonly close: () => Promise<void>;
};

/** `privateHosts`: hosts that may be internal. `sleep` and `random` are for tests: how to wait, what chance says. */
export type HttpOptions = Limits & {
  readonly privateHosts?: PrivateHosts;
  readonly userAgent?: string;
  readonly sleep?: Sleep;
  readonly random?: () => number;
};

/** The longest a run waits because a system asks for it; a longer pause ends the run, and the next one goes on from there. */
const longestPauseMs = 120_000;

type Outcome<T> = {
  readonly value: T | AppError;
  readonly isPassing: boolean;
  readonly askedMs: number | null;
};

/** What an answer (or none) is worth: `isPassing` says that a later try may fare better. */
const judge = <T>(reply: HttpReply | AppError, read: (reply: HttpReply) => T | AppError): Outcome<T> => {
  if (reply instanceof AppError)
    return { value: reply, isPassing: reply.code === 'source_down', askedMs: null };
  const value = read(reply);
  const isPassing = value instanceof AppError || isTransient(reply.status);
  return { value, isPassing, askedMs: isPassing ? retryAfterMs(reply.headers) : null };
};

const readJson =
  (request: HttpRequest) =>
  ({ text, ...reply }: HttpReply): JsonReply | AppError => {
    try {
      return { ...reply, json: JSON.parse(text) as unknown };
    } catch {
      const isSuccess = reply.status >= 200 && reply.status < 300;
      if (!isSuccess) return { ...reply, json: null };
      return notJson(methodOf(request), request.url, reply.headers.get('content-type'));
    }
  };

/** Opens a way out. Every request goes through the same limits; addresses inside the own network are refused. */
export const createHttp = (options: HttpOptions = {}): Http => {
  const { privateHosts = [], sleep: pause = sleep, random = Math.random } = options;
  const agent = new Agent({
    connect: { timeout: 10_000, lookup: guardedLookup(privateHosts) },
    keepAliveTimeout: 4_000,
  });
  const door = { agent, privateHosts, userAgent: options.userAgent ?? 'Crosswalk' };
  const gate = openGate(options, pause);

  /** Sends until the answer will do, as often as that is harmless. */
  const persist = async <T>(request: HttpRequest, read: (reply: HttpReply) => T | AppError): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      const { value, isPassing, askedMs } = judge(
        await gate(() => knock(door, request), request.signal),
        read,
      );
      if (!isPassing || tries >= triesOf(request)) {
        if (value instanceof AppError) throw value;
        return value;
      }
      if (askedMs !== null && askedMs > longestPauseMs)
        throw longPause(methodOf(request), request.url, askedMs);
      await pause(Math.max(askedMs ?? 0, backoffMs(tries, random)), request.signal);
    }
  };

  const ask = (request: HttpRequest): Promise<JsonReply> => persist(request, readJson(request));

  return {
    send: (request) => persist(request, (reply) => reply),
    ask,
    json: async (request) => {
      const { status, json } = await ask(request);
      if (status >= 200 && status < 300) return json;
      throw badStatus(methodOf(request), request.url, status);
    },
    open: (request) => gate(() => knockForBytes(door, request), request.signal),
    pause,
    close: () => agent.close(),
  };
};
