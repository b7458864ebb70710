import { describe, expect, test } from 'vitest';
import type { Answerable } from '#src/language/interpretation.ts';
import { brief, understand } from '#test/support/interpret.ts';

const now = '2026-11-18T10:30:00+01:00';

describe('threads', () => {
  /** The meaning of the last message after those before it. */
  const thread = (...messages: readonly string[]): string => {
    let previous: Answerable | null = null;
    for (const text of messages) {
      const [meaning] = understand(text, { previous });
      if (meaning && (meaning.kind === 'metrics' || meaning.kind === 'why' || meaning.kind === 'forecast'))
        previous = meaning;
    }
    return previous && 'query' in previous
      ? `${previous.kind === 'why' ? 'why ' : ''}${brief(previous.query)}`
      : 'nothing';
  };

  test.each([
    [['revenue last week', 'and last month?'], 'sales.net_sales 2026-10-01..2026-11-01'],
    [
      ['revenue last week', 'only germany', 'and france?'],
      'sales.net_sales country=FR 2026-11-09..2026-11-16',
    ],
    [
      ['revenue last week', 'only germany', 'also france'],
      'sales.net_sales country=DE|FR 2026-11-09..2026-11-16',
    ],
    [['revenue last week', 'per day', 'by country'], 'sales.net_sales by country 2026-11-09..2026-11-16'],
    [
      ['revenue in october vs last year', 'and september'],
      'sales.net_sales 2026-09-01..2026-10-01 vs last_year 2025-09-01..2025-10-01',
    ],
    [['refunds yesterday', 'why?'], 'why sales.refunds 2026-11-17..2026-11-18'],
    [['orders last month', 'only the paid ones'], 'sales.orders payment_status=paid 2026-10-01..2026-11-01'],
    [
      ['orders in france last week by day', 'same for revenue'],
      'sales.net_sales country=FR by day 2026-11-09..2026-11-16',
    ],
    [['late orders last week', 'and the week before that'], 'fulfilment.late 2026-11-02..2026-11-09'],
    [['revenue this month', 'orders?'], `sales.orders 2026-11-01..${now}`],
    [
      ['stock of trail runner 2', 'what about the yoga mat 6mm', 'in rotterdam?'],
      `stock.available product=Yoga Mat 6mm location=Rotterdam DC ${now}..${now}`,
    ],
    [['offene bestellungen', 'nur DHL'], `fulfilment.unfulfilled carrier=DHL ${now}..${now}`],
    [
      ['revenue last month in germany', 'how many parcels are in transit right now'],
      `fulfilment.in_transit ${now}..${now}`,
    ],
  ])('%j', (messages, meaning) => {
    expect(thread(...messages)).toBe(meaning);
  });

  test('a filter that the new figure does not have is asked about, not dropped', () => {
    const [previous] = understand('orders in germany last week');
    const [meaning] = understand('and ad spend?', { previous: previous as Answerable });
    expect(meaning?.kind).toBe('clarify');
  });

  test('a definition or a freshness may be asked of what was answered', () => {
    const [previous] = understand('conversion rate yesterday');
    const [meaning] = understand('how is that calculated?', { previous: previous as Answerable });
    expect(meaning).toEqual({ kind: 'define', metric: 'marketing.conversion_rate' });
  });

  test('no figure and no thread is asked about', () => {
    expect(understand('last month?').map(({ kind }) => kind)).toEqual(['clarify']);
  });
});
