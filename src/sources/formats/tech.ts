import * as tables from '#src/database/schema/tech.ts';
import { describe } from './column.ts';

export const cloudCost = describe(tables.cloudCost, {
  what: 'Cloud cost per charge day (UTC).',
  family: 'cloud_cost',
  dated: 'day',
  events: { cloud_cost: ['day'] },
  columns: {
    provider: { what: 'Cloud provider.', dimension: 'cloud_provider' },
    billingPeriod: 'First day of the billing period.',
    day: 'Charge day.',
    service: { what: 'Service.', dimension: 'cloud_service' },
    account: { what: 'Account.', dimension: 'cloud_account' },
    team: { what: 'Team (cost tag).', dimension: 'team' },
    category: 'Charge category of FOCUS.',
    correction: 'Whether it corrects an earlier period.',
    currency: 'Currency of its amounts.',
    effectiveMinor: 'Amortised cost: what it cost.',
    billedMinor: 'Billed cost: what the invoice says.',
  },
});

export const targets = describe(tables.targets, {
  what: 'Budgets and targets of a metric for a month.',
  family: 'targets',
  columns: {
    metric: 'Id of the metric.',
    month: 'First day of the month.',
    dimension: 'Dimension it is for; empty = the whole.',
    value: 'Value of that dimension.',
    currency: { what: 'Currency, for money.', kind: 'text' },
    amount: 'The target in the metric’s unit: major units for money, 12.5 for 12.5 %, seconds.',
  },
});

export const incidents = describe(tables.incidents, {
  what: 'Own and vendors’ incidents.',
  family: 'incidents',
  dated: 'startedAt',
  events: { incidents: ['startedAt', 'resolvedAt'] },
  columns: {
    id: 'The incident at its source.',
    ref: 'The one reference all departments see; numbered by us when it is left out.',
    origin: 'Whose it is.',
    vendor: 'The vendor.',
    title: { what: 'Title, in the words of its source.', most: 300 },
    components: 'Components affected.',
    capability: { what: 'What people cannot do.', dimension: 'capability' },
    severity: 'How bad.',
    affectedShare: 'Share affected, 0 to 1.',
    startedAt: 'When it began.',
    resolvedAt: 'When it was over.',
    updatedAt: 'When this row last changed.',
  },
});

export const incidentUpdates = describe(tables.incidentUpdates, {
  what: 'What was said about an incident.',
  family: 'incidents',
  dated: 'at',
  events: { incidents: ['at'] },
  columns: {
    incidentId: 'Its incident.',
    id: 'The update at its source.',
    at: 'When.',
    status: 'Status it gives.',
    body: { what: 'The words.', most: 5000 },
  },
});

export const deploys = describe(tables.deploys, {
  what: 'Releases to an environment.',
  family: 'deploys',
  dated: 'at',
  events: { deploys: ['at'] },
  columns: {
    id: 'The deployment at its source.',
    service: 'What was released.',
    version: 'Version.',
    environment: 'Where to.',
    status: 'How it went.',
    at: 'When.',
    summary: { what: 'What changed.', most: 500 },
  },
});

export const advisories = describe(tables.advisories, {
  what: 'Security advisories that touch what we run.',
  family: 'advisories',
  dated: 'openedAt',
  events: { advisories: ['openedAt', 'closedAt'] },
  columns: {
    id: 'The advisory at its source.',
    package: 'Package.',
    title: { what: 'Title.', most: 300 },
    severity: 'How bad.',
    scope: 'Where the package is used.',
    identifier: 'CVE or GHSA number.',
    openedAt: 'When it was opened.',
    closedAt: 'When it was fixed or dismissed.',
  },
});
