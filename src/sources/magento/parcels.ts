import type { RowOf } from '../rows.ts';
import { piecesOf, utcOf } from '../shop/reading.ts';
import type { Family } from './lines.ts';
import { familiesOf } from './lines.ts';
import type { MagentoItem, MagentoOrder, MagentoShipment } from './shapes.ts';

type Parcel = RowOf<'parcels'>;

/** Parcels of an order, one per tracking number; Magento does not hear when they arrive. */
export const parcelRows = (order: MagentoOrder, shipments: readonly MagentoShipment[]): readonly Parcel[] =>
  shipments.flatMap((shipment) => {
    const { entity_id: id, tracks } = shipment;
    const numbers = tracks && tracks.length > 0 ? tracks : [{ track_number: null, title: null }];
    return numbers.map(
      ({ track_number: number, title }, index): Parcel => ({
        id: index === 0 ? String(id) : `${id}/${index}`,
        orderId: String(order.entity_id),
        locationId: shipment.extension_attributes?.source_code ?? null,
        carrier: title || null,
        shippingMethod: order.shipping_description || null,
        trackingNumber: number || null,
        handedOverAt: utcOf(shipment.created_at, `shipment ${id} created_at`),
        deliveredAt: null,
        updatedAt: utcOf(order.updated_at, 'updated_at'),
      }),
    );
  });

/** Pieces still to be sent, as Magento counts them (`Order\Item::getQtyToShip`). */
const openPieces = (item: MagentoItem): number => {
  const pieces = (value: string | number | null | undefined): number =>
    piecesOf(value ?? 0, `item ${item.item_id} quantity`);
  return (
    pieces(item.qty_ordered) -
    pieces(item.qty_shipped) -
    pieces(item.qty_refunded) -
    pieces(item.qty_canceled)
  );
};

/** A bundle may be sent part by part; its own row then counts nothing as sent. */
const isSent = ({ item, children }: Family): boolean =>
  Boolean(item.is_virtual) ||
  openPieces(item) <= 0 ||
  (children.length > 0 && children.every((child) => Boolean(child.is_virtual) || openPieces(child) <= 0));

/** When the last parcel of a wholly sent order was handed over; null as long as a piece is missing. */
export const shippedAtOf = (order: MagentoOrder, parcels: readonly Parcel[]): string | null => {
  if (parcels.length === 0 || !familiesOf(order).every(isSent)) return null;
  return (
    parcels
      .flatMap(({ handedOverAt }) => handedOverAt ?? [])
      .sort()
      .at(-1) ?? null
  );
};
