import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Hooks, PullContext, Wanted } from '../define.ts';
import type { Delivery } from '../verify.ts';
import type { WooApi } from './api.ts';
import { gather } from './lists.ts';

/** What we want to hear of. WooCommerce sends the same body for created and updated; variations come as product.*. */
const topics = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'product.created',
  'product.updated',
  'product.deleted',
] as const;

/** Signs deliveries: made from the secret that both sides know already, so that there is none to set up. */
export const hookSecret = (consumerSecret: string): string =>
  createHmac('sha256', consumerSecret).update('crosswalk webhooks').digest('hex');

const idIn = (body: Uint8Array): string | null => {
  try {
    const id: unknown = Reflect.get(Object(JSON.parse(Buffer.from(body).toString('utf8'))), 'id');
    return typeof id === 'number' ? String(id) : null;
  } catch {
    return null;
  }
};

const about = ({ headers, body }: Delivery): readonly Wanted[] => {
  const id = idIn(body);
  if (id === null) return [];
  if (headers['x-wc-webhook-resource'] === 'order') return [{ kind: 'orders', ids: [id] }];
  if (headers['x-wc-webhook-resource'] === 'product') return [{ kind: 'products', ids: [id] }];
  return [];
};

const subscription = z.object({
  id: z.number(),
  topic: z.string(),
  status: z.string(),
  delivery_url: z.string(),
});

/**
 * Makes the webhooks that are missing and turns on again those that WooCommerce has switched off after seven failures
 * in a row. With a key that may only read, this is refused, and polling has to do.
 */
const ensure = async (
  api: WooApi,
  secret: string,
  address: string,
  { signal }: PullContext,
): Promise<void> => {
  const listed = await gather(api, 'webhooks', { status: 'all' }, signal);
  const ours = z
    .array(subscription)
    .parse(listed)
    .filter((one) => one.delivery_url === address);
  for (const topic of topics) {
    const found = ours.find((one) => one.topic === topic);
    const body = { name: `Crosswalk ${topic}`, topic, delivery_url: address, secret, status: 'active' };
    if (!found) await api.post('wc/v3/webhooks', body, signal);
    else if (found.status !== 'active')
      await api.put(`wc/v3/webhooks/${found.id}`, { status: 'active', secret }, signal);
  }
};

/** WooCommerce's webhooks: a new one first says hello, without a signature. */
export const wooHooks = (api: WooApi, consumerSecret: string): Hooks => {
  const secret = hookSecret(consumerSecret);
  return {
    scheme: 'woocommerce',
    secrets: [secret],
    greets: ({ body }) => /^webhook_id=\d{1,20}$/.test(Buffer.from(body).toString('utf8')),
    about,
    ensure: (address, context) => ensure(api, secret, address, context),
  };
};
