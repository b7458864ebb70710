/**
 * A shop as it really is, told in our own words: what happened to whom and when. The fakes of the platforms show it as
 * each platform would; the books (books.ts) sum it up by the rules of the catalogue. Times are epoch milliseconds,
 * amounts whole cents without tax. Prices, discounts and shipping are multiples of ten cents and tax is 20, 10 or 0
 * per cent, so that a price with tax and the tax of any part are whole cents as well.
 */

export type Variant = {
  readonly id: number;
  readonly productId: number;
  readonly sku: string;
  readonly option: { readonly name: 'Size' | 'Colour'; readonly value: string };
  readonly unit: number;
  readonly cost: number;
  readonly rate: number;
  readonly low: number;
  active: boolean;
  updatedAt: number;
  /** Pieces physically there and pieces promised to open orders, per location. */
  readonly stock: Map<number, { onHand: number; committed: number; updatedAt: number }>;
};

export type Product = {
  readonly id: number;
  title: string;
  readonly category: string;
  readonly createdAt: number;
  deletedAt: number | null;
  updatedAt: number;
  /** The same without changes of stock that no order made: not every platform counts them. */
  orderedAt: number;
};

export type Line = {
  readonly id: number;
  readonly variantId: number;
  quantity: number;
  /** Pieces taken off again before shipping, by editing the order. */
  removed: number;
  readonly unit: number;
  readonly discountEach: number;
  readonly rate: number;
};

export type Refund = {
  readonly id: number;
  readonly at: number;
  /** `lines`: these pieces; `edit`: pieces taken off the order; `loose`: money for nothing in particular; `rest`: all that is left, by status. */
  readonly kind: 'lines' | 'edit' | 'loose' | 'rest';
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  readonly loose: number;
  readonly shipping: boolean;
  readonly restock: boolean;
};

export type Parcel = {
  readonly id: number;
  readonly at: number;
  readonly location: number;
  readonly carrier: string;
  readonly tracking: string;
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  deliveredAt: number | null;
};

export type Method = 'card' | 'paypal' | 'bank' | 'cod';

export type Order = {
  readonly id: number;
  readonly placedAt: number;
  readonly customer: number;
  readonly country: string;
  readonly method: Method;
  readonly code: string | null;
  readonly visit: {
    readonly source: string;
    readonly medium: string;
    readonly campaign: string | null;
  } | null;
  readonly device: 'Desktop' | 'Mobile';
  readonly lines: Line[];
  readonly shipping: number;
  readonly isTest: boolean;
  /** The how-manieth accepted order of the customer. */
  nth: number;
  paidAt: number | null;
  failedAt: number | null;
  cancelledAt: number | null;
  readonly refunds: Refund[];
  readonly parcels: Parcel[];
  trashedAt: number | null;
  deletedAt: number | null;
  updatedAt: number;
};

export type Checkout = {
  readonly id: number;
  readonly startedAt: number;
  readonly value: number;
  readonly country: string;
  completedAt: number | null;
  updatedAt: number;
};

export type Payout = {
  readonly id: number;
  readonly at: number;
  readonly amount: number;
  status: 'SCHEDULED' | 'PAID' | 'FAILED';
};
export type Dispute = {
  readonly id: number;
  readonly order: number;
  readonly at: number;
  readonly amount: number;
  closedAt: number | null;
};

/** Something that a platform may tell of. */
export type Change = {
  readonly at: number;
  readonly kind: 'order' | 'product';
  readonly event: 'created' | 'updated' | 'deleted';
  readonly id: number;
};

export type World = {
  now: number;
  readonly locations: readonly { readonly id: number; readonly name: string; readonly country: string }[];
  readonly products: Map<number, Product>;
  readonly variants: Map<number, Variant>;
  readonly orders: Map<number, Order>;
  readonly checkouts: Map<number, Checkout>;
  readonly payouts: Map<number, Payout>;
  readonly disputes: Map<number, Dispute>;
  readonly changes: Change[];
  readonly nextId: () => number;
};

