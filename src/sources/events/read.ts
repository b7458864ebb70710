import { z } from 'zod';
import type { Outside } from '../define.ts';
import type { FactRows } from '../rows.ts';
import { shaped } from '../shop/reading.ts';
import { incidentRows } from '../tech/incident-rows.ts';

const instant = z.iso.datetime({ offset: true });
const id = z.string().min(1).max(200);

const incident = z.object({
  type: z.literal('incident'),
  id,
  title: z.string().min(1),
  status: z.enum(['investigating', 'identified', 'monitoring', 'update', 'resolved']),
  at: instant,
  text: z.string().optional(),
  startedAt: instant.optional(),
  components: z.array(z.string()).optional(),
  /** Whose it is; without it, ours. */
  vendor: z.string().optional(),
});

const deploy = z.object({
  type: z.literal('deploy'),
  id,
  service: z.string().min(1),
  environment: z.string().min(1),
  status: z.enum(['success', 'failure']),
  at: instant,
  version: z.string().optional(),
  summary: z.string().optional(),
});

const planned = z.object({
  type: z.enum([
    'maintenance',
    'launch',
    'campaign',
    'sale',
    'migration',
    'delivery',
    'stock_take',
    'change',
  ]),
  id,
  title: z.string().min(1),
  startsAt: instant,
  endsAt: instant,
});

/** What anybody may send to /hooks/events/company: one event, or a list of them. */
export const eventContract = z.discriminatedUnion('type', [incident, deploy, planned]);

type Incoming = z.infer<typeof eventContract>;

const rowsOf = (event: Incoming, outside: Pick<Outside, 'impactOf'>): FactRows => {
  switch (event.type) {
    case 'incident': {
      const { at, status, text = '', vendor = null, title, components = [], startedAt = at } = event;
      const own = `event:${event.id}`;
      return incidentRows(
        {
          id: own,
          vendor,
          title,
          components,
          startedAt,
          resolvedAt: status === 'resolved' ? at : null,
          updatedAt: at,
          updates: [{ id: `${at}:${status}`, at, status, body: text }],
        },
        outside,
      );
    }
    case 'deploy': {
      const { type: _, ...row } = event;
      return {
        deploys: [
          { ...row, id: `event:${event.id}`, version: row.version ?? null, summary: row.summary ?? null },
        ],
      };
    }
    default: {
      const { type, title, startsAt, endsAt } = event;
      return { calendarEvents: [{ id: `event:${event.id}`, kind: type, title, startsAt, endsAt }] };
    }
  }
};

/** Rows of one delivery. Throws RangeError that names the first field that is not as it should be. */
export const readEvents = (json: unknown, outside: Pick<Outside, 'impactOf'>): FactRows => {
  const events = Array.isArray(json)
    ? shaped(z.array(eventContract).max(500), json)
    : [shaped(eventContract, json)];
  const rows = events.map((event) => rowsOf(event, outside));
  return {
    incidents: rows.flatMap((one) => one.incidents ?? []),
    incidentUpdates: rows.flatMap((one) => one.incidentUpdates ?? []),
    deploys: rows.flatMap((one) => one.deploys ?? []),
    calendarEvents: rows.flatMap((one) => one.calendarEvents ?? []),
  };
};
