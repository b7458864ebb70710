import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A WooCommerce that costs little to ask: orders a minute apart in the shape of the live captures, of which only the
 * fields that are read, made by arithmetic. It runs in a process of its own.
 */

const orders = Number(process.argv[2] ?? 100_000);
const start = Date.parse('2026-01-01T00:00:00Z');

const timeOf = (index: number): string => new Date(start + index * 60_000).toISOString().slice(0, 19);

const line = (index: number, nth: number) => ({
  id: index * 10 + nth,
  product_id: 1 + ((index * 7 + nth) % 500),
  variation_id: 0,
  quantity: 1 + (index % 3),
  subtotal: '40.00',
  total: '38.00',
  total_tax: '7.22',
  sku: `SKU-${1 + ((index * 7 + nth) % 500)}`,
  meta_data: [],
});

const order = (index: number) => ({
  id: index + 1,
  number: String(index + 1),
  status: 'completed',
  currency: 'EUR',
  created_via: 'checkout',
  date_created_gmt: timeOf(index),
  date_modified_gmt: timeOf(index),
  date_paid_gmt: timeOf(index),
  shipping_total: '4.90',
  total: '104.24',
  total_tax: '15.37',
  customer_id: 0,
  payment_method: 'stripe',
  payment_method_title: 'Card',
  billing: { email: `buyer${index % 40_000}@example.test`, country: 'DE' },
  shipping: { country: 'DE' },
  meta_data: [
    { key: '_wc_order_attribution_utm_source', value: 'google' },
    { key: '_wc_order_attribution_utm_medium', value: 'cpc' },
  ],
  line_items: [line(index, 1), line(index, 2)],
  shipping_lines: [{ method_title: 'DHL Paket' }],
  fee_lines: [],
  coupon_lines: [],
  refunds: [],
});

type Answer = { readonly json: unknown; readonly total?: number };

const ordersAfter = (query: URLSearchParams): Answer => {
  const after = Date.parse(`${query.get('modified_after') ?? '1970-01-01T00:00:00'}Z`);
  const first = Math.max(0, Math.floor((after - start) / 60_000) + 1);
  const count = Math.max(0, Math.min(Number(query.get('per_page') ?? 10), orders - first));
  return {
    json: Array.from({ length: count }, (_, nth) => order(first + nth)),
    total: Math.max(0, orders - first),
  };
};

const answer = (path: string, query: URLSearchParams): Answer => {
  if (path === '/wp-json/') return { json: { name: 'Bench', timezone_string: 'Europe/Berlin' } };
  if (path.endsWith('/currencies/current')) return { json: { code: 'EUR' } };
  if (path.endsWith('/orders') && query.get('status') !== 'trash') return ordersAfter(query);
  return { json: [], total: 0 };
};

let asked: string[] = [];

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/asked') {
    response.end(JSON.stringify(asked));
    asked = [];
    return;
  }
  asked.push(url.pathname);
  const { json, total = 0 } = answer(url.pathname, url.searchParams);
  response.writeHead(200, { 'content-type': 'application/json', 'x-wp-total': String(total) });
  response.end(JSON.stringify(json));
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
