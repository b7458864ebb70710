import { createHmac } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { execute, parse, validate } from 'graphql';
import type { FakeReply, FakeRequest, FakeServer } from '../server.ts';
import { fakeServer } from '../server.ts';
import type { Change } from '../world.ts';
import { costOf } from './cost.ts';
import { rootOf } from './root.ts';
import { adminSchema } from './schema.ts';
import type { Node } from './shapes.ts';
import { gid } from './shapes.ts';
import type { ShopifyShop } from './shop.ts';
import { app } from './shop.ts';

/**
 * Shopify's Admin API on its real schema: queries are validated and executed, refused above 1,000 points, sent back
 * when the bucket is empty (both with status 200), lists end at 25,000, tokens live for a day, and the search index
 * runs two minutes behind.
 */

const run = (shop: ShopifyShop, document: DocumentNode, variables: Readonly<Record<string, unknown>>) =>
  execute({
    schema: adminSchema(),
    document,
    rootValue: rootOf(shop, (query) => exportOf(shop, query)),
    variableValues: variables,
  });

/** An export as JSONL: each order, then its lines, which say whose they are. Lists within lists are not allowed. */
const exportOf = (shop: ShopifyShop, query: string): string => {
  const document = parse(query);
  const problems = validate(adminSchema(), document);
  if (problems.length > 0) throw new Error(problems.map((one) => one.message).join('; '));
  const result = run(shop, document, {});
  if ('then' in result) throw new Error('the fake answers at once');
  const orders = result.data?.['orders'] as { readonly edges: readonly { readonly node: Node }[] };
  return orders.edges
    .flatMap(({ node: { lineItems, ...order } }) => [
      order,
      ...(lineItems as { readonly edges: readonly { readonly node: Node }[] }).edges.map(({ node }) => ({
        ...node,
        __parentId: order.id,
      })),
    ])
    .map((line) => JSON.stringify(line))
    .join('\n');
};

const refused = (code: string, cost: number, status: object): FakeReply => ({
  json: {
    errors: [
      {
        message: code === 'THROTTLED' ? 'Throttled' : 'Query cost exceeds',
        extensions: { code, cost, maxCost: 1000 },
      },
    ],
    extensions: { cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus: status } },
  },
});

const graphql = (shop: ShopifyShop, { body }: FakeRequest): FakeReply => {
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables: Readonly<Record<string, unknown>>;
  };
  const document = parse(query);
  const problems = validate(adminSchema(), document);
  if (problems.length > 0)
    return {
      json: { errors: problems.map(({ message }) => ({ message, extensions: { code: 'undefinedField' } })) },
    };
  const cost = costOf(document, variables);
  const status = { maximumAvailable: 2000, currentlyAvailable: 2000 - cost, restoreRate: 100 };
  if (cost > 1000) return refused('MAX_COST_EXCEEDED', cost, status);
  if (shop.faults?.random.chance(shop.faults.share))
    return refused('THROTTLED', cost, { ...status, currentlyAvailable: 10 });
  const result = run(shop, document, variables);
  if ('then' in result) throw new Error('the fake answers at once');
  return {
    json: {
      ...JSON.parse(JSON.stringify(result)),
      extensions: { cost: { requestedQueryCost: cost, actualQueryCost: cost, throttleStatus: status } },
    },
  };
};

const day = 86_400_000;

const token = (shop: ShopifyShop, { body }: FakeRequest): FakeReply => {
  const given = new URLSearchParams(body);
  if (given.get('grant_type') !== 'client_credentials')
    return { status: 400, json: { error: 'unsupported_grant_type' } };
  if (given.get('client_id') !== app.id || given.get('client_secret') !== app.secret)
    return { status: 400, json: { error: 'application_cannot_be_found' } };
  const value = `shpat_${String(shop.tokens.size + 1).padStart(32, '0')}`;
  shop.tokens.set(value, shop.world.now + day);
  return { json: { access_token: value, scope: [...shop.scopes].join(','), expires_in: 86_399 } };
};

const answer = (shop: ShopifyShop, request: FakeRequest): FakeReply => {
  const { pathname } = request.url;
  if (pathname.startsWith('/bulk/')) {
    const bulk = shop.bulks.get(gid('BulkOperation', pathname.replace(/\D/g, '')));
    return bulk ? { text: bulk.lines } : { status: 404 };
  }
  if (pathname === '/admin/oauth/access_token') return token(shop, request);
  if (pathname !== '/admin/api/2026-10/graphql.json') return { status: 404, json: { errors: 'Not Found' } };
  const given = request.headers['x-shopify-access-token'] ?? '';
  if (shop.faults?.random.chance(shop.faults.share / 4)) shop.tokens.delete(given);
  const until = shop.tokens.get(given);
  if (until === undefined || until <= shop.world.now)
    return { status: 401, json: { errors: '[API] Invalid API key or access token' } };
  return graphql(shop, request);
};

export const serveShopify = async (shop: ShopifyShop, port = 0): Promise<FakeServer> => {
  const server = await fakeServer(
    () => shop.world.now,
    (request) => answer(shop, request),
    port,
  );
  shop.url = server.url;
  return server;
};

/** A webhook as Shopify sends it: shaped like its REST API, with everything about the customer in it. */
export const shopifyDelivery = (
  shop: ShopifyShop,
  change: Change,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } => {
  const topics = {
    created: 'create',
    updated: change.kind === 'order' ? 'updated' : 'update',
    deleted: 'delete',
  };
  const body = Buffer.from(
    JSON.stringify({ id: change.id, email: 'erika@example.test', customer: { first_name: 'Erika' } }),
  );
  return {
    headers: {
      'x-shopify-topic': `${change.kind}s/${topics[change.event]}`,
      'x-shopify-webhook-id': `${change.kind}-${change.id}-${change.at}-${shop.world.now}`,
      'x-shopify-hmac-sha256': createHmac('sha256', app.secret).update(body).digest('base64'),
    },
    body,
  };
};
