import { z } from 'zod';
import type { Outside } from '../define.ts';
import type { FactRows } from '../rows.ts';
import { shaped } from '../shop/reading.ts';
import type { SourceIncident } from '../tech/incident-rows.ts';
import { allIncidentRows } from '../tech/incident-rows.ts';

const texts = z.record(z.string(), z.string());

const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.optional(),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  fingerprint: z.string().optional(),
});

/** Alertmanager's webhook version 4; Grafana's contact point sends the same with fields of its own. */
const body = z.object({ alerts: z.array(alert), title: z.string().optional() });

type Alert = z.infer<typeof alert>;

/** A firing alert carries the year 1 as its end. */
const endOf = ({ status, endsAt }: Alert): string | null =>
  status === 'resolved' && !endsAt.startsWith('0001') ? endsAt : null;

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');

/** An alert that fires again begins a new incident: its start is part of the id. */
const toIncident = (one: Alert, source: string): SourceIncident => {
  const name = one.labels['alertname'] ?? 'Alert';
  const key = one.fingerprint ?? Object.entries(one.labels).sort().flat().join('|').slice(0, 120);
  const id = `${source}:${key}:${one.startsAt}`;
  const end = endOf(one);
  const { summary, description, message } = one.annotations ?? {};
  const words = summary ?? message ?? description ?? '';
  const begun = { id: `${id}:firing`, at: one.startsAt, status: 'investigating', body: words };
  const over = end === null ? [] : [{ id: `${id}:resolved`, at: end, status: 'resolved', body: '' }];
  return {
    id,
    vendor: null,
    title: spaced(name),
    components: [one.labels['service'], one.labels['component'], one.labels['job']].filter(
      (part) => part !== undefined,
    ),
    startedAt: one.startsAt,
    resolvedAt: end,
    updatedAt: end ?? one.startsAt,
    updates: [begun, ...over],
  };
};

/** Rows of the alerts of one delivery. Alerts with severity `info` or `none` (Watchdog) are no incidents. Throws RangeError. */
export const readAlerts = (json: unknown, source: string, outside: Pick<Outside, 'impactOf'>): FactRows => {
  const { alerts } = shaped(body, json);
  const serious = alerts.filter(({ labels }) => !/^(?:info|none|debug)$/i.test(labels['severity'] ?? ''));
  return allIncidentRows(
    serious.map((one) => toIncident(one, source)),
    outside,
  );
};
