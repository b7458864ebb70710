import { beforeAll, expect, test } from 'vitest';
import { fraction } from '#src/lib/exact.ts';
import { catalogue } from '#src/metrics/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { handBooks, handShop } from '#test/support/hand-shop.ts';
import { figuresOf, queryOf, run } from '#test/support/query.ts';
import { company, loadShop, mainShop } from '#test/support/random-shop/index.ts';

const database = useDatabase();

beforeAll(async () => {
  await loadShop(database(), mainShop, handShop);
  await loadShop(database(), company, handBooks);
});

type Ratio = readonly [of: number, by: number];

const hour = 3600;
const day = 24 * hour;
/** October 2026 in Berlin is an hour longer than 31 days. */
const october = 31 * day + hour;

/** What each metric is in October 2026, or at its end: minor units, seconds, or the two parts of a rate. */
const byHand: Readonly<Record<string, number | Ratio>> = {
  'sales.gross_sales': 32_000, // 100 + 20 + 50 + 150; not the gift card, not order 5
  'sales.discounts': 1000,
  'sales.discount_rate': [1000, 32_000],
  'sales.cancellations': 4000, // 50 less 10 given back the day before
  'sales.refunds': 3000, // 10 + 20; the one after the cancellation is part of it
  'sales.ordered_value': 31_000,
  'sales.refund_rate': [3000, 31_000],
  'sales.net_sales': 24_000,
  'sales.shipping_charged': 900, // 15 − 5 cancelled − 1 refunded
  'sales.tax_collected': 4805, // 61.05 − 10 − 3
  'sales.total_sales': 29_705,
  'sales.orders': 4,
  'sales.orders_later_cancelled': 1,
  'sales.cancelled_orders': 1,
  'sales.cancellation_rate': [1, 4],
  'sales.units_sold': 7,
  'sales.units_per_order': [7, 4],
  'sales.average_order_value': [31_000, 4],
  'sales.discounted_orders': 1,
  'sales.discounted_order_rate': [1, 4],
  'sales.largest_orders': 43_605,
  'sales.payment_mix': 36_305,
  'customers.customers': 3,
  'customers.new_customers': 2,
  'customers.returning_customers': 1,
  'customers.repeat_customers': 1,
  'customers.repeat_rate': [1, 3],
  'customers.ever_repeated': 2,
  'customers.repeat_rate_ever': [2, 3],
  'products.unsold': 1,
  'stock.available': 17, // 4 + 11 + 2
  'stock.on_hand': 22, // 9 + 11 + 2
  'stock.committed': 5,
  'stock.inbound': 15,
  'stock.arriving': 15,
  'stock.out_of_stock': 0,
  'stock.low_stock': 1,
  'stock.below_reorder': 1,
  'stock.value': [9 * 1000 * 31 + 400 * (14 * 6 + 17 * 11), 31],
  'fulfilment.unfulfilled': 1,
  'fulfilment.waiting_for_stock': 1,
  'fulfilment.shipped_orders': 2,
  'fulfilment.parcels': 3,
  'fulfilment.time_to_ship': 48 * hour,
  'fulfilment.time_to_ship_p90': 67.2 * hour,
  'fulfilment.time_from_payment_to_ship': 23 * hour,
  'fulfilment.delivery_time': 48 * hour,
  'fulfilment.delivery_time_p90': 48 * hour,
  'fulfilment.still_on_the_way': 1,
  'fulfilment.due': 2,
  'fulfilment.on_time': 1,
  'fulfilment.on_time_rate': [1, 2],
  'fulfilment.late': 1,
  'fulfilment.in_transit': 1,
  'fulfilment.shipping_cost': 950,
  'fulfilment.cost_per_parcel': [950, 3],
  'returns.units': 2,
  'returns.units_of_cohort': 1,
  'returns.rate': [1, 7],
  'returns.reasons': 2,
  'marketing.ad_spend': 2000,
  'marketing.impressions': 1500,
  'marketing.clicks': 15,
  'marketing.click_through_rate': [15, 1500],
  'marketing.cost_per_click': [2000, 15],
  'marketing.attributed_revenue': 4000,
  'marketing.return_on_ad_spend': [4000, 2000],
  'marketing.customer_acquisition_cost': [2000, 2],
  'marketing.sessions': 150,
  'marketing.bounces': 40,
  'marketing.sessions_judged': 100,
  'marketing.bounce_rate': [40, 100],
  'marketing.purchase_sessions': 8,
  'marketing.conversion_rate': [8, 150],
  'carts.abandoned': 2,
  'carts.abandoned_value': 4000,
  'carts.checkouts': 3,
  'carts.abandonment_rate': [2, 3],
  'carts.cart_sessions': 30,
  'carts.abandoned_sessions': 22,
  'carts.abandoned_session_rate': [22, 30],
  'calendar.events': 4, // three entries and a purchase order
  'calendar.clashes': 1,
  'payments.outstanding': 20_300, // 75 + 50 of invoices, 78 of order 2, which has an invoice, too
  'payments.overdue': 7500,
  'payments.ageing': 20_300,
  'payments.unpaid_orders': 1,
  'payments.payables': 3700,
  'payments.payables_overdue': 3000,
  'payments.payouts': 12_000,
  'payments.payouts_open': 7000,
  'payments.payouts_failed': 900,
  'payments.fees': 850,
  'payments.processed': 36_305,
  'payments.paid_orders': 3,
  'payments.fee_rate': [850, 36_305],
  'payments.failed': 1,
  'payments.attempts': 5,
  'payments.failed_rate': [1, 5],
  'payments.disputes': 1,
  'payments.disputed_amount': 4000,
  'payments.next_dispute_deadline': 10 * day,
  'finance.cost_of_goods_sold': 6400,
  'finance.cost_of_cancelled': 1000,
  'finance.cost_of_restocked': 1000,
  'finance.gross_profit': 19_600,
  'finance.gross_margin': [19_600, 24_000],
  'finance.contribution': 16_700, // 196 + 9 − 9.50 − 8.50 − 20
  'finance.gift_card_liability': 3800,
  'cloud.cost': 1000,
  'cloud.billed': 5915.5,
  'cloud.tax': 19,
  'cloud.credits': -10,
  'cloud.corrections': 7,
  'cloud.budget': 2500,
  'cloud.budget_used': [1000, 2500],
  'cloud.cost_per_order': [1000, 4],
  'tech.incidents': 4,
  'tech.downtime': 3 * hour, // two incidents, an hour of it at the same time
  'tech.uptime': [october - 3 * hour, october],
  'tech.time_to_recover': 1.5 * hour,
  'tech.deploys': 2,
  'tech.deploys_followed_by_incident': 1,
  'tech.change_failure_rate': [1, 2],
  'tech.vulnerabilities': 1,
  'data.exchange_rate': 0.87,
};

const measured = catalogue.filter(({ compute }) => !['estimate', 'change', 'record'].includes(compute.kind));

test('every measured metric was counted by hand', () => {
  const terms = /^sales\.(shipping|tax)_/;
  expect(measured.map(({ id }) => id).filter((id) => byHand[id] === undefined && !terms.test(id))).toEqual(
    [],
  );
});

const isRatio = (wanted: number | Ratio): wanted is Ratio => Array.isArray(wanted);

test.each(Object.entries(byHand))('%s is what it is by hand', async (id, wanted) => {
  const { columns } = figuresOf(await run(database(), queryOf({ metrics: [id] })));
  expect(columns).toHaveLength(1);
  const total = columns[0]?.total;
  if (isRatio(wanted)) {
    const [of, by] = wanted;
    const small = total?.state === 'small_sample' && total.of && total.by;
    const found = small ? fraction(total.of.n * total.by.d, total.of.d * total.by.n) : total?.value;
    expect(Number(found?.n) / Number(found?.d)).toBeCloseTo(of / by, 9);
  } else {
    expect(Number(total?.value?.n) / Number(total?.value?.d)).toBeCloseTo(wanted, 9);
  }
});
