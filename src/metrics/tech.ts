import { sql } from 'drizzle-orm';
import { advisories, deploys, incidents } from '#src/database/schema/tech.ts';
import type { Metric } from './define.ts';
import { revenueAtRisk } from './outage-cost.ts';
import { advisoryStates, outage, outages, productionDeploys, startedIncidents } from './tables/tech.ts';
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
  details: [
    { title: 'What', of: sql`${incidents.title}`, as: 'text' },
    { title: 'Began', of: sql`${incidents.startedAt}`, as: 'time' },
    { title: 'Over', of: sql`${incidents.resolvedAt}`, as: 'time' },
  ],
  beside: ['tech.time_to_recover'],
  examples: ['how many outages last month', 'incidents by severity last quarter'],
};

const elapsed: Metric = {
  ...base,
  id: 'tech.elapsed',
  label: 'length of the period',
  formula: 'how long the period is',
  unit: { kind: 'duration' },
  good: 'neutral',
  synonyms: { en: [] },
  compute: { kind: 'elapsed' },
  examples: [],
};

const downtime: Metric = {
  ...base,
  id: 'tech.downtime',
  label: 'downtime',
  formula: 'time with at least one major or critical incident of our own',
  unit: { kind: 'duration' },
  good: 'down',
  synonyms: {
    en: ['downtime', 'time down', 'how long were we down'],
    de: ['ausfallzeit'],
    es: ['tiempo de inactividad'],
  },
  neighbours: [{ id: 'tech.time_to_recover', difference: 'how long a single incident lasts' }],
  compute: {
    kind: 'state',
    table: outages,
    take: { kind: 'covered', of: outage.began, to: outage.ended },
  },
  examples: ['downtime last month'],
};

const uptime: Metric = {
  ...base,
  id: 'tech.uptime',
  label: 'uptime',
  formula: '1 − time with at least one major or critical incident of our own / length of the period',
  unit: { kind: 'percent', decimals: 2 },
  good: 'up',
  departments: ['it', 'support', 'leadership'],
  synonyms: {
    en: ['uptime', 'availability of the shop', 'site availability', 'service availability'],
    de: ['verfuegbarkeit des shops', 'verfugbarkeit des shops', 'betriebszeit'],
    es: ['tiempo de actividad', 'disponibilidad del servicio'],
  },
  neighbours: [{ id: 'stock.available', difference: 'what can still be sold' }],
  compute: {
    kind: 'ratio',
    of: {
      ...base,
      id: 'tech.time_up',
      label: 'time up',
      formula: 'length of the period − downtime',
      unit: { kind: 'duration' },
      good: 'up',
      synonyms: { en: [] },
      compute: { kind: 'combination', plus: [elapsed], minus: [downtime] },
      examples: [],
    },
    by: elapsed,
  },
  beside: ['tech.downtime'],
  examples: ['uptime last month', 'uptime by month this year'],
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
      'deployed',
      'released to production',
      'shipped to production',
      'what went live',
      'how often do we deploy',
      'number of deploys',
    ],
    de: ['deployments', 'releases', 'auslieferungen der software'],
    es: ['despliegues', 'lanzamientos de software'],
  },
  compute: { kind: 'measure', table: productionDeploys, take: { kind: 'count' } },
  listBy: 'deploy',
  details: [
    { title: 'When', of: sql`${deploys.at}`, as: 'time' },
    { title: 'Outcome', of: sql`${deploys.status}`, as: 'text' },
    { title: 'What', of: sql`${deploys.summary}`, as: 'text' },
  ],
  examples: ['how many deploys last week'],
};

const followedByIncident: Metric = {
  ...base,
  id: 'tech.deploys_followed_by_incident',
  label: 'deploys followed by an incident',
  formula: 'releases to production after which an incident of our own began within 24 hours',
  unit: { kind: 'count', one: 'deploy', many: 'deploys' },
  good: 'down',
  synonyms: { en: ['deploys followed by an incident', 'failed changes'] },
  needs: ['incidents'],
  compute: {
    kind: 'measure',
    table: productionDeploys,
    take: { kind: 'count' },
    where: (
      at,
    ) => sql`exists (select 1 from ${incidents} i where i.origin = 'own' and i.store_id = ${deploys.storeId}
      and i.started_at >= ${deploys.at} and i.started_at < ${deploys.at} + interval '24 hours'
      and ${happened(sql`i.started_at`, at)})`,
  },
  examples: [],
};

const changeFailureRate: Metric = {
  ...base,
  id: 'tech.change_failure_rate',
  label: 'change failure rate',
  formula:
    'releases to production followed by an incident of our own within 24 hours / releases to production',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: [
      'change failure rate',
      'deploy failure rate',
      'share of failed deploys',
      'share of deploys followed by an incident',
    ],
    de: ['fehlerrate der releases', 'aenderungsfehlerrate'],
    es: ['tasa de cambios fallidos'],
  },
  neighbours: [{ id: 'payments.failed_rate', difference: 'payments that fail' }],
  compute: { kind: 'ratio', of: followedByIncident, by: deployCount },
  minimumSample: 10,
  examples: ['change failure rate last quarter'],
};

const vulnerabilities: Metric = {
  ...base,
  id: 'tech.vulnerabilities',
  label: 'open security alerts',
  formula: 'security advisories that touch what we run and are not fixed or dismissed',
  unit: { kind: 'count', one: 'alert', many: 'alerts' },
  good: 'down',
  restrictedSplits: { by: ['severity', 'scope', 'advisory', 'age_band'], sensitivity: 'it' },
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
      'affected by vulnerabilities',
      'affected by security issues',
      'are we secure',
      'security holes',
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
  listBy: 'advisory',
  details: [
    { title: 'Package', of: sql`${advisories.package}`, as: 'text' },
    { title: 'Severity', of: sql`${advisories.severity}`, as: 'text' },
    { title: 'Where', of: sql`${advisories.scope}`, as: 'text' },
    { title: 'Open since', of: sql`${advisories.openedAt}`, as: 'time' },
  ],
  examples: ['how many open vulnerabilities', 'security alerts by severity'],
};

export const techMetrics: readonly Metric[] = [
  incidentCount,
  downtime,
  uptime,
  timeToRecover,
  deployCount,
  followedByIncident,
  changeFailureRate,
  vulnerabilities,
  revenueAtRisk,
];
