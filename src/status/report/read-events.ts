import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { incidents, incidentUpdates } from '#src/database/schema/tech.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import { isCapability } from '../book/capabilities.ts';
import { assess } from '../read/assess.ts';
import type { SourceUpdate } from '../read/event.ts';
import type { Impact } from '../read/impact.ts';

/** An event as it was known at the time of asking. `endedAt` null: it was not over then. */
export type StoredEvent = {
  readonly reference: string;
  readonly storeId: string;
  readonly source: string;
  readonly startedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
  readonly lastWordAt: Temporal.Instant;
  readonly names: readonly string[];
  readonly impact: Impact;
};

type Asked = {
  readonly stores: readonly string[];
  readonly now: Temporal.Instant;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
};

type Row = typeof incidents.$inferSelect;

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b;

/** What was said of an event; one that came without words is told from its title, its start and its end. */
const updatesOf = (
  row: Row,
  said: readonly SourceUpdate[],
  endedAt: Temporal.Instant | null,
): readonly SourceUpdate[] => {
  const started = { at: instantFrom(row.startedAt), status: 'investigating', body: '' };
  const updates = said.length > 0 ? said : [started];
  const isClosed = /^(?:resolved|completed|closed|postmortem|fixed)$/i.test(updates.at(-1)?.status ?? '');
  return endedAt && !isClosed ? [...updates, { at: endedAt, status: 'resolved', body: '' }] : updates;
};

/** The source's own record of start and end, and what was stored as hit, stand above what its words leave open. */
const impactOf = (row: Row, updates: readonly SourceUpdate[], endedAt: Temporal.Instant | null): Impact => {
  const { vendor, title, components } = row;
  const impact = assess({ vendor, title, components, updates });
  const isOwn = row.origin === 'own';
  return {
    ...impact,
    capability: isCapability(row.capability) ? row.capability : impact.capability,
    severity: row.severity,
    started: impact.started.isStated
      ? impact.started
      : { at: earlier(instantFrom(row.startedAt), impact.started.at), isStated: isOwn },
    ended: endedAt && !impact.ended?.isStated ? { at: endedAt, isStated: isOwn } : impact.ended,
  };
};

const eventOf = (row: Row, said: readonly SourceUpdate[], now: Temporal.Instant): StoredEvent => {
  const over = row.resolvedAt === null ? null : instantFrom(row.resolvedAt);
  const endedAt = over && Temporal.Instant.compare(over, now) <= 0 ? over : null;
  const updates = updatesOf(row, said, endedAt);
  return {
    reference: row.ref,
    storeId: row.storeId,
    source: row.source,
    startedAt: instantFrom(row.startedAt),
    endedAt,
    lastWordAt: updates.at(-1)?.at ?? instantFrom(row.startedAt),
    names: [row.vendor ?? '', row.title, ...row.components],
    impact: impactOf(row, updates, endedAt),
  };
};

/** More events than anybody reads at once. */
const mostEvents = 100;

/** Events of these stores that were going on at some time in [from, to), as they were known at `now`; oldest first. */
export const readEvents = async (db: Db, asked: Asked): Promise<readonly StoredEvent[]> => {
  const until = earlier(asked.to, asked.now);
  const rows = await db
    .select()
    .from(incidents)
    .where(
      and(
        inArray(incidents.storeId, [...asked.stores]),
        lte(incidents.startedAt, until.toString()),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, asked.from.toString())),
      ),
    )
    .orderBy(asc(incidents.startedAt))
    .limit(mostEvents);
  if (rows.length === 0) return [];
  const words = await db
    .select()
    .from(incidentUpdates)
    .where(
      and(
        inArray(incidentUpdates.incidentId, [...new Set(rows.map(({ id }) => id))]),
        lte(incidentUpdates.at, asked.now.toString()),
      ),
    )
    .orderBy(asc(incidentUpdates.at), asc(incidentUpdates.id));
  const said = Map.groupBy(words, (one) => `${one.storeId}/${one.incidentId}`);
  return rows.map((row) => {
    const updates = (said.get(`${row.storeId}/${row.id}`) ?? []).map(({ at, status, body }) => ({
      at: instantFrom(at),
      status,
      body,
    }));
    return eventOf(row, updates, asked.now);
  });
};

/** Whether anything of this supplier has ever been heard. */
export const hasHeardOf = async (db: Db, vendor: string): Promise<boolean> => {
  const names = await db
    .selectDistinct({ vendor: incidents.vendor })
    .from(incidents)
    .where(eq(incidents.origin, 'vendor'));
  return names.some((one) => one.vendor?.toLowerCase() === vendor);
};
