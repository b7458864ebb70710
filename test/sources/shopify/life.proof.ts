import { source } from '#src/sources/shopify/index.ts';
import { randomOf } from '#test/fakes/random.ts';
import { serveShopify, shopifyDelivery } from '#test/fakes/shopify/server.ts';
import { app, shopifyShop } from '#test/fakes/shopify/shop.ts';
import { feeOf, hadDecline } from '#test/fakes/shopify/transactions.ts';
import { provePlatform } from '#test/support/prove.ts';

provePlatform({
  source,
  can: { edit: true, trash: false, erase: true, loose: true },
  keepsCancelDate: true,
  splits: ['traffic_source', 'campaign', 'sku'],
  metrics: [
    'customers.customers',
    'customers.new_customers',
    'payments.unpaid_orders',
    'payments.outstanding',
    'fulfilment.unfulfilled',
    'fulfilment.shipped_orders',
    'fulfilment.parcels',
    'returns.units',
    'carts.abandoned',
    'payments.failed',
    'payments.fees',
    'payments.payouts',
    'payments.disputes',
    'finance.cost_of_goods_sold',
  ],
  payments: { feeOf, hadDecline },
  open: async (life) => {
    const shop = shopifyShop(life.world);
    const server = await serveShopify(shop);
    const random = randomOf(7);
    return {
      server,
      settings: {
        SHOPIFY_DOMAIN: 'nordlicht.myshopify.com',
        SHOPIFY_API_URL: server.url,
        SHOPIFY_CLIENT_ID: app.id,
        SHOPIFY_CLIENT_SECRET: app.secret,
      },
      deliver: (change) => shopifyDelivery(shop, change),
      faulty: (isFaulty) => {
        shop.faults = isFaulty ? { random, share: 0.1 } : null;
      },
    };
  },
});
