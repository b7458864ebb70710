import { createHmac } from 'node:crypto';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Source } from '#src/sources/define.ts';
import type { Http } from '#src/sources/http/http.ts';
import { createHttp } from '#src/sources/http/http.ts';
import type { SyncDesk } from '#src/sources/sync/desk.ts';
import { openSyncDesk } from '#src/sources/sync/desk.ts';
import type { HookDesk } from '#src/sources/sync/hooks.ts';
import { openHooks } from '#src/sources/sync/hooks.ts';
import type { StoreRun } from '#src/sources/sync/run.ts';
import { runSources } from '#src/sources/sync/run.ts';
import { assess } from '#src/status/read/assess.ts';

/** The outside as msw plays it; a request nobody expects fails the test. */
export const useOutside = (): ReturnType<typeof setupServer> => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
};

/** A source that is set up, with a clock that can be turned and waits that take no time. */
export type OpenSource = {
  readonly desk: SyncDesk;
  readonly hooks: HookDesk;
  readonly turnTo: (instant: string) => void;
  readonly pull: () => Promise<readonly StoreRun[]>;
  /** Sends a body to /hooks/<source>/<store>; returns the status. */
  readonly send: (
    body: unknown,
    headers?: Readonly<Record<string, string>>,
    over?: { readonly pathToken?: string; readonly store?: string },
  ) => Promise<number>;
  readonly close: () => Promise<void>;
};

export const openSource = (
  database: Database,
  source: Source,
  settings: Readonly<Record<string, string>>,
  start: string,
): OpenSource => {
  const opened: Http[] = [];
  let now = Temporal.Instant.from(start);
  const desk = openSyncDesk(
    {
      database,
      sources: [source],
      settings,
      secret: 'install secret',
      now: () => now,
      log: createLogger('silent'),
    },
    {
      now: () => now,
      impactOf: assess,
      http: (limits) => {
        const http = createHttp({ ...limits, sleep: async () => {} });
        opened.push(http);
        return http;
      },
    },
  );
  const hooks = openHooks(desk);
  return {
    desk,
    hooks,
    turnTo: (instant) => {
      now = Temporal.Instant.from(instant);
    },
    pull: () => runSources(desk),
    send: (body, headers = {}, over = {}) =>
      hooks.handle({
        source: source.id,
        store: over.store ?? 'company',
        headers,
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        ...(over.pathToken !== undefined && { pathToken: over.pathToken }),
      }),
    close: async () => {
      await hooks.settled();
      await Promise.all(opened.map((http) => http.close()));
    },
  };
};

/** The hex HMAC-SHA256 of a body, as most senders sign. */
export const hmacHex = (body: unknown, secret: string): string =>
  createHmac('sha256', secret)
    .update(typeof body === 'string' ? body : JSON.stringify(body))
    .digest('hex');
