import type { Agent } from 'undici';
import { AppError } from '#src/lib/errors.ts';
import { badStatus, describeRequest, noAnswer, ownError, tooLarge } from './failure.ts';
import type { PrivateHosts } from './guard.ts';
import { checkUrl } from './guard.ts';
import type { HttpReply, HttpRequest } from './request.ts';
import { methodOf, timeoutOf } from './request.ts';

/** The connections of a way out, and the hosts that may be internal. */
export type Door = {
  readonly agent: Agent;
  readonly privateHosts: PrivateHosts;
  readonly userAgent: string;
};

/** `fetch` takes the dispatcher of the `undici` package; only the types of the two copies differ. */
type Init = Omit<RequestInit, 'dispatcher'> & { readonly dispatcher: Agent };
const knockAt: (url: URL, init: Init) => Promise<Response> = (url, init) =>
  fetch(url, init as unknown as RequestInit);

const mostRedirects = 5;

const defaultMaxBytes = 64 * 1024 * 1024;

/** One try, through redirects, to the headers of the answer. */
const reach = async (door: Door, request: HttpRequest, signal: AbortSignal): Promise<Response> => {
  const method = methodOf(request);
  const signed = await request.sign?.();
  const headers = { 'user-agent': door.userAgent, ...request.headers, ...signed?.headers };
  const init: Init = { method, headers, signal, redirect: 'manual', dispatcher: door.agent };
  let url = checkUrl(signed?.url ?? request.url, door.privateHosts);
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const response = await knockAt(url, request.body === undefined ? init : { ...init, body: request.body });
    const target = redirectOf(response, url, method);
    if (!target) return response;
    await response.body?.cancel();
    const next = checkUrl(target.href, door.privateHosts);
    if (next.origin !== url.origin && carriesSecrets(request, headers)) throw elsewhere(method, url, next);
    url = next;
  }
  throw new AppError('bad_reply', `${describeRequest(method, request.url)}: too many redirects`);
};

const redirectOf = (response: Response, from: URL, method: string): URL | null => {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || !location || method !== 'GET') return null;
  return URL.parse(location, from);
};

const carriesSecrets = (request: HttpRequest, headers: Readonly<Record<string, string>>): boolean =>
  request.sign !== undefined ||
  Object.keys(headers).some((name) => /authorization|token|secret|cookie|api-?key/i.test(name));

/** Credentials are for the host they were given for. */
const elsewhere = (method: string, from: URL, to: URL): AppError =>
  new AppError('bad_config', `${describeRequest(method, from.href)}: sends us on to ${to.origin}`, {
    userMessage: `${from.host} sends us on to ${to.origin}, and credentials are not sent to another address.`,
    hint: `If that is the right address, use ${to.origin} in the settings.`,
  });

async function* limited(
  response: Response,
  tooMuch: () => AppError,
  most: number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooMuch();
    yield chunk;
  }
}

/** Whatever went wrong on the way to an answer, as an AppError; an abort by the caller stays one. */
const failure = (request: HttpRequest, error: unknown): AppError => {
  request.signal?.throwIfAborted();
  return ownError(error) ?? noAnswer(methodOf(request), request.url, error);
};

const joined = (request: HttpRequest, own: AbortSignal): AbortSignal =>
  request.signal ? AbortSignal.any([own, request.signal]) : own;

/** One try: the whole answer, or the AppError that says why there is none. Throws only what the caller's signal does. */
export const knock = async (door: Door, request: HttpRequest): Promise<HttpReply | AppError> => {
  const most = request.maxBytes ?? defaultMaxBytes;
  try {
    const response = await reach(door, request, joined(request, AbortSignal.timeout(timeoutOf(request))));
    const decoder = new TextDecoder();
    let text = '';
    const tooMuch = (): AppError => tooLarge(methodOf(request), request.url, most);
    for await (const chunk of limited(response, tooMuch, most))
      text += decoder.decode(chunk, { stream: true });
    const url = response.url || request.url;
    return { status: response.status, headers: response.headers, url, text: text + decoder.decode() };
  } catch (error) {
    return failure(request, error);
  }
};

/** A successful answer as bytes; the deadline is for its headers. Throws AppError for any other answer and for none. */
export const knockForBytes = async (
  door: Door,
  request: HttpRequest,
): Promise<{ readonly headers: Headers; readonly bytes: AsyncIterable<Uint8Array> }> => {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new DOMException('no answer in time', 'TimeoutError')),
    timeoutOf(request),
  );
  const { maxBytes = Number.POSITIVE_INFINITY } = request;
  try {
    const response = await reach(door, request, joined(request, late.signal));
    if (response.ok) {
      const tooMuch = (): AppError => tooLarge(methodOf(request), request.url, maxBytes);
      return { headers: response.headers, bytes: limited(response, tooMuch, maxBytes) };
    }
    await response.body?.cancel();
    throw badStatus(methodOf(request), request.url, response.status);
  } catch (error) {
    throw failure(request, error);
  } finally {
    clearTimeout(timer);
  }
};
