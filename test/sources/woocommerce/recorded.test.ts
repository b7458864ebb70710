import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSources } from '#src/sources/sync/run.ts';
import { source } from '#src/sources/woocommerce/index.ts';
import { useDatabase } from '#test/support/database.ts';
import { proofDesk } from '#test/support/proof.ts';
import { hasShared, shared } from '#test/support/shared.ts';

type Recorded = Readonly<Record<string, unknown>> & { readonly id: number; readonly parent_id?: number };

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(shared, 'fixtures/woocommerce/live-11.0.1', `${name}.json`), 'utf8'));

const bodyOf = (name: string): readonly Recorded[] => Reflect.get(Object(read(name)), 'body');

const states = [
  'cancelled',
  'completed',
  'failed',
  'on-hold',
  'partially-refunded',
  'pending',
  'processing',
  'refunded',
  'with-coupon',
  'with-variation',
] as const;

const base = 'https://shop.example.test/wp-json';

describe.runIf(hasShared)('what a real WooCommerce 11.0.1 answered', () => {
  const database = useDatabase();
  const web = setupServer();
  const signed = new Set<string | null>();
  let close = async (): Promise<void> => {};

  beforeAll(async () => {
    const orders = [
      ...new Map(
        states.map((state) => read(`order-${state}`) as Recorded).map((one) => [one.id, one]),
      ).values(),
    ];
    const given = (read('order-refunds-partial') as readonly Recorded[]).map((one) => ({
      ...one,
      parent_id: (read('order-partially-refunded') as Recorded).id,
    }));
    const refunds = [...bodyOf('refunds-page'), ...given];
    const list = (items: readonly unknown[]) =>
      HttpResponse.json(items, { headers: { 'x-wp-total': String(items.length) } });
    web.use(
      http.get(`${base}/`, () => HttpResponse.json(read('wp-json-index.excerpt') as object)),
      http.get(`${base}/wc/v3/data/currencies/current`, () =>
        HttpResponse.json(read('currency-current') as object),
      ),
      http.get(`${base}/wc/v3/settings/products/*`, () => HttpResponse.json({ value: '2' })),
      http.get(`${base}/wc/v3/products`, () =>
        list([...(read('products-simple') as []), ...(read('products-variable') as [])]),
      ),
      http.get(`${base}/wc/v3/variations`, () => list(bodyOf('variations-collection'))),
      http.get(`${base}/wc/v3/orders`, ({ request }) => {
        signed.add(request.headers.get('authorization'));
        return list(new URL(request.url).searchParams.get('status') === 'trash' ? [] : orders);
      }),
      http.get(`${base}/wc/v3/refunds`, ({ request }) => {
        const parents = new URL(request.url).searchParams.get('parent')?.split(',') ?? [];
        return list(refunds.filter((one) => parents.includes(String(one.parent_id))));
      }),
    );
    web.listen({ onUnhandledFrame: 'error' });
    const settings = {
      WOOCOMMERCE_URL: 'https://shop.example.test',
      WOOCOMMERCE_CONSUMER_KEY: 'ck_key',
      WOOCOMMERCE_CONSUMER_SECRET: 'cs_secret',
    };
    const opened = proofDesk(database(), source, settings, () => Date.parse('2026-11-21T12:00:00Z'));
    close = opened.close;
    const [run] = await runSources(opened.desk);
    expect([run?.failure, run?.unreadable]).toEqual([null, 0]);
  });

  afterAll(async () => {
    web.close();
    await close();
  });

  test('is asked with Basic over https', () => {
    expect([...signed]).toEqual([`Basic ${Buffer.from('ck_key:cs_secret').toString('base64')}`]);
  });

  test('adds up: goods, shipping and tax of every stored order are its total', async () => {
    const rows = await database().client`
      select o.id, o.total_minor - o.shipping_minor - o.tax_minor
        - (select sum(l.gross_minor - l.discount_minor) from order_lines l where l.order_id = o.id) as off
      from orders o order by o.id`;
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.filter((row) => String(row['off']) !== '0')).toEqual([]);
  });

  test('counts what was accepted, and nothing else', async () => {
    const rows = await database().client`select id, accepted from orders`;
    const accepted = new Map(rows.map((row) => [String(row['id']), row['accepted'] === true]));
    const of = (state: (typeof states)[number]) =>
      accepted.get(String((read(`order-${state}`) as Recorded).id));
    expect([of('processing'), of('completed'), of('on-hold'), of('refunded')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([of('pending'), of('failed')]).toEqual([false, false]);
  });

  test('keeps nothing of the buyer', async () => {
    const [row] = await database().client`select count(*)::int as count from orders o where o::text ~ '@'`;
    expect(row?.['count']).toBe(0);
  });
});
