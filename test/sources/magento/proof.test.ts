import { source } from '#src/sources/magento/index.ts';
import { keys, magentoShop, serveMagento } from '#test/fakes/magento/server.ts';
import { provePlatform } from '#test/support/prove.ts';

provePlatform({
  source,
  can: { edit: false, trash: false, erase: true, loose: true },
  keepsCancelDate: false,
  splits: ['sku'],
  metrics: [
    'customers.customers',
    'payments.unpaid_orders',
    'payments.outstanding',
    'fulfilment.unfulfilled',
    'fulfilment.shipped_orders',
    'fulfilment.parcels',
    'carts.abandoned',
    'finance.cost_of_goods_sold',
  ],
  open: async (life) => {
    const shop = magentoShop(life.world);
    const server = await serveMagento(shop);
    return {
      server,
      settings: {
        MAGENTO_URL: server.url,
        MAGENTO_CONSUMER_KEY: keys.consumerKey,
        MAGENTO_CONSUMER_SECRET: keys.consumerSecret,
        MAGENTO_ACCESS_TOKEN: keys.token,
        MAGENTO_ACCESS_TOKEN_SECRET: keys.tokenSecret,
        MAGENTO_STORE: 'nordlicht',
      },
      // Magento Open Source tells nobody of anything: it is polled.
      deliver: null,
    };
  },
});
