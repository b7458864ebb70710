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

/** Tables whose rows stand under an order, and the column that names it. */
const under = [
  ['orderLines', 'orderId'],
  ['refunds', 'orderId'],
  ['parcels', 'orderId'],
  ['returns', 'orderId'],
  ['payments', 'orderId'],
] as const;

const whole = (id: string): readonly Replacement[] =>
  under.map(([rows, column]) => ({ rows, where: { [column]: id } }) as Replacement);

/** Orders with everything under them, which is then all there is: a line that is gone at the source goes here too. */
export const ordersBatch = (
  parts: readonly OrderRows[],
): Pick<Batch, 'rows'> & { readonly replaces: readonly Replacement[] } => ({
  rows: {
    orders: parts.map((part) => part.order),
    orderLines: parts.flatMap((part) => part.lines),
    refunds: parts.flatMap((part) => part.refunds),
    parcels: parts.flatMap((part) => part.parcels ?? []),
    returns: parts.flatMap((part) => part.returns ?? []),
    payments: parts.flatMap((part) => part.payments ?? []),
  },
  replaces: parts.flatMap((part) => whole(part.order.id)),
});

/** Orders that are gone at the source, with everything under them. */
export const removedOrders = (ids: readonly string[]): readonly Replacement[] =>
  ids.flatMap((id) => [{ rows: 'orders', where: { id } } as const, ...whole(id)]);
