import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#src/playground/json.ts';
import type { Seen } from '#test/support/malformed-calls.ts';
import { malformedCalls } from '#test/support/malformed-calls.ts';
import type { Stage } from '#test/support/walks.ts';
import { general, plain, stageFor, view } from '#test/support/walks.ts';
import { person } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace, sampleManifest } from '#test/support/workspace-server.ts';

/**
 * Calls that Slack refuses, each with the error that docs.slack.dev lists for the method. They go out raw, form
 * encoded as an app would send them, because a client library would hold some of them back.
 */

let running: RunningWorkspace;
let stage: Stage;
let own: string;
let theirs: string;
beforeAll(async () => {
  running = await runWorkspace();
  stage = stageFor(running);
  own = await stage.post();
  const said = await running.workspace.act('mia', 'say', { channel: general, text: 'mine' });
  theirs = said.ok ? String(said.fields['ts']) : '';
  await running.workspace.act('lena', 'create', { name: 'without-app' });
});
afterAll(() => running.stop());

const seen = (): Seen => ({
  own,
  theirs,
  withoutApp:
    running.workspace.team.channels.all().find((channel) => channel.name === 'without-app')?.id ?? '',
});

const call = async (
  method: string,
  fields: Readonly<Record<string, unknown>>,
  token?: string | null,
): Promise<JsonObject> => {
  const form = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const bearer = token === undefined ? running.workspace.botToken : token;
  const response = await fetch(`${running.apiUrl}${method}`, {
    method: 'POST',
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    body: new URLSearchParams(form as [string, string][]),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as JsonObject;
};

for (const [what, method, given, error, token] of malformedCalls)
  test(`${what}: ${method} answers ${error}`, async () => {
    // Somebody has a home already, so that a wrong hash is wrong.
    if (error === 'hash_conflict')
      await stage.call('views.publish', { user_id: person('mia'), view: view('home') });
    expect(await call(method, given(seen()), token)).toMatchObject({ ok: false, error });
  });

test('there are at least 60 of them', () => {
  expect(malformedCalls.length).toBeGreaterThanOrEqual(60);
});

test('problems in blocks are named with their place, in Slack’s words', async () => {
  const answer = await call('chat.postMessage', {
    channel: general,
    blocks: [
      { type: 'section', text: plain('fine') },
      { type: 'section', text: plain(''), colour: 'red' },
    ],
  });
  expect(answer).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: {
      messages: [
        '[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]',
        '[ERROR] invalid additional property: colour [json-pointer:/blocks/1]',
      ],
    },
  });
});

test('a missing scope is named', async () => {
  const manifest = structuredClone(sampleManifest) as { oauth_config: { scopes: { bot: string[] } } };
  manifest.oauth_config.scopes.bot = ['channels:read'];
  const poor = await runWorkspace({ manifest: manifest as never });
  const response = await fetch(`${poor.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${poor.workspace.botToken}` },
  });
  expect(await response.json()).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'channels:read',
  });
  await poor.stop();
});

test('text over 40,000 is cut, as Slack cuts it', async () => {
  const answer = await call('chat.postMessage', { channel: general, text: 'x'.repeat(40_100) });
  expect((answer['message'] as { readonly text: string }).text).toHaveLength(40_000);
});
