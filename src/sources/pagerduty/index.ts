import { z } from 'zod';
import type { Outside, Source } from '../define.ts';
import type { FactRows } from '../rows.ts';
import { shaped } from '../shop/reading.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { incidentRows } from '../tech/incident-rows.ts';
import { readPushed, stillHere } from '../tech/pushed.ts';

const families = ['incidents'] as const;

const instant = z.iso.datetime({ offset: true });

const event = z.object({
  id: z.string(),
  event_type: z.string(),
  occurred_at: instant,
  data: z.looseObject({ type: z.string() }),
});

const incident = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  created_at: instant,
  service: z.object({ summary: z.string() }).nullish(),
});

const statusUpdate = z.object({
  incident: z.object({ id: z.string() }),
  message: z.string(),
});

/** Our words for the states of an incident there. */
const statuses: Readonly<Record<string, string>> = {
  'incident.triggered': 'investigating',
  'incident.acknowledged': 'investigating',
  'incident.unacknowledged': 'investigating',
  'incident.reopened': 'investigating',
  'incident.resolved': 'resolved',
};

const idOf = (id: string): string => `pagerduty:${id}`;

/** Rows of one event of webhooks v3; events about anything but an incident's state and its status updates bring none. Throws RangeError. */
const readEvent = (json: unknown, outside: Pick<Outside, 'impactOf'>): FactRows => {
  const { id, event_type: type, occurred_at: at, data } = shaped(z.object({ event }), json).event;
  if (data.type === 'incident_status_update') {
    const { incident: of, message } = shaped(statusUpdate, data);
    return { incidentUpdates: [{ id, incidentId: idOf(of.id), at, status: 'update', body: message }] };
  }
  if (data.type !== 'incident') return {};
  const one = shaped(incident, data);
  const status = statuses[type] ?? 'update';
  const isOver = one.status === 'resolved';
  return incidentRows(
    {
      id: idOf(one.id),
      vendor: null,
      title: one.title,
      components: one.service ? [one.service.summary] : [],
      startedAt: one.created_at,
      resolvedAt: isOver ? at : null,
      updatedAt: at,
      updates: [{ id, at, status: isOver ? 'resolved' : status, body: '' }],
    },
    outside,
  );
};

/** PagerDuty: webhooks v3, signed; repeats carry the same X-Webhook-Id. */
export const source: Source = {
  id: 'pagerduty',
  label: 'PagerDuty',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'PAGERDUTY_SECRET',
      what: 'Secret of the webhook subscription (v3) to /hooks/pagerduty/company; two with a comma while one is replaced.',
      required: true,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside) => {
    const secrets = (settings['PAGERDUTY_SECRET'] ?? '').split(',').filter((secret) => secret !== '');
    if (secrets.length === 0) return [];
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => stillHere(context, families),
        receive: async (delivery, context) =>
          readPushed(delivery, context, families, (json) => readEvent(json, outside)),
        hooks: { scheme: 'pagerduty', secrets },
      },
    ];
  },
};
