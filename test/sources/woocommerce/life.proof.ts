import { hookSecret } from '#src/sources/woocommerce/hooks.ts';
import { source } from '#src/sources/woocommerce/index.ts';
import { keys, serveWoo, wooDelivery, wooShop } from '#test/fakes/woocommerce/server.ts';
import { provePlatform } from '#test/support/prove.ts';

provePlatform({
  source,
  can: { edit: false, trash: true, erase: true, loose: true },
  keepsCancelDate: false,
  splits: ['traffic_source', 'campaign', 'device', 'sku'],
  metrics: ['customers.customers', 'payments.unpaid_orders', 'payments.outstanding'],
  open: async (life) => {
    const shop = wooShop(life.world);
    const server = await serveWoo(shop);
    return {
      server,
      settings: {
        WOOCOMMERCE_URL: server.url,
        WOOCOMMERCE_CONSUMER_KEY: keys.consumerKey,
        WOOCOMMERCE_CONSUMER_SECRET: keys.consumerSecret,
        WOOCOMMERCE_STORE: 'nordlicht',
      },
      deliver: ({ kind, id, event }) => {
        const order = life.world.orders.get(id);
        // An order deleted for good tells nothing.
        return kind === 'order' && order && order.deletedAt === null
          ? wooDelivery(shop, order, event, hookSecret(keys.consumerSecret))
          : null;
      },
    };
  },
});
