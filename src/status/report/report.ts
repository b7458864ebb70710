import { and, eq, inArray, lte, max } from 'drizzle-orm';
import { orders } from '#src/database/schema/sales.ts';
import type { Department } from '#src/lib/departments.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import type { Recorded } from '#src/query/stores.ts';
import { companyStore } from '#src/query/stores.ts';
import { capability, capabilityIds } from '../book/capabilities.ts';
import type { Topic } from '../book/topics.ts';
import { topicOf } from '../book/topics.ts';
import type { Release } from './last-release.ts';
import { lastReleaseBefore } from './last-release.ts';
import type { OrdersDuring } from './orders-during.ts';
import { ordersDuring, ordersReadTo } from './orders-during.ts';
import type { StoredEvent } from './read-events.ts';
import { hasHeardOf, readEvents } from './read-events.ts';

/** What was asked: a topic or a supplier or everything; now (`period` null) or in a period. */
export type StatusQuestion = {
  readonly capability: string | null;
  readonly supplier: string | null;
  readonly period: Period | null;
};

/** Who reads it. */
type Reader = { readonly department: Department; readonly zone: string };

/** What is known of what works and what does not. Events come with the one that matters most first. */
export type StatusReport = {
  readonly topic: Topic | null;
  readonly supplier: string | null;
  readonly period: Period | null;
  /** Going on and about what was asked. */
  readonly open: readonly StoredEvent[];
  /** About what was asked and over: in the period, or today where it was asked about now. */
  readonly over: readonly StoredEvent[];
  /** Going on, about something else. */
  readonly beside: readonly StoredEvent[];
  /** The event the reply is about first, with what came before it and what it did to orders. */
  readonly first: {
    readonly event: StoredEvent;
    readonly release: Release | null;
    readonly orders: OrdersDuring | null;
  } | null;
  readonly sources: readonly Recorded[];
  /** The latest order that is known of, and how far orders have been read; null where it says nothing. */
  readonly lastOrder: { readonly at: Temporal.Instant; readonly readTo: Temporal.Instant } | null;
  /** Whether a supplier that was named is one that has been heard of. */
  readonly isSupplierKnown: boolean;
};

const weights = { critical: 0, major: 1, minor: 2 } as const;

/** What a department works with itself; to all others what customers feel is closest. */
const own: Partial<Record<Department, ReadonlySet<string>>> = {
  warehouse: new Set(['label_printing', 'warehouse_devices', 'order_import', 'stock_sync']),
  it: new Set(capabilityIds),
};

/** What the department works with first, then what customers feel, the worst, our own, the newest. */
const byWeight =
  (department: Department) =>
  (a: StoredEvent, b: StoredEvent): number =>
    weightOf(a, department) - weightOf(b, department) || Temporal.Instant.compare(b.startedAt, a.startedAt);

const weightOf = ({ impact }: StoredEvent, department: Department): number => {
  const isOwn = own[department]?.has(impact.capability) ?? false;
  const isFelt = capability(impact.capability).feltBy === 'customers';
  return (isOwn ? 0 : isFelt ? 10 : 20) + weights[impact.severity] * 2 + (impact.supplier === null ? 0 : 1);
};

const isAbout = ({ capability: asked, supplier }: StatusQuestion): ((event: StoredEvent) => boolean) => {
  if (supplier !== null)
    return ({ names }) => names.some((name) => ` ${name.toLowerCase()} `.includes(supplier));
  const topic = topicOf(asked);
  return topic ? ({ impact }) => topic.capabilities.includes(impact.capability) : () => true;
};

/** Parts of the shop whose trouble shows in orders. */
const selling = new Set(['checkout', 'card_payments', 'site_speed', 'search', 'sign_in']);

const lastOrderOf = async (
  runtime: Runtime,
  shops: readonly string[],
): Promise<StatusReport['lastOrder']> => {
  const readTo = ordersReadTo(runtime, shops);
  if (!readTo) return null;
  const [row] = await runtime.database.fast
    .select({ at: max(orders.placedAt) })
    .from(orders)
    .where(
      and(
        inArray(orders.storeId, [...shops]),
        eq(orders.accepted, true),
        lte(orders.placedAt, runtime.now.toString()),
      ),
    );
  return row?.at ? { at: instantFrom(row.at), readTo } : null;
};

/** Who is told of the release before an event: to others it would sound like a cause. */
const technical: readonly Department[] = ['it', 'leadership'];

/** What an event is told with: the release before it where it is our own, and what it did to orders where it shows there. */
const aroundEvent = async (
  runtime: Runtime,
  event: StoredEvent,
  shops: readonly string[],
  { department, zone }: Reader,
): Promise<StatusReport['first']> => {
  const { impact, startedAt, endedAt } = event;
  const span = { from: impact.started.at, to: endedAt };
  const stores = [...shops, companyStore];
  return {
    event,
    release:
      impact.supplier === null && technical.includes(department)
        ? await lastReleaseBefore(runtime.database.fast, stores, startedAt)
        : null,
    orders: selling.has(impact.capability) ? await ordersDuring(runtime, span, shops, zone) : null,
  };
};

/**
 * Reads what is broken or was: events of the shops asked about and of the company, as known at the time of asking. With
 * no period: what is going on, and what ended today.
 */
export const reportStatus = async (
  runtime: Runtime,
  asked: StatusQuestion,
  shops: readonly string[],
  reader: Reader,
): Promise<StatusReport> => {
  const { database, estate, now } = runtime;
  const { department, zone } = reader;
  const stores = [...new Set([...shops, companyStore])];
  const today = now.toZonedDateTimeISO(zone).startOfDay().toInstant();
  const events = await readEvents(database.fast, {
    stores,
    now,
    from: asked.period?.from.toInstant() ?? today,
    to: asked.period?.to.toInstant() ?? now,
  });
  const about = isAbout(asked);
  const ranked = events.toSorted(byWeight(department));
  const isOpen = ({ endedAt }: StoredEvent): boolean => endedAt === null;
  const open = ranked.filter((event) => isOpen(event) && about(event));
  const over = ranked.filter((event) => !isOpen(event) && about(event));
  const [main] = asked.period ? [...over, ...open] : [...open, ...over];
  const topic = topicOf(asked.capability);
  const showsInOrders =
    asked.supplier === null && (topic === null || topic.capabilities.includes('card_payments'));
  return {
    topic,
    supplier: asked.supplier,
    period: asked.period,
    open,
    over,
    beside: asked.period ? [] : ranked.filter((event) => isOpen(event) && !about(event)),
    first: main ? await aroundEvent(runtime, main, shops, reader) : null,
    sources: estate.sources.filter(
      ({ family, storeId }) => family === 'incidents' && stores.includes(storeId),
    ),
    lastOrder: asked.period === null && showsInOrders ? await lastOrderOf(runtime, shops) : null,
    isSupplierKnown: asked.supplier === null || (await hasHeardOf(database.fast, asked.supplier)),
  };
};
