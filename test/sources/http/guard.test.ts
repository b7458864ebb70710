import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#src/lib/errors.ts';
import { checkUrl, guardedLookup, isPublicAddress } from '#src/sources/http/guard.ts';
import { createHttp } from '#src/sources/http/http.ts';
import { reply, useServers } from '#test/support/loopback.ts';

const start = useServers();
const http = createHttp({ privateHosts: [], sleep: async () => {} });
afterAll(() => http.close());

describe('an address inside the network', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://10.1.2.3/',
    'http://192.168.0.1./',
    'http://[fd00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://0.0.0.0/',
  ])('is refused however it is written: %s', (url) => {
    expect(() => checkUrl(url, [])).toThrow(AppError);
  });

  test.each(['ftp://shop.example/', 'file:///etc/passwd', 'shop.example', 'javascript:alert(1)'])(
    'and anything but http is: %s',
    (url) => {
      expect(() => checkUrl(url, [])).toThrow(AppError);
    },
  );

  test('can be allowed by name, with or without a port', () => {
    expect(checkUrl('http://127.0.0.1:3300/', ['127.0.0.1:3300']).port).toBe('3300');
    expect(checkUrl('http://127.0.0.1:3300/', ['127.0.0.1']).port).toBe('3300');
    expect(() => checkUrl('http://127.0.0.1:3301/', ['127.0.0.1:3300'])).toThrow(
      /127\.0\.0\.1 is an internal address/,
    );
  });

  test('is refused when a name leads there', async () => {
    const error = await http.json({ url: 'http://localhost:8181/' }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'not_allowed' });
    expect((error as AppError).userMessage).toContain('inside your network');
  });

  test('is refused when a redirect leads there', async () => {
    const inner = await start(reply('secret'));
    const outer = await start((_, response) => {
      response.writeHead(302, { location: inner.url.replace('127.0.0.1', '127.0.0.2') }).end();
    });
    const half = createHttp({ privateHosts: [new URL(outer.url).host], sleep: async () => {} });
    await expect(half.json({ url: outer.url })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(inner.seen).toEqual([]);
    await half.close();
  });

  test('is dropped from what a name stands for', () => {
    const look = ((_host: string, _options: unknown, found: (e: null, a: unknown) => void) =>
      found(null, [
        { address: '10.0.0.1', family: 4 },
        { address: '93.184.216.34', family: 4 },
      ])) as never;
    guardedLookup([], look)('shop.example', { all: true }, (error, addresses) => {
      expect([error, addresses]).toEqual([null, [{ address: '93.184.216.34', family: 4 }]]);
    });
    guardedLookup([], look)('shop.example', {}, (error, address, family) => {
      expect([error, address, family]).toEqual([null, '93.184.216.34', 4]);
    });
  });
});

test('addresses of the internet are public', () => {
  expect(['93.184.216.34', '2606:2800:220:1::1', '172.32.0.1', 'no address'].map(isPublicAddress)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('credentials are not sent on to another host', async () => {
  const other = await start(reply('hello'));
  const first = await start((_, response) => {
    response.writeHead(301, { location: `${other.url}/wp-json` }).end();
  });
  const both = createHttp({ privateHosts: ['127.0.0.1'], sleep: async () => {} });
  const error = await both
    .json({ url: first.url, headers: { authorization: 'Basic x' } })
    .catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'bad_config' });
  expect((error as AppError).hint).toContain(other.url);
  expect(other.seen).toEqual([]);
  expect(await both.json({ url: first.url })).toBe('hello');
  await both.close();
});
