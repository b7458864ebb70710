import { sql } from 'drizzle-orm';
import { advisories, incidents } from '#src/database/schema/tech.ts';
import type { Metric } from './define.ts';
import { advisoryStates, productionDeploys, startedIncidents } from './tables/tech.ts';
import { happened, pending } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['it', 'leadership'],
  owner: 'it',
  tolerancePercent: 0,
  maxAgeMinutes: 30,
  defaultPeriod: 'last_30_days',
  unit: { kind: 'count', one: 'incident', many: 'incidents' },
} as const;

const incidentCount: Metric = {
  ...base,
  id: 'tech.incidents',
  label: 'incidents',
  formula: 'incidents that began in the period, our own and our vendors',
  good: 'down',
  departments: ['it', 'support', 'marketing', 'warehouse', 'finance', 'leadership'],
  synonyms: {
    en: ['incidents', 'outages', 'number of outages', 'outage count', 'disruptions'],
    de: ['stoerungen', 'storungen', 'ausfaelle', 'ausfalle'],
    es: ['incidencias', 'caidas'],
  },
  compute: { kind: 'measure', table: startedIncidents, take: { kind: 'count' } },
  examples: ['how many outages last month', 'incidents by severity last quarter'],
};

const timeToRecover: Metric = {
  ...base,
  id: 'tech.time_to_recover',
  label: 'time to recover',
  formula:
    'median time from the start of an incident to its end, for incidents that began in the period and are over',
  unit: { kind: 'duration' },
  good: 'down',
  synonyms: {
    en: [
      'time to recover',
      'mttr',
      'recovery time',
      'how long do outages last',
      'outage duration',
      'mean time to recovery',
    ],
    de: ['wiederherstellungszeit', 'ausfalldauer'],
    es: ['tiempo de recuperacion'],
  },
  compute: {
    kind: 'measure',
    table: startedIncidents,
    take: {
      kind: 'median',
      of: (at) =>
        sql`case when ${happened(sql`${incidents.resolvedAt}`, at)} then extract(epoch from ${incidents.resolvedAt} - ${incidents.startedAt}) end`,
    },
  },
  examples: ['time to recover last quarter'],
};

const deployCount: Metric = {
  ...base,
  id: 'tech.deploys',
  label: 'deploys',
  formula: 'releases to production',
  unit: { kind: 'count', one: 'deploy', many: 'deploys' },
  good: 'neutral',
  synonyms: {
    en: [
      'deploys',
      'deployments',
      'releases',
      'production releases',
      'how often do we deploy',
      'number of deploys',
    ],
    de: ['deployments', 'releases', 'auslieferungen der software'],
    es: ['despliegues', 'lanzamientos de software'],
  },
  compute: { kind: 'measure', table: productionDeploys, take: { kind: 'count' } },
  examples: ['how many deploys last week'],
};

const vulnerabilities: Metric = {
  ...base,
  id: 'tech.vulnerabilities',
  label: 'open security alerts',
  formula: 'security advisories that touch what we run and are not fixed or dismissed',
  unit: { kind: 'count', one: 'alert', many: 'alerts' },
  good: 'down',
  sensitivity: 'it',
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'vulnerabilities',
      'security alerts',
      'open vulnerabilities',
      'security issues',
      'advisories',
      'security advisories',
      'cves',
      'open security alerts',
    ],
    de: ['sicherheitsluecken', 'sicherheitslucken', 'schwachstellen'],
    es: ['vulnerabilidades', 'alertas de seguridad'],
  },
  compute: {
    kind: 'state',
    table: advisoryStates,
    take: { kind: 'count' },
    where: (at) =>
      sql`${happened(sql`${advisories.openedAt}`, at)} and ${pending(sql`${advisories.closedAt}`, at)}`,
    since: sql`${advisories.openedAt}`,
  },
  examples: ['how many open vulnerabilities', 'security alerts by severity'],
};

export const techMetrics: readonly Metric[] = [incidentCount, timeToRecover, deployCount, vulnerabilities];
