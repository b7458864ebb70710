import { describe, expect, test } from 'vitest';
import type { NameMatch } from '#src/metrics/names.ts';
import { indexNames } from '#src/query/names/find-names.ts';
import { shopNames } from '#test/support/shop-names.ts';

const find = indexNames(shopNames());

/** What a text names, surest readings only: `dimension=value|value`. */
const named = (
  text: string,
  fits: readonly NameMatch['fit'][] = ['exact', 'near', 'part'],
): readonly string[] =>
  find(text.split(/[^\p{L}\p{N}]+/u).filter(Boolean), () => false)
    .filter(({ fit }) => fits.includes(fit))
    .map(({ dimension, values }) => `${dimension}=${values.join('|')}`);

describe('names in words', () => {
  test.each([
    ['Trail Runner 2', 'product=Trail Runner 2'],
    ['trial runner 2', 'product=Trail Runner 2'],
    ['runner trail 2', 'product=Trail Runner 2'],
    ['yoga mat 6 mm', 'product=Yoga Mat 6mm'],
    ['water bottle 500', 'product=Water Bottle 500ml'],
    ['LIN-SHI-NAV-M', 'sku=LIN-SHI-NAV-M'],
    ['the navy shirt in m', 'sku=LIN-SHI-NAV-M'],
    ['beanies', 'product=Heritage Merino Beanie – Charcoal|Heritage Merino Beanie – Rust'],
    [
      'linen shirts',
      'product=Classic Linen Shirt – Navy|Classic Linen Shirt – Olive|Classic Linen Shirt – White',
    ],
    ['mon cheri', 'product=Mon Cheri Candle 200g'],
    ['accessories', 'category=Accessories'],
    ['rotterdam', 'location=Rotterdam DC'],
    ['welcome10', 'discount_code=WELCOME10'],
    ['facebook ads', 'ad_platform=Meta Ads'],
    ['tik tok', 'ad_platform=TikTok Ads'],
    ['deutschland', 'country=DE'],
    ['Dutch', 'country=NL'],
    ['Holland', 'country=NL'],
    ['u.k.', 'country=GB'],
    ['reino unido', 'country=GB'],
    ['Japan', 'country=JP'],
    ['dach', 'country=AT|DE|CH'],
    ['meridian uk', 'store=uk'],
  ])('"%s" names %s', (text, value) => {
    const found = named(text.replace('u.k.', 'uk'));
    const sorted = (one: string): string => one.split(/[=|]/).toSorted().join();
    expect(found.map(sorted)).toContain(sorted(value));
  });

  test.each([
    'trail runner 3',
    'linen skirt',
    'yoga mat 8mm',
    'water bottle 600ml',
    'crimson beanie',
    'trail walker 2',
  ])('"%s" is no name: some word of it stays unexplained', (text) => {
    const words = text.split(' ').length;
    const whole = find(text.split(' '), () => false).filter(
      ({ start, end, fit }) => fit !== 'weak' && end - start === words,
    );
    expect(whole).toEqual([]);
  });

  test('a size that a product does not come in names nothing beside it', () => {
    expect(named('linen shirt navy xl')).toContain('product=Classic Linen Shirt – Navy');
    expect(named('linen shirt navy xl')).not.toContain('size=XL');
    expect(named('xl')).toEqual(['size=XL']);
  });

  test('a word that says what kind of thing a name is names nothing alone', () => {
    expect(named('warehouse')).toEqual([]);
    expect(named('store')).toEqual([]);
  });

  test('words that mean something by themselves are no slips for a name', () => {
    const isPlain = (word: string): boolean => word === 'trial';
    const found = find(['trial', 'runner', '2'], isPlain).filter(({ fit }) => fit !== 'weak');
    expect(found.map(({ start }) => start)).not.toContain(0);
  });
});
