import type { ServerResponse } from 'node:http';
import type { Sample } from './metrics-text.ts';
import { metricsText } from './metrics-text.ts';
import type { Handler } from './serve.ts';

/** One thing the bot cannot work without: null when it is there, else what is wrong in a sentence. */
export type Check = { readonly name: string; readonly wrong: () => Promise<string | null> | string | null };

/** A check that takes longer is one that failed. */
const checkWithinMs = 2_000;

const withinTime = async (check: Check): Promise<string | null> => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve('did not answer in time'), checkWithinMs);
  try {
    return await Promise.race([check.wrong(), promise]);
  } catch {
    return 'does not answer';
  } finally {
    clearTimeout(timer);
  }
};

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
};

const ready = async (checks: readonly Check[], response: ServerResponse): Promise<void> => {
  const results = await Promise.all(
    checks.map(async (check) => [check.name, await withinTime(check)] as const),
  );
  const isReady = results.every(([, wrong]) => wrong === null);
  const body = {
    ready: isReady,
    checks: Object.fromEntries(results.map(([name, wrong]) => [name, wrong ?? 'ok'])),
  };
  send(response, isReady ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
};

/** `/healthz`: the process is alive; `/readyz`: it can answer questions; `/metrics`: what Prometheus reads. */
export const createHealth = (options: {
  readonly checks: readonly Check[];
  readonly samples: readonly (() => readonly Sample[])[];
}): Handler => ({
  handle: async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    switch (request.url?.split('?')[0]) {
      case '/healthz':
        send(response, 200, 'application/json', '{"ok":true}\n');
        return true;
      case '/readyz':
        await ready(options.checks, response);
        return true;
      case '/metrics':
        send(
          response,
          200,
          'text/plain; version=0.0.4',
          metricsText(options.samples.flatMap((read) => read())),
        );
        return true;
      default:
        return false;
    }
  },
});
