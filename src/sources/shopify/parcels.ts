import type { RowOf } from '../rows.ts';
import { numberOf } from './ids.ts';
import type { ShopifyOrder } from './shapes.ts';

type Parcel = RowOf<'parcels'>;

/** A label is no hand-over yet. */
const notHandedOver: ReadonlySet<string> = new Set([
  'LABEL_PURCHASED',
  'LABEL_PRINTED',
  'LABEL_VOIDED',
  'SUBMITTED',
  'CONFIRMED',
  'CANCELED',
  'FAILURE',
]);

type Fulfillment = ShopifyOrder['fulfillments'][number];

const isAlive = ({ status }: Fulfillment): boolean =>
  status === 'SUCCESS' || status === 'OPEN' || status === 'PENDING';

/** The carrier's first scan is the hand-over; without one, the shop's word counts. */
const timesOf = (one: Fulfillment): Pick<Parcel, 'handedOverAt' | 'deliveredAt'> => {
  const isSent = one.status === 'SUCCESS' && !notHandedOver.has(one.displayStatus ?? '');
  if (!isSent) return { handedOverAt: null, deliveredAt: null };
  return { handedOverAt: one.inTransitAt ?? one.createdAt, deliveredAt: one.deliveredAt ?? null };
};

/** Parcels of an order, one per tracking number. */
export const parcelRows = (order: ShopifyOrder): readonly Parcel[] =>
  order.fulfillments.filter(isAlive).flatMap((one) => {
    const numbers = one.trackingInfo.length > 0 ? one.trackingInfo : [{ company: null, number: null }];
    const id = numberOf(one.id);
    return numbers.map(
      ({ company, number }, index): Parcel => ({
        id: index === 0 ? id : `${id}/${index}`,
        orderId: numberOf(order.id),
        locationId: one.location ? numberOf(one.location.id) : null,
        carrier: company || null,
        shippingMethod: order.shippingLine?.title || null,
        trackingNumber: number || null,
        ...timesOf(one),
        updatedAt: order.updatedAt,
      }),
    );
  });

const latest = (times: readonly (string | null | undefined)[]): string | null => {
  const known = times.filter((time) => typeof time === 'string');
  return known.length === times.length && known.length > 0 ? (known.toSorted().at(-1) ?? null) : null;
};

/** When the whole order was handed over and when all of it had arrived; null as long as a part is missing. */
export const shippedOf = (
  order: ShopifyOrder,
  parcels: readonly Parcel[],
): { readonly shippedAt: string | null; readonly deliveredAt: string | null } => {
  if (order.displayFulfillmentStatus !== 'FULFILLED') return { shippedAt: null, deliveredAt: null };
  return {
    shippedAt: latest(parcels.map((parcel) => parcel.handedOverAt)),
    deliveredAt: latest(parcels.map((parcel) => parcel.deliveredAt)),
  };
};
