import * as tables from '#src/database/schema/fulfilment.ts';
import { describe } from './column.ts';
import { dayOf } from './derive.ts';

export const parcels = describe(tables.parcels, {
  what: 'One row per parcel.',
  family: 'fulfilment',
  dated: 'handedOverAt',
  splitBy: ['orders', 'locations'],
  events: {
    fulfilment: ['handedOverDay'],
    deliveries: ['handedOverDay', 'deliveredDay'],
    shipping_costs: ['handedOverDay'],
  },
  derived: { handedOverDay: dayOf('r.handed_over_at'), deliveredDay: dayOf('r.delivered_at') },
  columns: {
    id: 'The parcel at its source.',
    orderId: 'Its order.',
    locationId: 'Where it was sent from.',
    carrier: { what: 'Who carries it.', dimension: 'carrier' },
    shippingMethod: { what: 'How it is sent.', dimension: 'shipping_method' },
    trackingNumber: 'Tracking number.',
    handedOverAt: 'When the carrier got it.',
    deliveredAt: { what: 'When it arrived.', family: 'deliveries' },
    promisedOn: 'The day it was promised for.',
    currency: { what: 'Currency of its cost.', kind: 'currency' },
    costMinor: { what: 'What the carrier charges, excluding tax.', family: 'shipping_costs' },
    updatedAt: 'When this row last changed.',
  },
});

export const returns = describe(tables.returns, {
  what: 'Pieces received back.',
  family: 'returns',
  orderColumn: 'orderId',
  dated: 'receivedAt',
  splitBy: ['orders', 'variants', 'products'],
  events: { returns: ['receivedDay', 'soldDay'] },
  derived: { receivedDay: dayOf('r.received_at'), soldDay: 'b.sold_day' },
  columns: {
    id: 'The return (of one line) at its source.',
    orderId: 'Its order.',
    lineId: 'The line sent back.',
    variantId: 'The variant.',
    productId: 'The product.',
    sku: { what: 'Stock keeping unit.', dimension: 'sku' },
    units: 'Pieces received.',
    reason: { what: 'Why, as the customer says.', dimension: 'return_reason' },
    restocked: 'Whether they went back into stock.',
    receivedAt: 'When they arrived.',
    updatedAt: 'When this row last changed.',
  },
});
