import type { Existing, ReconcileContext } from '../define.ts';
import type { Between } from '../shop/differing.ts';
import { differingOrders } from '../shop/differing.ts';
import type { WooApi } from './api.ts';
import { gmt, idOf, wholeList } from './lists.ts';

/** `after` is exclusive and `before` too, at one second: both bounds move by one. */
const within = ({ from, to }: Between): Readonly<Record<string, string>> => ({
  after: gmt(from.subtract({ seconds: 1 })),
  before: gmt(to),
  dates_are_gmt: 'true',
});

const idsOf = async (
  api: WooApi,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const items of wholeList(api, path, { ...query, _fields: 'id' }, signal))
    ids.push(...items.map(idOf));
  return ids;
};

/** What still exists in a shop: a force-deleted order leaves no trace, and a product none that a pull would see. */
export async function* reconcileWoo(api: WooApi, context: ReconcileContext): AsyncGenerator<Existing> {
  const { signal } = context;
  yield* differingOrders(
    {
      count: async (span) =>
        (await api.get('wc/v3/orders', { ...within(span), per_page: 1, _fields: 'id' }, signal)).total,
      ids: (span) => idsOf(api, 'orders', within(span), signal),
    },
    context,
  );
  const products = await idsOf(api, 'products', { status: 'any' }, signal);
  const variations = await idsOf(api, 'variations', { status: 'any' }, signal);
  yield { rows: 'products', ids: products };
  yield { rows: 'variants', ids: [...products, ...variations] };
}
