import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '#src/lib/errors.ts';
import type { Http, HttpOptions } from '#src/sources/http/http.ts';
import { createHttp } from '#src/sources/http/http.ts';
import { reply, useServers } from '#test/support/loopback.ts';

const start = useServers();
const opened: Http[] = [];
const waits: number[] = [];

afterEach(async () => {
  waits.length = 0;
  await Promise.all(opened.splice(0).map((http) => http.close()));
});

const open = (options: HttpOptions = {}): Http => {
  const http = createHttp({
    privateHosts: ['127.0.0.1'],
    sleep: async (ms) => void waits.push(ms),
    random: () => 1,
    ...options,
  });
  opened.push(http);
  return http;
};

const failing = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError: ${String(error)}`);
  return error;
};

describe('a request that fails for now', () => {
  test('is sent again, waiting longer each time', async () => {
    const { url, seen } = await start(reply({}, 500), reply({}, 503), reply({ ok: true }));
    expect(await open().json({ url })).toEqual({ ok: true });
    expect(seen).toHaveLength(3);
    expect(waits).toEqual([800, 1600]);
  });

  test('waits as many seconds as Retry-After says', async () => {
    const { url } = await start(reply({}, 429, { 'retry-after': '7' }), reply(1));
    await open().json({ url });
    expect(waits).toEqual([7000]);
  });

  test('understands a Retry-After that is a date', async () => {
    const headers = {
      date: 'Sat, 21 Nov 2026 10:00:00 GMT',
      'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT',
    };
    const { url } = await start(reply({}, 503, headers), reply(1));
    await open().json({ url });
    expect(waits).toEqual([30_000]);
  });

  test('gives up where the pause asked for is too long', async () => {
    const { url, seen } = await start(reply({}, 429, { 'retry-after': '900' }));
    const error = await failing(open().json({ url }));
    expect(error.code).toBe('source_limited');
    expect(error.userMessage).toMatch(/^127\.0\.0\.1:\d+ asks to be left alone for 900 seconds\.$/);
    expect(seen).toHaveLength(1);
  });

  test('is sent five times at most', async () => {
    const { url, seen } = await start(reply({}, 502));
    const error = await failing(open().json({ url: `${url}/orders?consumer_secret=cs_1` }));
    expect(seen).toHaveLength(5);
    expect(error.code).toBe('source_down');
    expect(error.message).toBe(`[GET] "${url}/orders": 502 Bad Gateway`);
  });

  test('is not sent twice when that could do harm', async () => {
    const { url, seen } = await start(reply({}, 500));
    await failing(open().json({ url, method: 'POST', body: '{}' }));
    expect(seen).toHaveLength(1);
    await failing(open().json({ url, method: 'POST', body: '{}', idempotent: true }));
    expect(seen).toHaveLength(6);
  });

  test('is signed anew for each try', async () => {
    const { url, seen } = await start(reply({}, 500), reply(1));
    let nonce = 0;
    await open().json({ url, sign: () => ({ url: `${url}/?nonce=${++nonce}` }) });
    expect(seen).toEqual(['GET /?nonce=1', 'GET /?nonce=2']);
  });
});

describe('an answer', () => {
  test('of a web page instead of JSON is tried again, then told', async () => {
    const { url, seen } = await start((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<html>Checking your browser…</html>');
    });
    const error = await failing(open().json({ url, tries: 2 }));
    expect(error.userMessage).toMatch(/answered with a web page that is not data\.$/);
    expect(seen).toHaveLength(2);
  });

  test('of bytes that come too slowly ends at the deadline', async () => {
    const { url } = await start((_, response) => {
      response.write('[');
    });
    const error = await failing(open().json({ url, tries: 1, timeoutMs: 100 }));
    expect(error.userMessage).toMatch(/cannot be read: it did not answer in time\.$/);
  });

  test('that breaks off is asked for again', async () => {
    const { url, seen } = await start(
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('[');
        setImmediate(() => response.destroy());
      },
      reply([1]),
    );
    expect(await open().json({ url })).toEqual([1]);
    expect(seen).toHaveLength(2);
  });

  test('larger than allowed is not read to its end', async () => {
    const { url } = await start(reply('x'.repeat(5000)));
    const error = await failing(open().json({ url, maxBytes: 1000 }));
    expect(error.message).toBe(`[GET] "${url}/": more than 1000 bytes`);
  });

  test.each([
    [401, 'not_allowed'],
    [404, 'not_found'],
    [400, 'bad_reply'],
  ])('of status %i is told as %s at once', async (status, code) => {
    const { url, seen } = await start(reply({ message: 'no' }, status));
    expect((await failing(open().json({ url }))).code).toBe(code);
    expect(seen).toHaveLength(1);
    expect(await open().ask({ url })).toMatchObject({ status, json: { message: 'no' } });
  });

  test('can be a stream of bytes', async () => {
    const { url } = await start((_, response) => response.end('a\nb\n'));
    const { bytes } = await open().open({ url });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('a\nb\n');
  });

  test('never carries a secret into an error', async () => {
    const { url } = await start(reply({}, 500));
    const secret = url.replace('//', '//user:s3cret@').concat('/shpat_1234?key=k1');
    const error = await failing(open().json({ url: secret, tries: 1 })).catch((cause: unknown) => cause);
    expect(String(error)).not.toMatch(/s3cret|shpat_1234|k1/);
  });

  test('stops when the caller does', async () => {
    const { url } = await start(() => {});
    const stop = new AbortController();
    const answer = open().json({ url, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });
});

describe('requests of one way out', () => {
  test('are not more at once than allowed', async () => {
    let now = 0;
    let most = 0;
    const { url } = await start((_, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.end('1');
      }, 5);
    });
    const http = open({ concurrent: 2 });
    await Promise.all(Array.from({ length: 8 }, () => http.json({ url })));
    expect(most).toBe(2);
  });

  test('keep their distance', async () => {
    const { url } = await start(reply(1));
    const http = open({ perSecond: 1 });
    await Promise.all([http.json({ url }), http.json({ url }), http.json({ url })]);
    expect(waits.map((ms) => Math.abs(Math.round(ms / 1000)))).toEqual([0, 1, 2]);
  });
});
