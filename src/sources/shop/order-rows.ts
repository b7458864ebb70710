import type { Batch, Replacement } from '../define.ts';
import type { RowOf } from '../rows.ts';

/** Everything that is stored of one order, as one version of it says. */
export type OrderRows = {
  readonly order: RowOf<'orders'>;
  readonly lines: readonly RowOf<'orderLines'>[];
  readonly refunds: readonly RowOf<'refunds'>[];
  readonly parcels?: readonly RowOf<'parcels'>[];
  readonly returns?: readonly RowOf<'returns'>[];
  readonly payments?: readonly RowOf<'payments'>[];
};

/** How long an order may be unpaid and still count as paid when it was placed: online payments take a moment. */
const paidAtOnceMinutes = 60;

const wasOpen = (order: RowOf<'orders'>): boolean => {
  if (!order.accepted) return false;
  if (!order.paidAt) return true;
  const until = Temporal.Instant.from(order.placedAt).add({ minutes: paidAtOnceMinutes });
  return Temporal.Instant.compare(Temporal.Instant.from(order.paidAt), until) > 0;
};

/**
 * What a customer owes for an order that was not paid when it was placed: METRICS.md counts open orders among the
 * outstanding amounts. It stays, closed, when it has been paid or cancelled.
 */
const invoiceOf = (order: RowOf<'orders'>, zone: string): readonly RowOf<'invoices'>[] => {
  if (!wasOpen(order)) return [];
  const open = order.outstandingMinor ?? (order.paidAt ? 0n : order.totalMinor);
  const closedAt = order.cancelledAt ?? order.paidAt ?? null;
  return [
    {
      id: order.id,
      kind: 'receivable',
      number: order.number,
      issuedOn: Temporal.Instant.from(order.placedAt).toZonedDateTimeISO(zone).toPlainDate().toString(),
      dueOn: order.dueOn ?? null,
      currency: order.currency,
      amountMinor: order.totalMinor,
      paidMinor: order.totalMinor - open,
      closedAt,
      updatedAt: order.updatedAt ?? null,
    },
  ];
};

/** Tables whose rows stand under an order, and the column that names it. */
const under = [
  ['orderLines', 'orderId'],
  ['refunds', 'orderId'],
  ['parcels', 'orderId'],
  ['returns', 'orderId'],
  ['payments', 'orderId'],
  ['invoices', 'id'],
] as const;

const whole = (id: string): readonly Replacement[] =>
  under.map(([rows, column]) => ({ rows, where: { [column]: id } }) as Replacement);

/** Orders with everything under them, which is then all there is: a line that is gone at the source goes here too. */
export const ordersBatch = (
  parts: readonly OrderRows[],
  zone: string,
): Pick<Batch, 'rows'> & { readonly replaces: readonly Replacement[] } => ({
  rows: {
    orders: parts.map((part) => part.order),
    orderLines: parts.flatMap((part) => part.lines),
    refunds: parts.flatMap((part) => part.refunds),
    parcels: parts.flatMap((part) => part.parcels ?? []),
    returns: parts.flatMap((part) => part.returns ?? []),
    payments: parts.flatMap((part) => part.payments ?? []),
    invoices: parts.flatMap((part) => invoiceOf(part.order, zone)),
  },
  replaces: parts.flatMap((part) => whole(part.order.id)),
});

/** Orders that are gone at the source, with everything under them. */
export const removedOrders = (ids: readonly string[]): readonly Replacement[] =>
  ids.flatMap((id) => [{ rows: 'orders', where: { id } } as const, ...whole(id)]);
