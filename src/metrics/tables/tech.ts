import { sql } from 'drizzle-orm';
import { advisories, deploys, incidents } from '#src/database/schema/tech.ts';
import type { FactTable } from '../tables.ts';
import { happened, instantOf } from '../tables.ts';

/** Incidents on the day they began. */
export const startedIncidents: FactTable = {
  id: 'incidents',
  family: 'incidents',
  from: sql`${incidents}`,
  storeId: sql`${incidents.storeId}`,
  sourceId: sql`${incidents.source}`,
  at: sql`${incidents.startedAt}`,
  joins: {},
  dimensions: {
    capability: { of: sql`${incidents.capability}` },
    severity: { of: sql`${incidents.severity}` },
    origin: { of: sql`${incidents.origin}` },
    incident: { of: sql`${incidents.ref}` },
  },
};

/** Columns of a row of `outages`: the part of an incident that lies in the time asked for. */
export const outage = { began: sql`outage.began`, ended: sql`outage.ended` } as const;

/** Our own incidents that kept people from something, cut to the time asked for; they may overlap. */
export const outages: FactTable = {
  id: 'outages',
  family: 'incidents',
  from: (at) => sql`(
    select i.store_id, i.source, i.capability, i.severity,
      greatest(i.started_at, ${instantOf(at.from)}) as began,
      case when ${happened(sql`i.resolved_at`, at)} then i.resolved_at else ${instantOf(at.asOf)} end as ended
    from ${incidents} i
    where i.origin = 'own' and i.severity in ('major', 'critical') and i.started_at < ${instantOf(at.asOf)}
      and (i.resolved_at is null or i.resolved_at > ${instantOf(at.from)})) as outage`,
  storeId: sql`outage.store_id`,
  sourceId: sql`outage.source`,
  over: 'period',
  joins: {},
  dimensions: {
    capability: { of: sql`outage.capability` },
    severity: { of: sql`outage.severity` },
  },
};

/** Production deploys on the day they went out. */
export const productionDeploys: FactTable = {
  id: 'deploys',
  family: 'deploys',
  from: sql`(select * from ${deploys} where ${deploys.environment} = 'production') as ${deploys}`,
  storeId: sql`${deploys.storeId}`,
  sourceId: sql`${deploys.source}`,
  at: sql`${deploys.at}`,
  joins: {},
  dimensions: {
    service: { of: sql`${deploys.service}` },
    deploy: { of: sql`${deploys.service} || coalesce(' ' || ${deploys.version}, '')` },
  },
};

/** Security advisories in the state they were in at an instant. */
export const advisoryStates: FactTable = {
  id: 'advisories',
  family: 'advisories',
  from: sql`${advisories}`,
  storeId: sql`${advisories.storeId}`,
  sourceId: sql`${advisories.source}`,
  joins: {},
  dimensions: {
    severity: { of: sql`${advisories.severity}` },
    scope: { of: sql`${advisories.scope}` },
    advisory: { of: sql`${advisories.title}` },
    age_band: {
      of: (at) => {
        const open = sql`${instantOf(at.asOf)} - ${advisories.openedAt}`;
        return sql`case when ${open} <= interval '30 days' then '1–30 days' when ${open} <= interval '60 days' then '31–60 days'
          when ${open} <= interval '90 days' then '61–90 days' else 'over 90 days' end`;
      },
    },
  },
};
