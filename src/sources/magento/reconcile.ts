import type { Existing, ReconcileContext } from '../define.ts';
import type { Between } from '../shop/differing.ts';
import { differingOrders } from '../shop/differing.ts';
import type { MagentoApi } from './api.ts';
import type { Condition } from './lists.ts';
import { countOf, gather, magentoTime, ofViews } from './lists.ts';
import type { Website } from './shop.ts';

const within = ({ from, to }: Between): readonly Condition[] => [
  { field: 'created_at', is: 'gteq', value: magentoTime(from) },
  { field: 'created_at', is: 'lt', value: magentoTime(to) },
];

const idsOf = (items: readonly unknown[], key: string): readonly string[] =>
  items.map((item) => String(Reflect.get(Object(item), key)));

/** What still exists in a shop: what is deleted leaves no trace. */
export async function* reconcileMagento(
  api: MagentoApi,
  website: Website,
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const { signal } = context;
  const where = ofViews(website.views);
  yield* differingOrders(
    {
      count: (span) => countOf(api, 'orders', [...where, ...within(span)], signal),
      ids: async (span) => {
        const search = { path: 'orders', fields: 'entity_id', where: [...where, ...within(span)] };
        return idsOf(await gather(api, search, ['entity_id'], signal), 'entity_id');
      },
    },
    context,
  );
  const products = idsOf(await gather(api, { path: 'products', fields: 'id' }, ['entity_id'], signal), 'id');
  yield { rows: 'products', ids: products };
  yield { rows: 'variants', ids: products };
}
