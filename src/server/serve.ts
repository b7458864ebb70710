import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '#src/lib/errors.ts';
import type { Logger } from '#src/lib/log.ts';

/** Something that answers requests: true (or a promise of it) when the request was its own, false to pass it on. */
export type Handler = {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | boolean;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
};

/** The running server. `address` has no slash at its end: `http://127.0.0.1:3000`. */
export type Serving = { readonly address: string; readonly close: () => Promise<void> };

export type ServeOptions = {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Asked in order; the first that takes a request answers it. */
  readonly handlers: readonly Handler[];
  readonly log: Logger;
  /** A request must have come whole within this; stalled sockets are closed. */
  readonly requestTimeoutMs?: number;
};

const defaultRequestTimeoutMs = 15_000;

/** What a close waits for running requests. */
const closeWithinMs = 5_000;

const sentences: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EADDRINUSE: ['is taken', 'Set PORT to another number, or stop the program that uses it.'],
  EACCES: ['needs more rights', 'Set PORT to a number above 1023.'],
  EADDRNOTAVAIL: ['cannot be opened: this machine has no such address', 'Set HOST to 127.0.0.1 or 0.0.0.0.'],
  ENOTFOUND: ['cannot be opened: the host name is not known', 'Set HOST to 127.0.0.1 or 0.0.0.0.'],
};

const notListening = (error: NodeJS.ErrnoException, { host, port }: ServeOptions): AppError => {
  const [what, hint] = sentences[error.code ?? ''] ?? ['cannot be opened', 'Check HOST and PORT.'];
  return new AppError('bad_config', `listen ${host}:${port}: ${error.code ?? 'failed'}`, {
    userMessage: `Port ${port} on ${host} ${what}.`,
    hint,
    cause: error,
  });
};

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  { handlers, log }: ServeOptions,
): Promise<void> => {
  try {
    for (const handler of handlers) if (await handler.handle(request, response)) return;
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
  } catch (error) {
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'server.request_failed');
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'content-type': 'text/plain' }).end('Something went wrong.\n');
  }
};

const listen = (server: Server, { port, host }: ServeOptions): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
};

const addressOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

/** Lets running requests end, and cuts off what is still there after a while. */
const closeServer = (server: Server): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => server.closeAllConnections(), closeWithinMs);
  server.close(() => {
    clearTimeout(timer);
    resolve();
  });
  server.closeIdleConnections();
  return promise;
};

/** Starts the one HTTP server. Throws AppError with the sentence to show when the port cannot be opened. */
export const startServer = async (options: ServeOptions): Promise<Serving> => {
  const requestTimeout = options.requestTimeoutMs ?? defaultRequestTimeoutMs;
  const server = createServer(
    { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: requestTimeout / 5 },
    (request, response) => void answer(request, response, options),
  );
  server.on('upgrade', (request, socket, head) => {
    const isTaken = options.handlers.some((handler) => handler.upgrade?.(request, socket, head) ?? false);
    if (!isTaken) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  try {
    await listen(server, options);
  } catch (error) {
    throw notListening(error as NodeJS.ErrnoException, options);
  }
  return { address: addressOf(server, options.host), close: () => closeServer(server) };
};
