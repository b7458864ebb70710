import { afterEach, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import { createHooksHandler } from '#src/server/hooks.ts';
import type { Serving } from '#src/server/serve.ts';
import { startServer } from '#src/server/serve.ts';
import type { HookRequest } from '#src/sources/sync/hooks.ts';

const open: Serving[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The endpoint over loopback, with what reached the work behind it. */
const serve = async (status = 202) => {
  const seen: HookRequest[] = [];
  const handle = async (request: HookRequest): Promise<number> => {
    seen.push(request);
    return status;
  };
  const handlers = [createHooksHandler({ handle })];
  const server = await startServer({ host: '127.0.0.1', port: 0, handlers, log: createLogger('silent') });
  open.push(server);
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer> = '{}') =>
    (await fetch(server.address + path, { method: 'POST', body, headers: { 'X-Sign': 'abc' } })).status;
  return { address: server.address, seen, post };
};

test('a delivery arrives byte for byte, with its headers in lower case', async () => {
  const { post, seen } = await serve();
  const body = Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0x00, 0xff, 0x7d]);
  expect(await post('/hooks/shopify/nordlicht?a=b', body)).toBe(202);
  const [first] = seen;
  expect(first).toMatchObject({ source: 'shopify', store: 'nordlicht', headers: { 'x-sign': 'abc' } });
  expect(Buffer.from(first?.body ?? []).equals(Buffer.from(body))).toBe(true);
});

test('a secret in the address is passed on apart', async () => {
  const { post, seen } = await serve();
  await post('/hooks/grafana/company/s3cret_T0ken');
  expect(seen[0]).toMatchObject({ source: 'grafana', store: 'company', pathToken: 's3cret_T0ken' });
});

test('the status of the work is the answer', async () => {
  const { post } = await serve(401);
  expect(await post('/hooks/shopify/nordlicht')).toBe(401);
});

test.each(['/hooks/', '/hooks/shopify', '/hooks/Shopify/x', '/hooks/shopify/../x', '/hooks/a/b/c/d'])(
  'there is nothing at %s',
  async (path) => {
    const { post, seen } = await serve();
    expect([await post(path), seen.length]).toEqual([404, 0]);
  },
);

test('anything but a POST is refused', async () => {
  const { address, seen } = await serve();
  expect((await fetch(`${address}/hooks/shopify/nordlicht`)).status).toBe(405);
  expect(seen).toEqual([]);
});

test('a body larger than any system sends is cut off', async () => {
  const { post, seen } = await serve();
  const status = await post('/hooks/shopify/nordlicht', 'x'.repeat(1_048_577)).catch(() => 413);
  expect([status, seen.length]).toEqual([413, 0]);
});
