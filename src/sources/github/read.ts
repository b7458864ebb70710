import { z } from 'zod';
import type { FactRows } from '../rows.ts';
import { shaped } from '../shop/reading.ts';

const instant = z.iso.datetime({ offset: true });
const repository = z.object({ full_name: z.string(), name: z.string() });

const deployment = z.object({
  deployment_status: z.object({
    state: z.string(),
    created_at: instant,
    environment: z.string().nullish(),
    description: z.string().nullish(),
  }),
  deployment: z.object({
    id: z.number(),
    ref: z.string(),
    sha: z.string(),
    environment: z.string(),
    description: z.string().nullish(),
  }),
  repository,
});

const run = z.object({
  workflow_run: z.object({
    id: z.number(),
    name: z.string().nullish(),
    conclusion: z.string().nullish(),
    event: z.string(),
    head_branch: z.string().nullish(),
    head_sha: z.string(),
    updated_at: instant,
  }),
  repository: repository.extend({ default_branch: z.string().nullish() }),
});

const release = z.object({
  action: z.string(),
  release: z.object({
    id: z.number(),
    tag_name: z.string(),
    draft: z.boolean(),
    prerelease: z.boolean(),
    published_at: instant.nullish(),
  }),
  repository,
});

const dependabot = z.object({
  alert: z.object({
    number: z.number(),
    state: z.string(),
    created_at: instant,
    updated_at: instant,
    dismissed_at: instant.nullish(),
    fixed_at: instant.nullish(),
    auto_dismissed_at: instant.nullish(),
    dependency: z.object({ package: z.object({ name: z.string() }), scope: z.string().nullish() }),
    security_advisory: z.object({
      ghsa_id: z.string(),
      cve_id: z.string().nullish(),
      severity: z.string(),
      summary: z.string(),
    }),
  }),
  repository,
});

/** Environments that are the production one under another name. */
const environmentOf = (name: string): string =>
  /^(?:prod|production|live)$/i.test(name) ? 'production' : name;

/** Only ends are kept: "in progress" that comes late must not undo them. */
const ends: Readonly<Record<string, 'success' | 'failure'>> = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
  timed_out: 'failure',
};

const readDeployment = (json: unknown): FactRows => {
  const { deployment_status: status, deployment: of, repository: repo } = shaped(deployment, json);
  const end = ends[status.state];
  if (!end) return {};
  return {
    deploys: [
      {
        id: `github:${repo.full_name}:${of.id}`,
        service: repo.name,
        version: /^[0-9a-f]{40}$/.test(of.ref) ? of.sha.slice(0, 7) : of.ref,
        environment: environmentOf(status.environment || of.environment),
        status: end,
        at: status.created_at,
        summary: status.description || of.description || null,
      },
    ],
  };
};

/** A finished workflow counts as a deploy where its name says so and it ran for the main line. */
const readRun = (json: unknown): FactRows => {
  const { workflow_run: of, repository: repo } = shaped(run, json);
  const end = ends[of.conclusion ?? ''];
  const isMain = of.head_branch === (repo.default_branch ?? 'main') && of.event !== 'pull_request';
  if (!end || !isMain || !/\b(?:deploy|release|publish)/i.test(of.name ?? '')) return {};
  return {
    deploys: [
      {
        id: `github:${repo.full_name}:run:${of.id}`,
        service: repo.name,
        version: of.head_sha.slice(0, 7),
        environment: 'production',
        status: end,
        at: of.updated_at,
        summary: of.name ?? null,
      },
    ],
  };
};

/** A published release is a change in the calendar: whether and where it runs is not said. */
const readRelease = (json: unknown): FactRows => {
  const { action, release: of, repository: repo } = shaped(release, json);
  if (action !== 'published' || of.draft || !of.published_at) return {};
  const at = of.published_at;
  const title = `${repo.name} ${of.tag_name} released`;
  return {
    calendarEvents: [
      { id: `github:${repo.full_name}:release:${of.id}`, kind: 'change', title, startsAt: at, endsAt: at },
    ],
  };
};

const severities: Readonly<Record<string, 'low' | 'moderate' | 'high' | 'critical'>> = {
  low: 'low',
  medium: 'moderate',
  moderate: 'moderate',
  high: 'high',
  critical: 'critical',
};

const readAlert = (json: unknown): FactRows => {
  const { alert, repository: repo } = shaped(dependabot, json);
  const { security_advisory: advisory, dependency } = alert;
  const severity = severities[advisory.severity.toLowerCase()];
  if (!severity)
    throw new RangeError('alert.security_advisory.severity is none of low, medium, high, critical');
  const closedAt = alert.fixed_at ?? alert.dismissed_at ?? alert.auto_dismissed_at ?? null;
  return {
    advisories: [
      {
        id: `github:${repo.full_name}:${alert.number}`,
        package: dependency.package.name,
        title: advisory.summary,
        severity,
        scope: dependency.scope === 'development' ? 'development' : 'runtime',
        identifier: advisory.cve_id ?? advisory.ghsa_id,
        openedAt: alert.created_at,
        closedAt: alert.state === 'open' ? null : (closedAt ?? alert.updated_at),
      },
    ],
  };
};

const readers: Readonly<Record<string, (json: unknown) => FactRows>> = {
  deployment_status: readDeployment,
  workflow_run: readRun,
  release: readRelease,
  dependabot_alert: readAlert,
};

/** Rows of one delivery, by the name of its event (`X-GitHub-Event`); other events bring none. Throws RangeError. */
export const readGitHub = (event: string, json: unknown): FactRows => readers[event]?.(json) ?? {};
