import { isShipped } from '../happen.ts';
import type { Line, Order, Refund, Variant, World } from '../world.ts';
import {
  givenBack,
  moneyOf,
  netOf,
  orderTaxOf,
  rateFor,
  shippingRate,
  shippingTaxOf,
  taxOf,
  totalOf,
} from '../world.ts';
import { bag, connect, gid, money, time, withTax } from './shapes.ts';
import { transactionsOf } from './transactions.ts';

/** Pieces a line has lost by refunds and edits. */
const goneOf = (order: Order, line: Line): number =>
  [...givenBack(order).values()]
    .flatMap((given) => given.lines)
    .reduce((sum, one) => (one.line === line.id ? sum + one.quantity : sum), 0);

const variantOf = (world: World, id: number): Variant | undefined => {
  const variant = world.variants.get(id);
  return variant && world.products.get(variant.productId)?.deletedAt === null ? variant : undefined;
};

const lineJson = (world: World, order: Order, line: Line) => {
  const variant = variantOf(world, line.variantId);
  const discount = line.discountEach * line.quantity;
  return {
    id: gid('LineItem', line.id),
    name: 'a line',
    sku: world.variants.get(line.variantId)?.sku ?? null,
    quantity: line.quantity,
    currentQuantity: line.quantity - goneOf(order, line),
    isGiftCard: false,
    variant: variant
      ? {
          id: gid('ProductVariant', variant.id),
          inventoryItem: { id: gid('InventoryItem', variant.id + 900_000), unitCost: money(variant.cost) },
        }
      : null,
    product: variant ? { id: gid('Product', variant.productId) } : null,
    originalUnitPriceSet: bag(withTax(line.unit, line.rate)),
    discountAllocations: discount > 0 ? [{ allocatedAmountSet: bag(withTax(discount, line.rate)) }] : [],
    taxLines:
      line.rate > 0
        ? [{ title: 'VAT', rate: line.rate / 100, priceSet: bag(taxOf(line)), channelLiable: false }]
        : [],
  };
};

const refundJson = (order: Order, refund: Refund) => {
  const given = givenBack(order).get(refund.id) ?? { lines: [], loose: 0, shipping: 0, tax: 0 };
  const shippingTax = given.shipping > 0 ? shippingTaxOf(order) : 0;
  return {
    id: gid('Refund', refund.id),
    createdAt: time(refund.at),
    processedAt: time(refund.at),
    note: 'Herr Mustermann rief an',
    totalRefundedSet: bag(moneyOf(given)),
    refundLineItems: connect(
      given.lines
        .filter((one) => one.quantity > 0)
        .map((one) => {
          const line = order.lines.find((own) => own.id === one.line);
          const tax = line ? taxOf(line, one.quantity) : 0;
          return {
            quantity: one.quantity,
            restockType: refund.restock ? 'RETURN' : 'NO_RESTOCK',
            lineItem: { id: gid('LineItem', one.line) },
            subtotalSet: bag(one.amount + tax),
            totalTaxSet: bag(tax),
          };
        }),
    ),
    refundShippingLines: connect(
      given.shipping > 0
        ? [{ subtotalAmountSet: bag(given.shipping + shippingTax), taxAmountSet: bag(shippingTax) }]
        : [],
    ),
    orderAdjustments: connect(
      given.loose === 0
        ? []
        : [
            {
              id: gid('OrderAdjustment', refund.id),
              reason: 'REFUND_DISCREPANCY',
              amountSet: bag(-given.loose),
              taxAmountSet: bag(0),
            },
          ],
    ),
  };
};

const editedOff = (order: Order): number => {
  const given = givenBack(order);
  return order.refunds
    .filter((refund) => refund.kind === 'edit')
    .reduce(
      (sum, refund) => sum + moneyOf(given.get(refund.id) ?? { lines: [], loose: 0, shipping: 0, tax: 0 }),
      0,
    );
};