export const shippingRate = 20;

export const isOnline = (method: Method): boolean => method === 'card' || method === 'paypal';

/** From when on an order is one: at once when it is paid later, else when it is paid. Null = never so far. */
export const acceptedAt = (order: Order): number | null => {
  if (order.isTest) return null;
  return isOnline(order.method) ? order.paidAt : order.placedAt;
};

export const netOf = (line: Line, quantity = line.quantity): number =>
  (line.unit - line.discountEach) * quantity;

export const taxOf = (line: Line, quantity = line.quantity): number =>
  (netOf(line, quantity) * line.rate) / 100;

/** Tax is due inside the Union only; elsewhere goods go without. */
export const rateFor = (country: string, rate: number): number => (country === 'CH' ? 0 : rate);

export const shippingTaxOf = (order: Order): number =>
  (order.shipping * rateFor(order.country, shippingRate)) / 100;

export const goodsOf = (order: Order): number => order.lines.reduce((sum, line) => sum + netOf(line), 0);

export const orderTaxOf = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + taxOf(line), 0) + shippingTaxOf(order);

/** What the customer was asked to pay. */
export const totalOf = (order: Order): number => goodsOf(order) + order.shipping + orderTaxOf(order);

/** What one refund gives back: goods per line and loose, shipping, tax. */
export type Given = {
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly amount: number }[];
  readonly loose: number;
  readonly shipping: number;
  readonly tax: number;
};

/** Works out what each refund of an order gives back, in order: a `rest` refund needs to know those before it. */
export const givenBack = (order: Order): ReadonlyMap<number, Given> => {
  const found = new Map<number, Given>();
  for (const refund of order.refunds) {
    const before = [...found.values()];
    const sumOf = (of: (given: Given) => number): number => before.reduce((sum, given) => sum + of(given), 0);
    if (refund.kind === 'loose') {
      found.set(refund.id, { lines: [], loose: refund.loose, shipping: 0, tax: 0 });
      continue;
    }
    const pieces =
      refund.kind !== 'rest'
        ? refund.lines
        : order.lines.map((line) => ({
            line: line.id,
            quantity:
              line.quantity -
              before
                .flatMap((given) => given.lines)
                .reduce((sum, one) => (one.line === line.id ? sum + one.quantity : sum), 0),
          }));
    const lines = pieces.map(({ line: id, quantity }) => {
      const line = order.lines.find((one) => one.id === id);
      if (!line) throw new Error(`no line ${id}`);
      return { line: id, quantity, amount: netOf(line, quantity), tax: taxOf(line, quantity) };
    });
    const takesShipping = refund.kind === 'rest' ? sumOf((given) => given.shipping) === 0 : refund.shipping;
    found.set(refund.id, {
      lines: lines.map(({ tax: _, ...line }) => line),
      loose: refund.kind === 'rest' ? -sumOf((given) => given.loose) : 0,
      shipping: takesShipping ? order.shipping : 0,
      tax: lines.reduce((sum, line) => sum + line.tax, 0) + (takesShipping ? shippingTaxOf(order) : 0),
    });
  }
  return found;
};

/** The money of one refund. */
export const moneyOf = (given: Given): number =>
  given.lines.reduce((sum, line) => sum + line.amount, 0) + given.loose + given.shipping + given.tax;

export const emptyWorld = (start: number): World => {
  let id = 1000;
  return {
    now: start,
    locations: [
      { id: 1, name: 'Berlin', country: 'DE' },
      { id: 2, name: 'Hamburg', country: 'DE' },
    ],
    products: new Map(),
    variants: new Map(),
    orders: new Map(),
    checkouts: new Map(),
    payouts: new Map(),
    disputes: new Map(),
    changes: [],
    nextId: () => {
      id += 1;
      return id;
    },
  };
};
