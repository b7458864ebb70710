import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export type Loopback = { readonly url: string; readonly close: () => Promise<void> };

/** A server on a free port of this machine. */
export const serve = async (listener: RequestListener, port = 0): Promise<Loopback> => {
  const server = createServer(listener);
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
};

type Step = (request: IncomingMessage, response: ServerResponse) => void;

/** Servers for one test: each request is answered by the next step, the last one for ever. */
export const useServers = (): ((
  ...steps: readonly Step[]
) => Promise<{ readonly url: string; readonly seen: string[] }>) => {
  const running: Loopback[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
  });
  return async (...steps) => {
    const seen: string[] = [];
    const server = await serve((request, response) => {
      const step = steps[Math.min(seen.length, steps.length - 1)];
      seen.push(`${request.method} ${request.url}`);
      step?.(request, response);
    });
    running.push(server);
    return { url: server.url, seen };
  };
};

/** Answers with JSON. */
export const reply =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Step =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