const agreementsOf = (order: Order) => {
  const edits = order.refunds.filter((refund) => refund.kind === 'edit');
  const sale = (typename: string, id: string, action: string, line: Line, quantity: number) => ({
    __typename: typename,
    id: gid(typename, id),
    actionType: action,
    lineType: 'PRODUCT',
    quantity,
    totalAmount: bag(netOf(line, quantity) + taxOf(line, quantity)),
    totalTaxAmount: bag(taxOf(line, quantity)),
    lineItem: { id: gid('LineItem', line.id) },
  });
  return connect([
    {
      __typename: 'OrderAgreement',
      id: gid('OrderAgreement', order.id),
      reason: 'ORDER',
      happenedAt: time(order.placedAt),
      sales: connect(
        order.lines.map((line) => sale('ProductSale', `${line.id}0`, 'ORDER', line, line.quantity)),
      ),
    },
    ...edits.map((edit) => ({
      __typename: 'OrderEditAgreement',
      id: gid('OrderEditAgreement', edit.id),
      reason: 'ORDER_EDIT',
      happenedAt: time(edit.at),
      sales: connect(
        edit.lines.flatMap(({ line: id, quantity }) => {
          const line = order.lines.find((one) => one.id === id);
          return line ? [sale('ProductSale', `${edit.id}`, 'RETURN', line, -quantity)] : [];
        }),
      ),
    })),
  ]);
};

const fulfillmentsOf = (order: Order) =>
  order.parcels.map((parcel) => ({
    id: gid('Fulfillment', parcel.id),
    status: 'SUCCESS',
    displayStatus: parcel.deliveredAt === null ? 'IN_TRANSIT' : 'DELIVERED',
    createdAt: time(parcel.at),
    updatedAt: time(parcel.deliveredAt ?? parcel.at),
    inTransitAt: parcel.id % 2 === 0 ? time(parcel.at) : null,
    deliveredAt: time(parcel.deliveredAt),
    location: { id: gid('Location', parcel.location) },
    trackingInfo: [
      {
        company: parcel.carrier,
        number: parcel.tracking,
        url: `https://track.example.test/${parcel.tracking}`,
      },
    ],
  }));

export const orderJson = (world: World, order: Order): Readonly<Record<string, unknown>> => {
  const rate = rateFor(order.country, shippingRate);
  const open = order.paidAt === null ? totalOf(order) - editedOff(order) : 0;
  const isSent = isShipped(order);
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: `#${order.id}`,
    createdAt: time(order.placedAt),
    processedAt: time(order.placedAt),
    updatedAt: time(order.updatedAt),
    cancelledAt: time(order.cancelledAt),
    test: order.isTest,
    edited: order.refunds.some((refund) => refund.kind === 'edit'),
    taxesIncluded: true,
    currencyCode: 'EUR',
    checkoutToken: `order${order.id}`,
    fullyPaid: order.paidAt !== null,
    email: `customer${order.customer}@example.test`,
    displayFulfillmentStatus: isSent
      ? 'FULFILLED'
      : order.parcels.length > 0
        ? 'PARTIALLY_FULFILLED'
        : 'UNFULFILLED',
    discountCodes: order.code ? [order.code] : [],
    sourceName: 'web',
    app: { name: 'Online Store' },
    customer: { id: gid('Customer', order.customer), email: `customer${order.customer}@example.test` },
    shippingAddress: { countryCodeV2: order.country, firstName: 'Erika', lastName: 'Mustermann' },
    shippingLine: {
      title: 'DHL Paket',
      discountedPriceSet: bag(withTax(order.shipping, rate)),
      taxLines: rate > 0 ? [{ title: 'VAT', priceSet: bag(shippingTaxOf(order)) }] : [],
    },
    totalPriceSet: bag(totalOf(order) - editedOff(order)),
    totalTaxSet: bag(orderTaxOf(order)),
    totalOutstandingSet: bag(open),
    paymentTerms: null,
    customerJourneySummary: {
      ready: true,
      customerOrderIndex: order.isTest ? null : order.nth,
      lastVisit: order.visit
        ? { source: order.visit.source, utmParameters: order.visit }
        : { source: 'direct', utmParameters: null },
    },
    refunds: ({ first }: { first?: number }) =>
      order.refunds
        .filter((refund) => refund.kind !== 'edit')
        .slice(0, first ?? 250)
        .map((refund) => refundJson(order, refund)),
    fulfillments: ({ first }: { first?: number }) => fulfillmentsOf(order).slice(0, first ?? 250),
    transactions: ({ first }: { first?: number }) => transactionsOf(order).slice(0, first ?? 250),
    lineItems: connect(order.lines.map((line) => lineJson(world, order, line))),
    agreements: agreementsOf(order),
  };
};
