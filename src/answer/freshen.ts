import type { Interpretation } from '#src/language/interpretation.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Named } from '#src/query/named-things.ts';
import { ordersNumbered, variantsNamed } from '#src/query/named-things.ts';
import type { Scene } from './scene.ts';

/** What is younger than this is fresh enough. */
const freshMinutes = 2;

/** Stores of the question whose facts of a family may have moved on since they were read. */
const staleStores = ({ estate, stores, now }: Scene, family: FactFamily): readonly string[] =>
  estate.sources
    .filter((state) => state.family === family && (stores.length === 0 || stores.includes(state.storeId)))
    .filter((state) => now.since(state.completeTo).total('minutes') > freshMinutes)
    .map(({ storeId }) => storeId);

const isStockNow = ({ metrics, period }: MetricQuery): boolean =>
  period.unit === 'instant' &&
  metrics.some((id) => {
    const { compute } = metric(id);
    return compute.kind === 'state' && compute.table.family === 'stock';
  });

const find = async (
  asked: Interpretation,
  scene: Scene,
): Promise<{ readonly kind: 'orders' | 'stock'; readonly things: readonly Named[] } | null> => {
  const db = scene.database.fast;
  if (asked.kind === 'lookup' && asked.what === 'order')
    return { kind: 'orders', things: await ordersNumbered(db, asked.number, staleStores(scene, 'orders')) };
  if (asked.kind === 'metrics' && isStockNow(asked.query))
    return {
      kind: 'stock',
      things: await variantsNamed(db, asked.query.filters, staleStores(scene, 'stock')),
    };
  return null;
};

/**
 * Where a question is about one order, or about what is left of a few things right now, its shop is asked for just these
 * before the answer; one that does not answer in time leaves what is stored, with its age.
 */
export const freshen = async (asked: Interpretation, scene: Scene): Promise<void> => {
  const { refresh } = scene.desk;
  if (!refresh) return;
  const found = await find(asked, scene);
  if (!found) return;
  const byStore = Map.groupBy(found.things, ({ storeId }) => storeId);
  await Promise.all(
    [...byStore].map(([storeId, things]) =>
      refresh({ kind: found.kind, storeId, ids: things.map(({ id }) => id) }, scene.now),
    ),
  );
};
