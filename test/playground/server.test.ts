import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { general, stageFor } from '#test/support/walks.ts';
import { channelId, messagesIn, person } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

describe('the server', () => {
  let running: RunningWorkspace;
  beforeEach(async () => {
    running = await runWorkspace();
  });
  afterEach(() => running.stop());

  /** A request with headers that fetch would not let through. */
  const ask = (path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    request(`${running.address}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
    return promise;
  };
  const act = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${running.address}/workspace/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  test('takes only what is its own, so that it can stand beside others', () => {
    const taken = (path: string): boolean =>
      running.workspace.handle(
        { url: path, headers: {} } as never,
        { writeHead: () => ({}), end: () => undefined } as never,
      ) !== false;
    expect(['/slack/events', '/hooks/shopify', '/healthz', '/api/ask', '/metrics'].map(taken)).toEqual(
      Array(5).fill(false),
    );
  });

  test('refuses a name that was pointed at this machine, and a page of another site', async () => {
    expect(await ask('/', { host: 'evil.example' })).toBe(403);
    expect(await ask('/', { origin: 'https://evil.example' })).toBe(403);
    expect(await ask('/', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask('/', {})).toBe(200);
  });

  test('serves the page with a strict policy, modules without types, and nothing outside its folder', async () => {
    const page = await fetch(running.address);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const module = await (await fetch(`${running.address}/workspace/page/dom.ts`)).text();
    expect(module).toContain('export const h = ');
    expect(module).not.toContain('export type');
    for (const path of [
      '../start.ts',
      '..%2fstart.ts',
      '%2e%2e/start.ts',
      'tsconfig.json',
      '../../../package.json',
      'nothing.ts',
    ])
      expect(await ask(`/workspace/page/${path}`, {}), path).toBe(404);
  });

  test('does for a page what its person may do, and says in a sentence what not', async () => {
    const said = async (as: string, channel: string): Promise<unknown> =>
      (await act({ as: person(as), act: 'say', channel, text: 'hi' })).json();
    expect(await said('mia', general)).toMatchObject({ ok: true });
    expect(await said('mia', channelId('finance'))).toEqual({
      ok: false,
      problem: 'This conversation does not exist, or you are not in it.',
    });
    expect(await said('felix', general)).toMatchObject({ ok: false });
    expect(messagesIn(running, channelId('finance'))).toEqual([]);
  });

  test.each([
    ['nobody', { act: 'say' }],
    ['the bot', { as: 'the bot', act: 'say' }],
    ['an act that does not exist', { as: 'mia', act: '__proto__' }],
    ['no text', { as: 'mia', act: 'say', channel: general, text: '   ' }],
    ['12,001 characters', { as: 'mia', act: 'say', channel: general, text: 'x'.repeat(12_001) }],
    ['a list where a text should be', { as: 'mia', act: 'say', channel: [general], text: 'a' }],
    ['somebody else’s message', { as: 'lena', act: 'delete', channel: general, ts: '1.000000' }],
    ['a button that is not there', { as: 'mia', act: 'click', channel: general, ts: '1.000000' }],
    ['a window that is not there', { as: 'mia', act: 'submit', view: 'V0' }],
  ])('refuses an act of %s', async (_, body) => {
    const response = await act(body);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, problem: expect.stringMatching(/\.$/) });
  });

  test('a body that is no JSON object is a bad request', async () => {
    for (const body of ['null', '[]', '{', '"a"'])
      expect(
        (
          await fetch(`${running.address}/workspace/act`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          })
        ).status,
      ).toBe(400);
    expect((await fetch(`${running.address}/workspace/act`, { method: 'POST', body: '{}' })).status).toBe(
      400,
    );
  });

  test('a response_url works five times, and not for ever', async () => {
    let now = Temporal.Instant.from('2026-11-18T08:00:00Z');
    const timed = await runWorkspace({ now: () => now, rules: { ackMs: 20 } });
    const { listenOverHttp } = await import('#test/support/http-ear.ts');
    const ear = await listenOverHttp(timed);
    const urlOf = async (): Promise<string> => {
      await timed.workspace.act('mia', 'say', { channel: general, text: '/ask x' });
      return String(ear.heard.at(-1)?.body['response_url']);
    };
    const answer = async (url: string): Promise<number> =>
      (await fetch(url, { method: 'POST', body: '{"text":"a"}' })).status;
    const url = await urlOf();
    const statuses: number[] = [];
    for (let at = 0; at < 6; at++) statuses.push(await answer(url));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    const late = await urlOf();
    now = now.add({ minutes: 31 });
    expect(await answer(late)).toBe(404);
    await ear.close();
    await timed.stop();
  });

  test('a file is for those who see a conversation it is in', async () => {
    const stage = stageFor(running);
    const ticket = await stage.call('files.getUploadURLExternal', { filename: 'a.html', length: 3 });
    expect((await fetch(String(ticket['upload_url']), { method: 'POST', body: 'a' })).status).toBe(400);
    await fetch(String(ticket['upload_url']), { method: 'POST', body: '<b>' });
    await stage.call('files.completeUploadExternal', {
      files: [{ id: ticket['file_id'] }],
      channel_id: channelId('finance'),
    });
    const file = (as: string) =>
      fetch(`${running.address}/workspace/files/${ticket['file_id']}/a.html?as=${person(as)}`);
    const seen = await file('jonas');
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('content-disposition')]).toEqual([
      200,
      'application/octet-stream',
      "attachment; filename*=UTF-8''a.html",
    ]);
    expect((await file('mia')).status).toBe(404);
  });
});

describe('npm run workspace', () => {
  const main = join(import.meta.dirname, '../../src/playground/main.ts');
  const manifest = join(import.meta.dirname, '../fixtures/playground/manifest.json');
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  const run = (...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> =>
    new Promise((resolve) =>
      execFile(process.execPath, [main, ...args], (error, _out, said) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: said.trim() }),
      ),
    );

  test('a taken port, a missing or bad manifest, a folder that cannot be: one sentence and exit code 1', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as { readonly port: number }).port);
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{');
    const results = await Promise.all([
      run('--manifest', manifest, '--data', '', '--port', port),
      run('--manifest', join(folder, 'none.json')),
      run('--manifest', bad),
      run('--manifest', manifest, '--data', '/dev/null/nowhere'),
      run('--colour'),
    ]);
    taken.close();
    expect(results.map((result) => result.code)).toEqual([1, 1, 1, 1, 1]);
    expect(results.map((result) => result.said.split('\n').length)).toEqual([1, 1, 1, 1, 1]);
    expect(results[0]?.said).toBe('This port is taken. Choose another one with --port.');
    expect(results[3]?.said).toBe(
      'The folder /dev/null/nowhere cannot be written. Choose another one with --data.',
    );
  });

  test('says where it is and what an app needs, and stops when asked', async () => {
    const child = spawn(process.execPath, [main, '--manifest', manifest, '--data', '', '--port', '0']);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout.on('data', (part: Buffer) => {
        text += part.toString();
        if (text.includes('SLACK_APP_TOKEN=xapp-')) resolve(text);
      });
    });
    const address = /The local workspace is at (\S+)\//.exec(said)?.[1] ?? '';
    expect(said).toContain(`SLACK_API_URL=${address}/slack/api/`);
    expect((await fetch(`${address}/`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
  });
});
