import type { RowOf } from '#src/sources/rows.ts';
import { belongsHere, ordersAt } from './book.ts';
import { costOfRestocked, shippingCost } from './fulfilment.ts';
import { costOfCancelled, costOfSold, net, newCustomers, orders, shipping } from './sales.ts';
import type { Oracle, World } from './world.ts';
import { by, dayOf, dayWithin, instant, ratio, sum, sumKnown, within } from './world.ts';

const payments = (world: World): readonly RowOf<'payments'>[] =>
  (world.shop.payments ?? []).filter(
    ({ at, orderId }) => within(world, at) && (world.country === null || belongsHere(world, orderId)),
  );
const paid = (world: World) => payments(world).filter(({ status }) => status === 'paid');
const failed = (world: World) => payments(world).filter(({ status }) => status === 'failed');
const processed = (world: World): number => sum(paid(world), ({ amountMinor }) => amountMinor);
const fees: Oracle = (world) => sumKnown(paid(world), ({ feeMinor }) => feeMinor);

type Owed = { readonly amount: number; readonly dueOn: string | null };

const openInvoices = (world: World, kind: 'receivable' | 'payable'): readonly Owed[] =>
  (world.shop.invoices ?? [])
    .filter(
      (one) => one.kind === kind && one.issuedOn <= dayOf(world, world.to) && !by(world.to, one.closedAt),
    )
    .map(({ amountMinor, paidMinor, closedAt, dueOn }) => ({
      amount: Number(closedAt == null ? amountMinor - (paidMinor ?? 0n) : amountMinor),
      dueOn: dueOn ?? null,
    }));
const unpaid = (world: World) => ordersAt(world, world.to).filter(({ paidAt }) => !by(world.to, paidAt));
const owedToUs = (world: World): readonly Owed[] => [
  ...openInvoices(world, 'receivable'),
  ...unpaid(world).map(({ paidAt, outstandingMinor, totalMinor, dueOn }) => ({
    amount: Number(paidAt == null ? (outstandingMinor ?? totalMinor) : totalMinor),
    dueOn: dueOn ?? null,
  })),
];
const overdue = (world: World, owed: readonly Owed[]): number =>
  sum(
    owed.filter(({ dueOn }) => dueOn !== null && dueOn < dayOf(world, world.to)),
    ({ amount }) => amount,
  );

const payouts = (world: World) => world.shop.payouts ?? [];
const disputes = (world: World) =>
  (world.shop.disputes ?? []).filter(
    ({ openedAt, closedAt }) => by(world.to, openedAt) && !by(world.to, closedAt),
  );

const ads = (world: World) => (world.shop.adSpend ?? []).filter(({ day }) => dayWithin(world, day));
const spend = (world: World): number => sum(ads(world), ({ spendMinor }) => spendMinor);
const clicks = (world: World): number => sum(ads(world), (row) => row.clicks);
const impressions = (world: World): number => sum(ads(world), (row) => row.impressions);
const attributed: Oracle = (world) => sumKnown(ads(world), ({ attributedMinor }) => attributedMinor);

const sessions = (world: World) => (world.shop.webSessions ?? []).filter(({ day }) => dayWithin(world, day));
const visits = (world: World): number => sum(sessions(world), (row) => row.sessions);
const judged = (world: World): number =>
  sum(
    sessions(world).filter(({ bounces }) => bounces != null),
    (row) => row.sessions,
  );
const bounces: Oracle = (world) => sumKnown(sessions(world), (row) => row.bounces);
const purchases: Oracle = (world) => sumKnown(sessions(world), ({ purchaseSessions }) => purchaseSessions);
const carts = (world: World): number => sum(sessions(world), ({ cartSessions }) => cartSessions);

const begun = (world: World) =>
  (world.shop.checkouts ?? []).filter(({ startedAt, hasContact }) => hasContact && within(world, startedAt));
const hourAfter = (at: string): Temporal.Instant => instant(at).add({ hours: 1 });
const abandoned = (world: World) =>
  begun(world).filter(
    ({ startedAt, completedAt }) =>
      Temporal.Instant.compare(hourAfter(startedAt), world.now) <= 0 &&
      (completedAt == null || Temporal.Instant.compare(instant(completedAt), hourAfter(startedAt)) > 0),
  );

const profit: Oracle = (world) => {
  const cost = costOfSold(world);
  return cost === null ? null : net(world) + costOfCancelled(world) + (costOfRestocked(world) ?? 0) - cost;
};

const cloud = (world: World, isRow: (row: RowOf<'cloudCost'>) => boolean): number =>
  sum(
    (world.company.cloudCost ?? []).filter((row) => dayWithin(world, row.day) && isRow(row)),
    ({ effectiveMinor }) => effectiveMinor,
  );
const isRegular = ({ correction }: RowOf<'cloudCost'>): boolean => correction !== 'yes';
const cloudCost = (world: World): number =>
  cloud(world, (row) => isRegular(row) && (row.category === 'usage' || row.category === 'purchase'));
const budget: Oracle = (world) => {
  const months = (world.company.targets ?? []).filter(
    ({ month, dimension }) =>
      (dimension ?? '') === '' &&
      month >= `${dayOf(world, world.from).slice(0, 7)}-01` &&
      month <= dayOf(world, world.to.subtract({ nanoseconds: 1 })),
  );
  return months.length === 0 ? null : sum(months, ({ amount }) => Number(amount) * 100);
};

