import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import type { Source } from '#src/sources/define.ts';
import { createHttp } from '#src/sources/http/http.ts';
import { source as magento } from '#src/sources/magento/index.ts';
import { source as shopify } from '#src/sources/shopify/index.ts';
import { openSyncDesk } from '#src/sources/sync/desk.ts';
import { listSources } from '#src/sources/sync/list.ts';
import { runSources } from '#src/sources/sync/run.ts';
import { source as woocommerce } from '#src/sources/woocommerce/index.ts';
import { liveShop } from '#test/fakes/life.ts';
import { keys as magentoKeys, magentoShop, serveMagento } from '#test/fakes/magento/server.ts';
import type { FakeServer } from '#test/fakes/server.ts';
import { serveWoo, keys as wooKeys, wooShop } from '#test/fakes/woocommerce/server.ts';
import { useDatabase } from '#test/support/database.ts';
import { proofDesk } from '#test/support/proof.ts';

const database = useDatabase();
const start = Date.parse('2026-11-10T23:00:00Z');
const life = liveShop({
  seed: 3,
  start,
  days: 1,
  ordersPerDay: 5,
  can: { edit: false, trash: false, erase: false, loose: false },
});
const shop = magentoShop(life.world);
let woo: FakeServer;
let mage: FakeServer;

beforeAll(async () => {
  life.until(start + 2 * 86_400_000);
  [woo, mage] = await Promise.all([serveWoo(wooShop(life.world)), serveMagento(shop)]);
});

afterAll(async () => {
  await Promise.all([woo.close(), mage.close()]);
});

beforeEach(async () => {
  await database().client`truncate stores, cursors, coverage`;
  shop.denied.clear();
});

const wooSettings = () => ({
  WOOCOMMERCE_URL: woo.url,
  WOOCOMMERCE_CONSUMER_KEY: wooKeys.consumerKey,
  WOOCOMMERCE_CONSUMER_SECRET: wooKeys.consumerSecret,
});

const magentoSettings = () => ({
  MAGENTO_URL: mage.url,
  MAGENTO_CONSUMER_KEY: magentoKeys.consumerKey,
  MAGENTO_CONSUMER_SECRET: magentoKeys.consumerSecret,
  MAGENTO_ACCESS_TOKEN: magentoKeys.token,
  MAGENTO_ACCESS_TOKEN_SECRET: magentoKeys.tokenSecret,
  MAGENTO_STORE: 'mage',
});

/** What the owner is told when a source is read with these settings. */
const told = async (source: Source, settings: Readonly<Record<string, string>>): Promise<string> => {
  const { desk, close } = proofDesk(database(), source, settings, () => life.world.now);
  const [run] = await runSources(desk);
  await close();
  return `${run?.failure?.message ?? 'nothing'} ${run?.failure?.hint ?? ''}`;
};

test('a wrong WooCommerce key is told with the settings to look at', async () => {
  const said = await told(woocommerce, { ...wooSettings(), WOOCOMMERCE_CONSUMER_SECRET: 'cs_wrong' });
  expect(said).toMatch(/refuses the keys in WOOCOMMERCE_CONSUMER_KEY and WOOCOMMERCE_CONSUMER_SECRET/);
  expect(said).not.toContain('cs_wrong');
});

test('a wrong Magento secret is told with the settings to look at', async () => {
  const said = await told(magento, { ...magentoSettings(), MAGENTO_CONSUMER_SECRET: 'wrong-secret' });
  expect(said).toMatch(/refuses MAGENTO_CONSUMER_KEY, MAGENTO_CONSUMER_SECRET, MAGENTO_ACCESS_TOKEN and/);
  expect(said).not.toContain('wrong-secret');
});

test.each<readonly [string, Source, Readonly<Record<string, string>>, RegExp]>([
  [
    'an address that is none',
    woocommerce,
    { WOOCOMMERCE_URL: 'shop', WOOCOMMERCE_CONSUMER_KEY: 'a', WOOCOMMERCE_CONSUMER_SECRET: 'b' },
    /WOOCOMMERCE_URL is "shop"/,
  ],
  [
    'half of the keys',
    magento,
    { MAGENTO_URL: 'https://shop.example.test', MAGENTO_CONSUMER_KEY: 'a' },
    /MAGENTO_ACCESS_TOKEN_SECRET of an integration/,
  ],
  [
    'a domain that is no Shopify shop',
    shopify,
    { SHOPIFY_DOMAIN: 'shop.example.test', SHOPIFY_ACCESS_TOKEN: 'x' },
    /SHOPIFY_DOMAIN is "shop.example.test"/,
  ],
  [
    'a second shop without credentials',
    shopify,
    { SHOPIFY_2_DOMAIN: 'second' },
    /SHOPIFY_2_CLIENT_ID and SHOPIFY_2_CLIENT_SECRET/,
  ],
])('%s is one sentence with the setting', async (_what, source, settings, expected) => {
  expect(await told(source, settings)).toMatch(expected);
});

test('a shop at an address without the API says so', async () => {
  expect(await told(magento, { ...magentoSettings(), MAGENTO_URL: `${mage.url}/elsewhere` })).toMatch(
    /There is no Magento REST API at .* \(MAGENTO_URL\)/,
  );
});

test('an address inside the own network is only read where it is allowed by name', async () => {
  const http = createHttp();
  const now = () => Temporal.Instant.fromEpochMilliseconds(life.world.now);
  const given = {
    database: database(),
    sources: [woocommerce],
    settings: wooSettings(),
    secret: 's',
    now,
    log: createLogger('silent'),
  };
  const impactOf = () => ({ capability: 'storefront', severity: 'minor', share: null }) as const;
  const [run] = await runSources(openSyncDesk(given, { http: () => http, now, impactOf }));
  await http.close();
  expect(run?.failure?.hint).toContain('CROSSWALK_PRIVATE_HOSTS=127.0.0.1');
});

test('a right that an integration lacks costs its figures, not the others, and is noted', async () => {
  shop.denied.add('Magento_Cart::manage');
  const { desk, close } = proofDesk(database(), magento, magentoSettings(), () => life.world.now);
  const [run] = await runSources(desk);
  const [listed] = await listSources(desk);
  await close();
  const families = listed?.stores[0]?.families.map(({ family }) => family);
  expect([run?.failure, families?.includes('orders'), families?.includes('checkouts')]).toEqual([
    null,
    true,
    false,
  ]);
  expect(listed?.stores[0]?.notes).toEqual([
    expect.stringMatching(/^Carts cannot be read: .*Magento_Cart::manage/),
  ]);
});
