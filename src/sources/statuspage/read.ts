import { z } from 'zod';
import type { Outside, Unreadable } from '../define.ts';
import type { FactRows } from '../rows.ts';
import { readEach, shaped } from '../shop/reading.ts';
import type { SourceIncident } from '../tech/incident-rows.ts';
import { allIncidentRows } from '../tech/incident-rows.ts';

const instant = z.iso.datetime({ offset: true });

const update = z.object({
  id: z.string(),
  status: z.string(),
  body: z.string().nullish(),
  created_at: instant,
  display_at: instant.nullish(),
});

/** An incident of Statuspage's API v2 and of its webhooks; planned work has the same shape with the impact `maintenance`. */
const incident = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  impact: z.string().nullish(),
  created_at: instant,
  updated_at: instant,
  started_at: instant.nullish(),
  resolved_at: instant.nullish(),
  scheduled_for: instant.nullish(),
  scheduled_until: instant.nullish(),
  components: z.array(z.object({ name: z.string() })).nullish(),
  incident_updates: z.array(update),
});

type PageIncident = z.infer<typeof incident>;

const isClosed = ({ status }: PageIncident): boolean => /^(?:resolved|postmortem|completed)$/.test(status);

const isPlanned = (one: PageIncident): boolean =>
  one.impact === 'maintenance' || (one.scheduled_for !== undefined && one.scheduled_for !== null);

const idOf = (page: string, { id }: PageIncident): string => `statuspage:${page}:${id}`;

const toIncident = (one: PageIncident, page: string, vendor: string): SourceIncident => ({
  id: idOf(page, one),
  vendor,
  title: one.name,
  components: (one.components ?? []).map(({ name }) => name),
  startedAt: one.started_at ?? one.created_at,
  resolvedAt: isClosed(one) ? (one.resolved_at ?? one.updated_at) : null,
  updatedAt: one.updated_at,
  updates: one.incident_updates.map(({ id, status, body, created_at, display_at }) => ({
    id,
    at: display_at ?? created_at,
    status,
    body: body ?? '',
  })),
});

const toPlan = (one: PageIncident, page: string, vendor: string) => {
  const startsAt = one.scheduled_for ?? one.started_at ?? one.created_at;
  return {
    id: idOf(page, one),
    kind: 'maintenance' as const,
    title: `${vendor}: ${one.name}`,
    startsAt,
    endsAt: one.resolved_at ?? one.scheduled_until ?? startsAt,
  };
};

/** Rows of incidents and planned work of one page, each read on its own; one that cannot be read is named with its reason. */
export const readIncidents = (
  items: readonly unknown[],
  page: string,
  vendor: string,
  outside: Pick<Outside, 'impactOf'>,
): {
  readonly rows: FactRows;
  readonly unreadable: readonly Unreadable[];
  readonly oldest: string | null;
} => {
  const reference = (item: unknown): string =>
    `statuspage/${page}/${String(Reflect.get(Object(item), 'id') ?? '?')}`;
  const { read, unreadable } = readEach(items, { family: 'incidents', reference }, (item) =>
    shaped(incident, item),
  );
  const planned = read.filter(isPlanned);
  const rows = allIncidentRows(
    read
      .filter((one) => !isPlanned(one) && one.incident_updates.length > 0)
      .map((one) => toIncident(one, page, vendor)),
    outside,
  );
  const oldest = read.map(({ created_at }) => created_at).sort()[0] ?? null;
  return {
    rows: { ...rows, calendarEvents: planned.map((one) => toPlan(one, page, vendor)) },
    unreadable,
    oldest,
  };
};

/** The body of a subscriber's webhook: an incident, or a part that changed its state (which says nothing of its own). */
const webhook = z.object({
  page: z.object({ id: z.string() }),
  incident: z.unknown().optional(),
});

/** What a webhook tells: its page and the incident as it stands, or null for news of a part only. Throws RangeError. */
export const readWebhook = (json: unknown): { readonly page: string; readonly incident: unknown } | null => {
  const { page, incident: one } = shaped(webhook, json);
  return one === undefined ? null : { page: page.id, incident: one };
};
