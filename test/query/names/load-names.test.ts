import { expect, test } from 'vitest';
import { locations, products, variants } from '#src/database/schema/products.ts';
import { dimensionValues, stores } from '#src/database/schema/stores.ts';
import { loadNames } from '#src/query/names/find-names.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

test('the names in the database are found, with the stores that have them', async () => {
  const db = database().fast;
  const store = { platform: 'csv', currency: 'EUR', zone: 'Europe/Berlin' };
  await db.insert(stores).values([
    { ...store, id: 'north', name: 'North Shop' },
    { ...store, id: 'south', name: 'South Shop' },
    { ...store, id: 'company', name: 'All of us', kind: 'company' },
  ]);
  await db.insert(products).values(
    ['north', 'south'].map((storeId) => ({
      storeId,
      id: 'p1',
      title: 'Sun Hat',
      category: 'Hats',
      source: 'csv',
    })),
  );
  await db.insert(variants).values([
    {
      storeId: 'north',
      id: 'v1',
      productId: 'p1',
      sku: 'HAT-1',
      title: 'Sun Hat',
      options: { size: 'M' },
      source: 'csv',
    },
  ]);
  await db.insert(locations).values([{ storeId: 'south', id: 'l1', name: 'Lisbon depot', source: 'csv' }]);
  await db.insert(dimensionValues).values([
    { storeId: 'north', dimension: 'carrier', value: 'DHL' },
    { storeId: 'south', dimension: 'country', value: 'PT' },
  ]);
  const find = await loadNames(db);
  const named = (text: string): readonly string[] =>
    find(text.split(' '), () => false)
      .filter(({ fit }) => fit === 'exact')
      .map(
        ({ dimension, values, stores: of }) =>
          `${dimension}=${values.join('|')} in ${of.toSorted().join('+')}`,
      );
  expect(named('sun hats')).toContain('product=Sun Hat in north+south');
  expect(named('hat 1')).toContain('sku=HAT-1 in north');
  expect(named('lisbon depot')).toEqual(['location=Lisbon depot in south']);
  expect(named('dhl')).toEqual(['carrier=DHL in north']);
  expect(named('pt')).toEqual(['country=PT in south']);
  expect(named('south shop')).toEqual(['store=south in south']);
});
