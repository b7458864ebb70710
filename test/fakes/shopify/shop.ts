import type { Random } from '../random.ts';
import type { World } from '../world.ts';

export const app = { id: 'app-client-id', secret: 'hush_client_secret' } as const;

export type ShopifyShop = {
  readonly world: World;
  readonly scopes: Set<string>;
  readonly usesPayments: boolean;
  /** Tokens that are taken, and until when. */
  readonly tokens: Map<string, number>;
  readonly hooks: { readonly id: string; readonly topic: string; readonly uri: string }[];
  readonly bulks: Map<string, { asked: number; readonly lines: string }>;
  /** Chance of faults that only Shopify has: an empty bucket, a token that is no longer taken. */
  faults: { readonly random: Random; readonly share: number } | null;
  url: string;
};

export const allScopes = [
  'read_orders',
  'read_all_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_shopify_payments_payouts',
] as const;

export const shopifyShop = (world: World, over: Partial<ShopifyShop> = {}): ShopifyShop => ({
  world,
  scopes: new Set(allScopes),
  usesPayments: true,
  tokens: new Map(),
  hooks: [],
  bulks: new Map(),
  faults: null,
  url: '',
  ...over,
});
