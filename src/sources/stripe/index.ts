import type { ConnectedSource, Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { openStripe } from './api.ts';
import { pullStripe } from './pull.ts';

/** Payments, fees, invoices, payouts and chargebacks of a Stripe account, read with a restricted key. */
export const source: Source = {
  id: 'stripe',
  label: 'Stripe',
  families: ['payments', 'fees', 'invoices', 'payouts', 'disputes'],
  dimensions: ['payment_method', 'payment_provider', 'decline_reason'],
  settings: [
    {
      name: 'STRIPE_API_KEY',
      what: 'Restricted key (rk_…) that may read charges, invoices, payouts, disputes and balance.',
      required: true,
      secret: true,
    },
    {
      name: 'STRIPE_WEBHOOK_SECRET',
      what: 'Signing secret (whsec_…) of a webhook to /hooks/stripe/company; without it, changes come with the next read.',
      required: false,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 30,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const key = settings['STRIPE_API_KEY'];
    const secret = settings['STRIPE_WEBHOOK_SECRET'];
    if (!key) return [];
    // Stripe allows 25 requests a second per list in live mode; a quarter of it leaves room for the shop.
    const api = openStripe(outside.http({ concurrent: 2, perSecond: 6 }), key);
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => pullStripe(api, context),
        ...(secret && { hooks: { scheme: 'stripe', secrets: [secret] } }),
      },
    ];
  },
};
