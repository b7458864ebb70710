import { describe, expect, test } from 'vitest';
import type { Interpretation } from '#src/language/interpretation.ts';
import { brief, queryOf, understand } from '#test/support/interpret.ts';

const now = '2026-11-18T10:30:00+01:00';
const asked = (text: string): string => brief(queryOf(understand(text)));
const kinds = (text: string): readonly string[] => understand(text).map(({ kind }) => kind);
const only = (text: string): Interpretation => {
  const [first, ...more] = understand(text);
  if (!first || more.length > 0) throw new Error(`${more.length + 1} parts`);
  return first;
};

describe('questions for figures', () => {
  test.each([
    [
      'rev mtd vs ly',
      `sales.net_sales 2026-11-01..${now} vs last_year 2025-11-01..2025-11-18T10:30:00+01:00`,
    ],
    ['orders not shipped >3 days', `fulfilment.unfulfilled age>259200 ${now}..${now}`],
    ['whats left of the navy shirt in m', `stock.available sku=LIN-SHI-NAV-M ${now}..${now}`],
    ['aov new vs returning q3', 'sales.average_order_value by customer_type 2026-07-01..2026-10-01'],
    [
      'orders above 500 euro last month',
      'sales.largest_orders sales.largest_orders>500 2026-10-01..2026-11-01 desc 10',
    ],
    ['everything except the uk, net sales q3', 'sales.net_sales country≠GB 2026-07-01..2026-10-01'],
    [
      'countries with more than 100 orders last week',
      'sales.orders sales.orders>100 by country 2026-11-09..2026-11-16',
    ],
    ['worst return rate by product last quarter', 'returns.rate by product 2026-07-01..2026-10-01 desc'],
    ['which country returns most', 'returns.units by country 2026-10-19..2026-11-18 desc 1'],
    [
      'linen shirt stock',
      `stock.available product=Classic Linen Shirt – Navy|Classic Linen Shirt – Olive|Classic Linen Shirt – White by product ${now}..${now}`,
    ],
    [
      'revenue this month vs last month',
      `sales.net_sales 2026-11-01..${now} vs previous 2026-10-01..2026-10-18T10:30:00+02:00`,
    ],
    [
      'revenue today vs yesterday',
      `sales.net_sales 2026-11-18..${now} vs named 2026-11-17..2026-11-17T10:30:00+01:00`,
    ],
    ['black friday revenue last year', 'sales.net_sales 2025-11-28..2025-11-29'],
    ['umsatz letzten monat nach land', 'sales.net_sales by country 2026-10-01..2026-11-01'],
    ['devoluciones del mes pasado por pais', 'returns.units by country 2026-10-01..2026-11-01'],
  ])('"%s"', (text, query) => {
    expect(asked(text)).toBe(query);
  });

  test('names with date words and digits survive', () => {
    expect(asked('sun hat sales yesterday')).toContain('product=Sun Hat Wide Brim');
    expect(asked('mon cheri sales on monday')).toBe(
      'sales.net_sales product=Mon Cheri Candle 200g 2026-11-16..2026-11-17',
    );
    expect(asked('friday night hoodie returns last week')).toBe(
      'returns.units product=Friday Night Hoodie 2026-11-09..2026-11-16',
    );
    expect(kinds('trail runner 2 weeks ago sales')).toEqual(['clarify']);
  });

  test('days that do not follow on each other are asked for one by one', () => {
    expect(understand('orders monday and friday last week').map((one) => one.kind)).toEqual([
      'metrics',
      'metrics',
    ]);
    expect(asked('revenue in september and october')).toBe('sales.net_sales by month 2026-09-01..2026-11-01');
  });

  test('what was filled in is said', () => {
    const meaning = only('revnue by contry');
    expect(meaning.kind === 'metrics' && meaning.assumptions.map(({ text }) => text)).toEqual([
      '“revnue” is read as “revenue”.',
      '“contry” is read as “country”.',
      'No period was named: the last 30 days.',
    ]);
  });

  test('the stores of the conversation hold until others are named', () => {
    const inStore = (text: string): readonly string[] => queryOf(understand(text, { stores: ['eu'] })).stores;
    expect(inStore('revenue yesterday')).toEqual(['eu']);
    expect(inStore('revenue yesterday in the uk store')).toEqual(['uk']);
    expect(inStore('revenue yesterday in all stores')).toEqual([]);
    const period = queryOf(understand('revenue yesterday in the uk store')).period;
    expect(period.from.timeZoneId).toBe('Europe/London');
  });
});

