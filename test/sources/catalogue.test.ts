import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadSources } from '#src/sources/catalogue.ts';
import { readSourceSettings, sourceSettingsKey } from '#src/sources/settings.ts';
import { writeSetting } from '#src/state/settings.ts';
import { useDatabase } from '#test/support/database.ts';

test('every folder with an index is a source', async () => {
  const ids = (await loadSources()).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['csv', 'magento', 'shopify', 'woocommerce']));
  expect(ids).toEqual([...new Set(ids)]);
});

test('settings are named after their source, so that they can be numbered', async () => {
  const odd = (await loadSources())
    .flatMap(({ settings }) => settings)
    .filter(({ name }) => !/^[A-Z]+(?:_[A-Z]+)+$/.test(name));
  expect(odd).toEqual([]);
});

test.each(['shopify', 'woocommerce', 'magento'])('.env.example names every setting of %s', async (id) => {
  const example = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
  const settings = (await loadSources()).find((source) => source.id === id)?.settings ?? [];
  expect(settings.filter(({ name }) => !example.includes(`\n#${name}=`))).toEqual([]);
});

describe('settings of sources', () => {
  const database = useDatabase();

  beforeEach(async () => {
    await database().client`truncate settings`;
  });

  const store = (value: Readonly<Record<string, unknown>>) =>
    writeSetting(database().fast, {
      key: sourceSettingsKey,
      value,
      by: 'test',
      at: Temporal.Instant.from('2026-11-18T10:00:00Z'),
    });

  const read = async (environment: Readonly<Record<string, string>>) =>
    readSourceSettings(database(), await loadSources(), environment);

  test('what is stored counts, and the environment counts more', async () => {
    await store({ SHOPIFY_DOMAIN: 'stored', SHOPIFY_2_DOMAIN: 'second', UNHEARD_OF: 'x' });
    expect(await read({ SHOPIFY_DOMAIN: 'given' })).toEqual({
      SHOPIFY_DOMAIN: 'given',
      SHOPIFY_2_DOMAIN: 'second',
    });
  });

  test('a secret is named, never written out', async () => {
    await store({ SHOPIFY_ACCESS_TOKEN: 'shpat_plain', SHOPIFY_2_ACCESS_TOKEN: '$BERLIN_TOKEN' });
    expect(await read({ BERLIN_TOKEN: 'shpat_x' })).toEqual({
      BERLIN_TOKEN: 'shpat_x',
      SHOPIFY_2_ACCESS_TOKEN: 'shpat_x',
    });
  });
});
