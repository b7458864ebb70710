import { expect, test } from 'vitest';
import { sayWhoKnows } from '#src/answer/who-knows.ts';

const systems = [
  { id: 'woocommerce', label: 'WooCommerce', families: ['orders'] },
  { id: 'shopify', label: 'Shopify', families: ['orders', 'payouts'] },
  { id: 'magento', label: 'Magento', families: ['orders'] },
] as const;

test('a platform that never records a thing is said to, and who does is named', () => {
  expect(sayWhoKnows(systems, 'payouts', ['woocommerce'])).toEqual([
    'WooCommerce does not record payouts.',
    'Shopify would bring payouts.',
  ]);
});

test('a platform that could record it is not accused', () => {
  expect(sayWhoKnows(systems, 'payouts', ['shopify'])).toEqual(['Shopify would bring payouts.']);
});

test('several platforms are spoken of in the plural, and nobody is named where nobody knows', () => {
  expect(sayWhoKnows(systems, 'bills', ['woocommerce', 'magento'])).toEqual([
    'WooCommerce and Magento do not record supplier bills.',
  ]);
});