describe('what words leave open is asked, never guessed', () => {
  test.each([
    'trail runner 3 stock',
    'linen skirt stock',
    'water bottle 600ml left',
    'red linen shirt stock',
    'revenue from narnia last week',
    'orders with more than 2 items yesterday',
    'revenue last month per customer',
    'refunds for late orders last month',
    'open orders since monday',
    'orders in the morning last week',
    'revenue in the last 90 days excluding black friday',
    'revenue on 2026-02-30',
    'orders before noon and the rest',
    'cost last month',
    'revenue by channel',
    'parcels lost last month',
  ])('"%s"', (text) => {
    expect(understand(text).every(({ kind }) => kind === 'clarify' || kind === 'unknown')).toBe(true);
  });

  test('every choice is a complete reading of at most four', () => {
    for (const text of [
      'cost last month',
      'revenue by channel',
      'last month?',
      'linen skirt stock',
      'stock last 7 days',
    ]) {
      const meaning = only(text);
      expect(meaning.kind).toBe('clarify');
      if (meaning.kind !== 'clarify') continue;
      expect(meaning.choices.length).toBeGreaterThan(0);
      expect(meaning.choices.length).toBeLessThanOrEqual(4);
      expect(
        meaning.choices.every(
          ({ interpretation }) => 'query' in interpretation && interpretation.query.metrics.length > 0,
        ),
      ).toBe(true);
      expect(new Set(meaning.choices.map(({ label }) => label)).size).toBe(meaning.choices.length);
    }
  });

  test('a part of a name proposes the names it is part of', () => {
    const meaning = only('denim left');
    expect(meaning.kind === 'clarify' && meaning.choices.map(({ label }) => label).join()).toContain(
      'Heritage Denim Jacket',
    );
  });
});

describe('what is never done or shown', () => {
  test.each([
    ['whats the email of the customer of order 100482', 'personal_data'],
    ['who bought the most last month', 'personal_data'],
    ['list all customers from berlin with their address', 'personal_data'],
    ['how many orders did Anna pack yesterday', 'colleagues'],
    ['who is the slowest picker', 'colleagues'],
    ['refund order 100482 please', 'write_action'],
    ['set stock of yoga mat 6mm to 50', 'write_action'],
    ['can you pause the retargeting campaign', 'write_action'],
    ['order 50 yoga mats 6mm', 'write_action'],
  ])('"%s" is refused', (text, reason) => {
    const meaning = only(text);
    expect(meaning.kind === 'refuse' && meaning.reason).toBe(reason);
  });

  test.each([
    'email revenue last month',
    'refund rate last month',
    'cancel rate last week',
    'returning customers last month',
    'change in revenue last month',
    'conversion on phones yesterday',
  ])('"%s" is a question like others', (text) => {
    expect(kinds(text)).toEqual(['metrics']);
  });

  test('the rest of a mixed message is answered', () => {
    expect(kinds('revenue yesterday and delete order 100482')).toEqual(['metrics', 'refuse']);
    expect(kinds('whats the phone number of the customer of 100482? and how many orders yesterday')).toEqual([
      'refuse',
      'metrics',
    ]);
  });
});

describe('other things people say', () => {
  test.each([
    ['where is 100482', 'lookup'],
    ['PO-2231 arrived?', 'lookup'],
    ['is checkout down', 'status'],
    ['how is net sales calculated', 'define'],
    ['how fresh are these numbers', 'freshness'],
    ['what can you do?', 'help'],
    ['thanks!', 'smalltalk'],
    ['send me the revenue every morning at 8', 'schedule'],
    ['alert me when gross margin drops below 40%', 'watch'],
    ['tell everyone the checkout is back', 'announce'],
    ['newsletter open rate last week', 'no_data'],
    ['why did refunds go up last month', 'why'],
    ['what will revenue be next week', 'forecast'],
    ['hoeveel bestellingen gisteren', 'unknown'],
  ])('"%s" is %s', (text, kind) => {
    expect(only(text).kind).toBe(kind);
  });

  test('a schedule and a watch carry what they are about', () => {
    const schedule = only('send me the revenue every monday at 8:30');
    expect(
      schedule.kind === 'schedule' && [
        schedule.every,
        schedule.weekday,
        schedule.at,
        schedule.query?.metrics,
      ],
    ).toEqual(['week', 1, '08:30', ['sales.net_sales']]);
    const watch = only('tell me when stock of trail runner 2 falls below 10');
    expect(watch.kind === 'watch' && [watch.op, watch.value, watch.query.filters.length]).toEqual([
      '<',
      '10',
      1,
    ]);
  });

  test('another language is answered with a sentence in it', () => {
    const meaning = only('combien de commandes hier');
    expect(meaning.kind === 'unknown' && meaning.sentence).toMatch(/français|anglais/);
  });

  test('two questions in one message are two parts, and the second goes on from the first', () => {
    expect(
      understand('revenue yesterday? and how many orders did we ship?').map((one) =>
        'query' in one && one.query ? brief(one.query) : one.kind,
      ),
    ).toEqual(['sales.net_sales 2026-11-17..2026-11-18', 'fulfilment.shipped_orders 2026-11-17..2026-11-18']);
  });
});
