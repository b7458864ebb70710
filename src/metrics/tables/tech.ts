import { sql } from 'drizzle-orm';
import { advisories, deploys, incidents } from '#src/database/schema/tech.ts';
import type { FactTable } from '../tables.ts';

/** Incidents on the day they began. */
export const startedIncidents: FactTable = {
  id: 'incidents',
  family: 'incidents',
  from: sql`${incidents}`,
  storeId: sql`${incidents.storeId}`,
  at: sql`${incidents.startedAt}`,
  joins: {},
  dimensions: {
    capability: { of: sql`${incidents.capability}` },
    severity: { of: sql`${incidents.severity}` },
    incident: { of: sql`${incidents.ref}` },
  },
};

/** Production deploys on the day they went out. */
export const productionDeploys: FactTable = {
  id: 'deploys',
  family: 'deploys',
  from: sql`(select * from ${deploys} where ${deploys.environment} = 'production') as ${deploys}`,
  storeId: sql`${deploys.storeId}`,
  at: sql`${deploys.at}`,
  joins: {},
  dimensions: { service: { of: sql`${deploys.service}` } },
};

/** Security advisories in the state they were in at an instant. */
export const advisoryStates: FactTable = {
  id: 'advisories',
  family: 'advisories',
  from: sql`${advisories}`,
  storeId: sql`${advisories.storeId}`,
  joins: {},
  dimensions: { severity: { of: sql`${advisories.severity}` }, advisory: { of: sql`${advisories.title}` } },
};
