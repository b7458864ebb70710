import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { source as github } from '#src/sources/github/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { hmacHex, openSource } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const database = useDatabase();
const opened: OpenSource[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database()
    .client`truncate calendar_events, deploys, advisories, cursors, coverage, quarantine, seen_deliveries`;
});

const ready = async (
  source: typeof github,
  settings: Readonly<Record<string, string>>,
): Promise<OpenSource> => {
  const one = openSource(database(), source, settings, '2026-11-20T12:00:00Z');
  opened.push(one);
  await one.pull();
  return one;
};

const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(join(shared, 'fixtures', 'incidents', path), 'utf8'));

describe('GitHub', () => {
  const settings = { GITHUB_WEBHOOK_SECRET: 'hush' };
  const send = (one: OpenSource, name: string, body: unknown): Promise<number> =>
    one.send(body, { 'x-hub-signature-256': `sha256=${hmacHex(body, 'hush')}`, 'x-github-event': name });
  const repository = { full_name: 'shop/storefront', name: 'storefront', default_branch: 'main' };
  const deployed = (state: string) => ({
    deployment_status: { state, created_at: '2026-11-20T09:04:00Z', environment: 'prod', description: '' },
    deployment: {
      id: 7,
      ref: '2026.47.2',
      sha: 'a'.repeat(40),
      environment: 'prod',
      description: 'New ways to pay',
    },
    repository,
  });

  test('tells a deployment when it has ended', async () => {
    const one = await ready(github, settings);
    await send(one, 'deployment_status', deployed('success'));
    await send(one, 'deployment_status', deployed('in_progress'));
    expect(
      await askRows(database(), `select service, version, environment, status, summary from deploys`),
    ).toEqual(['storefront | 2026.47.2 | production | success | New ways to pay']);
  });

  test('counts a workflow as a deploy only where it deploys the main line', async () => {
    const one = await ready(github, settings);
    const run = (id: number, name: string, branch: string) => ({
      workflow_run: {
        id,
        name,
        conclusion: 'failure',
        event: 'push',
        head_branch: branch,
        head_sha: 'b'.repeat(40),
        updated_at: '2026-11-20T10:00:00Z',
      },
      repository,
    });
    await send(one, 'workflow_run', run(1, 'Deploy shop', 'main'));
    await send(one, 'workflow_run', run(2, 'Deploy shop', 'feature'));
    await send(one, 'workflow_run', run(3, 'Tests', 'main'));
    expect(await askRows(database(), `select id, status from deploys`)).toEqual([
      'github:shop/storefront:run:1 | failure',
    ]);
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const one = await ready(github, settings);
    for (const [name, path] of [
      ['deployment_status', 'deployment_status'],
      ['release', 'release-published'],
      ['dependabot_alert', 'dependabot_alert-created'],
      ['dependabot_alert', 'dependabot_alert-fixed'],
      ['workflow_run', 'workflow_run-completed'],
      ['security_advisory', 'security_advisory-published'],
    ] as const)
      expect(await send(one, name, fixture(`github-webhooks/${path}.json`))).toBe(200);
    expect(await askRows(database(), 'select environment, status from deploys')).toEqual([
      'production | success',
    ]);
    expect(await askRows(database(), 'select kind, title from calendar_events')).toEqual([
      'change | Hello-World 0.0.1 released',
    ]);
    expect(
      await askRows(
        database(),
        'select package, severity, scope, closed_at is not null from advisories order by opened_at desc',
      ),
    ).toEqual(['semver | moderate | runtime | false', expect.stringMatching(/ \| true$/)]);
    expect(await askRows(database(), 'select count(*) from quarantine')).toEqual(['0']);
  });

  test('puts aside what does not look like GitHub', async () => {
    const one = await ready(github, settings);
    expect(await send(one, 'deployment_status', { repository: 5 })).toBe(200);
    expect(await askRows(database(), 'select family, reason from quarantine')).toEqual([
      expect.stringMatching(/^deploys \| deployment_status: /),
    ]);
  });
});
