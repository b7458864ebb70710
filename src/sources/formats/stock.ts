import * as tables from '#src/database/schema/stock.ts';
import { describe } from './column.ts';

export const stockLevels = describe(tables.stockLevels, {
  what: 'Stock now, per variant and location. Leave empty what is not recorded.',
  family: 'stock',
  dated: 'asOf',
  splitBy: ['variants', 'products', 'locations'],
  events: { stock: ['asOf'] },
  columns: {
    variantId: 'The variant.',
    locationId: 'The location.',
    available: 'Pieces that can still be sold; may be negative.',
    onHand: 'Pieces physically there.',
    committed: 'Pieces reserved for open orders.',
    asOf: 'When it was counted.',
  },
});

export const stockMoves = describe(tables.stockMoves, {
  what: 'Every move of stock, so that past levels are known: the level now less the moves since.',
  family: 'stock_history',
  dated: 'at',
  splitBy: ['variants', 'products', 'locations'],
  events: { stock_history: ['at'] },
  columns: {
    id: 'The move at its source.',
    variantId: 'The variant.',
    locationId: 'The location.',
    kind: 'What moved it.',
    at: 'When.',
    availableDelta: 'Change of available pieces (a sale takes them when it is placed).',
    onHandDelta: 'Change of pieces on hand (a sale takes them when it is shipped).',
  },
});

export const purchaseOrders = describe(tables.purchaseOrders, {
  what: 'Orders at suppliers, and transfers between locations.',
  family: 'purchase_orders',
  dated: 'orderedAt',
  splitBy: ['locations'],
  events: { purchase_orders: ['orderedAt', 'expectedOn'] },
  columns: {
    id: 'The purchase order at its source.',
    number: 'The number people know it by.',
    kind: '`transfer` between own locations.',
    locationId: 'Where it goes.',
    orderedAt: 'When it was ordered.',
    expectedOn: 'The day it is expected.',
    cancelledAt: 'When it was cancelled.',
    updatedAt: 'When this row last changed.',
  },
});

export const purchaseOrderLines = describe(tables.purchaseOrderLines, {
  what: 'What was ordered at suppliers and what has arrived.',
  family: 'purchase_orders',
  parent: { table: 'purchase_orders', column: 'purchaseOrderId' },
  splitBy: ['variants', 'products', 'locations'],
  events: { purchase_orders: ['receivedAt'] },
  columns: {
    purchaseOrderId: 'Its purchase order.',
    lineId: 'The line within it.',
    variantId: 'The variant.',
    orderedQuantity: 'Pieces ordered.',
    receivedQuantity: 'Pieces received so far.',
    receivedAt: 'When the last of them came.',
  },
});
