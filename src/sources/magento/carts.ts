import type { Batch } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { countryOf } from '../shop/country.ts';
import { byId, minorOf, piecesOf, readEach, shaped, sum, utcOf } from '../shop/reading.ts';
import type { Search } from './lists.ts';
import { ofViews } from './lists.ts';
import type { MagentoCart } from './shapes.ts';
import { cartFields, cartShape } from './shapes.ts';

/** Carts with something in them, those that became orders included; of all store views, or of some (`1,2`). */
export const cartSearch = (views: readonly string[]): Search => ({
  path: 'carts/search',
  fields: cartFields,
  where: [{ field: 'items_count', is: 'gt', value: '0' }, ...ofViews(views)],
});

const hasContact = ({ customer, billing_address: address }: MagentoCart): boolean =>
  Boolean(customer?.email || address?.email);

/** A cart has no total of its own: it is the sum of what lies in it, without shipping. */
const worthOf = ({ items, currency }: MagentoCart): bigint =>
  sum(
    (items ?? []).map(
      ({ qty, price }) =>
        minorOf(price ?? 0, currency.base_currency_code, 'price') * BigInt(piecesOf(qty, 'qty')),
    ),
  );

const checkoutOf = (cart: MagentoCart): RowOf<'checkouts'> => {
  const updatedAt = utcOf(cart.updated_at, 'updated_at');
  return {
    id: String(cart.id),
    startedAt: utcOf(cart.created_at, 'created_at'),
    // A cart is put out of use by the order that comes of it.
    completedAt: cart.is_active ? null : updatedAt,
    hasContact: hasContact(cart),
    currency: cart.currency.base_currency_code,
    valueMinor: worthOf(cart),
    country: countryOf(cart.billing_address?.country_id),
    updatedAt,
  };
};

/** Carts as they came, as checkouts. Most belong to nobody who left a name: those are kept, but count only with one. */
export const readCarts = (items: readonly unknown[]): Pick<Batch, 'rows' | 'unreadable'> => {
  const { read, unreadable } = readEach(items, { family: 'checkouts', reference: byId('carts') }, (item) =>
    checkoutOf(shaped(cartShape, item)),
  );
  return { rows: { checkouts: read }, unreadable };
};
