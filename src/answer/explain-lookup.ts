import type { Answerable } from '#src/language/interpretation.ts';
import { exact } from '#src/lib/exact.ts';
import { clean, listOf, plural } from '#src/lib/text.ts';
import type { OrderRecord, PurchaseOrderRecord } from '#src/query/lookup.ts';
import type { Reply } from './reply.ts';
import { plainReply } from './reply.ts';
import { sayTime, sayWeekday } from './words/periods.ts';
import { sayValue } from './words/values.ts';

type Lookup = Extract<Answerable, { readonly kind: 'lookup' }>;

const when = (at: Temporal.Instant, zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  return `${sayWeekday(local)}, ${sayTime(local)}`;
};

const dayText = (day: string): string => sayWeekday(Temporal.PlainDate.from(day));

const stateOf = (order: OrderRecord): string => {
  if (order.cancelledAt) return 'cancelled';
  if (order.deliveredAt) return 'delivered';
  if (order.shippedAt) return 'on its way';
  if (!order.accepted) return 'not accepted as an order';
  return order.waitingForStock ? 'waiting for stock' : 'not shipped yet';
};

const sayOrder = (
  order: OrderRecord,
  zone: string,
): { readonly headline: string; readonly lines: readonly string[] } => {
  const event = (label: string, at: Temporal.Instant | null): readonly string[] =>
    at ? [`${label}: ${when(at, zone)}.`] : [];
  const tracking = order.parcels.flatMap(({ carrier, tracking: number }) =>
    carrier || number ? [[carrier, number].filter((part) => part !== null).join(' ')] : [],
  );
  return {
    headline: `Order ${clean(order.number, 40)} is ${stateOf(order)}.`,
    lines: [
      `Placed: ${when(order.placedAt, zone)}, ${sayValue(exact(order.totalMinor), { kind: 'money' }, order.currency)} including tax and shipping, ${order.paidAt ? 'paid' : 'not paid yet'}.`,
      ...event('Cancelled', order.cancelledAt),
      ...event('Shipped', order.shippedAt),
      ...event('Delivered', order.deliveredAt),
      ...(order.promisedOn && !order.cancelledAt ? [`Promised for ${dayText(order.promisedOn)}.`] : []),
      ...(tracking.length > 0
        ? [`${plural(tracking.length, 'Parcel', 'Parcels')}: ${clean(listOf(tracking), 200)}.`]
        : []),
    ],
  };
};

const sayPurchaseOrder = (
  order: PurchaseOrderRecord,
  zone: string,
): { readonly headline: string; readonly lines: readonly string[] } => {
  const ordered = order.lines.reduce((sum, line) => sum + line.ordered, 0);
  const received = order.lines.reduce((sum, line) => sum + line.received, 0);
  const state = order.cancelledAt
    ? 'was cancelled'
    : received === 0
      ? 'has not arrived yet'
      : received < ordered
        ? 'has arrived in part'
        : 'has arrived';
  return {
    headline: `${clean(order.number, 40)} ${state}: ${received} of ${ordered} ${plural(ordered, 'piece', 'pieces')} received.`,
    lines: [
      `Ordered: ${when(order.orderedAt, zone)}.`,
      ...(order.expectedOn
        ? [`Expected on ${dayText(order.expectedOn)}.`]
        : ['No expected day is recorded.']),
      ...order.lines
        .slice(0, 10)
        .map(
          ({ sku, title, ordered: wanted, received: got }) =>
            `${clean(title, 80)} (${clean(sku, 40)}): ${got} of ${wanted} received.`,
        ),
    ],
  };
};

/** A look-up in words; not found is said plainly, with what was looked for. */
export const explainLookup = (
  asked: Lookup,
  found: readonly (OrderRecord | PurchaseOrderRecord)[],
  zoneOfStore: (storeId: string) => string,
): Reply => {
  const what = asked.what === 'order' ? 'order' : 'purchase order';
  const [first, ...others] = found;
  if (!first)
    return plainReply(
      'no_data',
      asked,
      `There is no ${what} ${clean(asked.number, 40)} in the connected stores.`,
    );
  const zone = zoneOfStore(first.storeId);
  const said = 'totalMinor' in first ? sayOrder(first, zone) : sayPurchaseOrder(first, zone);
  const more =
    others.length > 0
      ? [`There are ${others.length} more of that number in other stores: name the store to see them.`]
      : [];
  return { ...plainReply('answer', asked, said.headline), lines: [...said.lines, ...more] };
};