export const bookOracles: Readonly<Record<string, Oracle>> = {
  'sales.payment_mix': processed,
  'payments.paid_orders': (world) => new Set(paid(world).flatMap(({ orderId }) => orderId ?? [])).size,
  'payments.fees': fees,
  'payments.processed': processed,
  'payments.fee_rate': (world) => ratio(fees(world), processed(world)),
  'payments.failed': (world) => failed(world).length,
  'payments.attempts': (world) => payments(world).length,
  'payments.failed_rate': (world) => ratio(failed(world).length, payments(world).length),
  'payments.outstanding': (world) => sum(owedToUs(world), ({ amount }) => amount),
  'payments.overdue': (world) => overdue(world, owedToUs(world)),
  'payments.ageing': (world) => sum(owedToUs(world), ({ amount }) => amount),
  'payments.unpaid_orders': (world) => unpaid(world).length,
  'payments.payables': (world) => sum(openInvoices(world, 'payable'), ({ amount }) => amount),
  'payments.payables_overdue': (world) => overdue(world, openInvoices(world, 'payable')),
  'payments.payouts': (world) =>
    sum(
      payouts(world).filter(
        ({ createdAt, failedAt }) => within(world, createdAt) && !by(world.now, failedAt),
      ),
      ({ amountMinor }) => amountMinor,
    ),
  'payments.payouts_open': (world) =>
    sum(
      payouts(world).filter(
        ({ createdAt, paidAt, failedAt }) =>
          by(world.to, createdAt) && !by(world.to, paidAt) && !by(world.to, failedAt),
      ),
      ({ amountMinor }) => amountMinor,
    ),
  'payments.payouts_failed': (world) =>
    sum(
      payouts(world).filter(({ createdAt, failedAt }) => within(world, createdAt) && by(world.now, failedAt)),
      ({ amountMinor }) => amountMinor,
    ),
  'payments.disputes': (world) => disputes(world).length,
  'payments.disputed_amount': (world) => sum(disputes(world), ({ amountMinor }) => amountMinor),
  'payments.next_dispute_deadline': (world) => {
    const left = disputes(world)
      .flatMap(({ dueBy }) => (dueBy ? [instant(dueBy).since(world.to).total('seconds')] : []))
      .filter((seconds) => seconds > 0);
    return left.length === 0 ? null : Math.min(...left);
  },
  'finance.gift_card_liability': (world) =>
    sum(
      (world.shop.giftCardEntries ?? []).filter(({ at }) => by(world.to, at)),
      ({ deltaMinor }) => deltaMinor,
    ),
  'finance.gross_profit': profit,
  'finance.gross_margin': (world) => ratio(profit(world), net(world)),
  'finance.contribution': (world) => {
    const parts = [profit(world), shippingCost(world), fees(world)];
    if (parts.includes(null)) return null;
    return (
      (profit(world) ?? 0) + shipping(world) - (shippingCost(world) ?? 0) - (fees(world) ?? 0) - spend(world)
    );
  },
  'marketing.ad_spend': spend,
  'marketing.impressions': impressions,
  'marketing.clicks': clicks,
  'marketing.click_through_rate': (world) => ratio(clicks(world), impressions(world)),
  'marketing.cost_per_click': (world) => ratio(spend(world), clicks(world)),
  'marketing.attributed_revenue': attributed,
  'marketing.return_on_ad_spend': (world) => ratio(attributed(world), spend(world)),
  'marketing.customer_acquisition_cost': (world) => ratio(spend(world), newCustomers(world)),
  'marketing.sessions': visits,
  'marketing.bounces': bounces,
  'marketing.sessions_judged': judged,
  'marketing.bounce_rate': (world) => ratio(bounces(world), judged(world)),
  'marketing.purchase_sessions': purchases,
  'marketing.conversion_rate': (world) => ratio(purchases(world), visits(world)),
  'carts.abandoned': (world) => abandoned(world).length,
  'carts.abandoned_value': (world) => sum(abandoned(world), ({ valueMinor }) => valueMinor),
  'carts.checkouts': (world) => begun(world).length,
  'carts.abandonment_rate': (world) => ratio(abandoned(world).length, begun(world).length),
  'carts.cart_sessions': carts,
  'carts.abandoned_sessions': (world) => carts(world) - (purchases(world) ?? 0),
  'carts.abandoned_session_rate': (world) => ratio(carts(world) - (purchases(world) ?? 0), carts(world)),
  'cloud.cost': cloudCost,
  'cloud.billed': (world) =>
    sum(
      (world.company.cloudCost ?? []).filter(({ billingPeriod }) => dayWithin(world, billingPeriod)),
      ({ billedMinor }) => billedMinor,
    ),
  'cloud.tax': (world) => cloud(world, (row) => isRegular(row) && row.category === 'tax'),
  'cloud.credits': (world) => cloud(world, (row) => isRegular(row) && row.category === 'credit'),
  'cloud.corrections': (world) => cloud(world, (row) => !isRegular(row)),
  'cloud.budget': budget,
  'cloud.budget_used': (world) => ratio(cloudCost(world), budget(world)),
  'cloud.cost_per_order': (world) => ratio(cloudCost(world), orders(world)),
};
