import { expect, test } from 'vitest';
import { brief, queryOf, understand } from '#test/support/interpret.ts';

const ownWords = { 'rake in': 'net sales', bunker: 'Rotterdam DC', 'the goods': 'Yoga Mat 6mm' };

const asked = (text: string): string => brief(queryOf(understand(text, { context: { ownWords } })));

test.each([
  ['what did we rake in yesterday', 'sales.net_sales 2026-11-17..2026-11-18'],
  ['Rake In last week by country', 'sales.net_sales by country 2026-11-09..2026-11-16'],
  ['stock in the bunker', 'stock.available location=Rotterdam DC'],
  ['how many of the goods are left', 'stock.available product=Yoga Mat 6mm'],
])('"%s" is read in the company\'s own words', (text, meaning) => {
  expect(asked(text)).toContain(meaning);
});

test('without them the same words are asked about, and named as unknown', () => {
  const [read] = understand('stock in the bunker');
  expect(read).toMatchObject({ kind: 'clarify', unknownWords: ['bunker'] });
});
