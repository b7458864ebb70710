import type { CapabilityId } from './capabilities.ts';
import { isCapability } from './capabilities.ts';

/** What people ask about when they ask whether something works: wider than what a single event touches. */
export type Topic = { readonly thing: string; readonly capabilities: readonly CapabilityId[] };

const topics: Readonly<Record<string, Topic>> = {
  checkout: { thing: 'placing orders in our shop', capabilities: ['checkout', 'card_payments'] },
  payments: { thing: 'paying in our shop', capabilities: ['card_payments', 'checkout'] },
  storefront: {
    thing: 'our shop',
    capabilities: ['site_speed', 'checkout', 'card_payments', 'search', 'sign_in'],
  },
  search: { thing: 'the search in our shop', capabilities: ['search'] },
  login: { thing: 'customers’ sign-in', capabilities: ['sign_in'] },
  email: { thing: 'e-mails to customers', capabilities: ['emails'] },
  shipping: {
    thing: 'parcel labels and the devices in the warehouse',
    capabilities: ['label_printing', 'warehouse_devices'],
  },
  stock: {
    thing: 'stock figures and new orders on their way to the warehouse',
    capabilities: ['stock_sync', 'order_import', 'warehouse_devices'],
  },
};

/** What a question about a topic is about; a capability's own id is a topic too. Null for everything. */
export const topicOf = (id: string | null): Topic | null => {
  if (id === null) return null;
  const known = topics[id];
  if (known) return known;
  return isCapability(id) ? { thing: id.replaceAll('_', ' '), capabilities: [id] } : null;
};
