import type { Days } from './days.ts';
import { hourMs, never } from './days.ts';
import { isWorkday } from './fulfil.ts';
import type { Dispute, Life, Line, Refund, Return } from './life.ts';
import { returnReasonShares, returnReasons } from './names.ts';
import type { Random } from './random.ts';

const dayMs = 24 * hourMs;

export const addRefund = (life: Life, refund: Refund): void => {
  life.refunds = [...life.refunds, refund];
};

/** Some pieces of a line given back: their share of what was paid for it. */
export const refundPieces = (
  life: Life,
  line: Line,
  quantity: number,
  over: Pick<Refund, 'reason' | 'at'>,
): Refund => ({
  id: `${life.number}-r${life.refunds.length + 1}`,
  line,
  quantity,
  amount: Math.round(((line.gross - line.discount) * quantity) / line.quantity),
  shipping: 0,
  tax: Math.round((line.tax * quantity) / line.quantity),
  ...over,
});

/** Gives back everything that was not given back before, shipping and its tax with the first row. */
export const refundRest = (life: Life, over: Pick<Refund, 'reason' | 'at'>): void => {
  const before = [...life.refunds];
  const goods = life.lines.filter((line) => line.variant.kind === 'product');
  const taxBefore = before.reduce((sum, refund) => sum + refund.tax, 0);
  let taxLeft = life.tax - taxBefore;
  for (const [place, line] of goods.entries()) {
    const earlier = before.filter((refund) => refund.line === line);
    const quantity = line.quantity - earlier.reduce((sum, refund) => sum + refund.quantity, 0);
    const amount = line.gross - line.discount - earlier.reduce((sum, refund) => sum + refund.amount, 0);
    const isLast = place === goods.length - 1;
    const tax = isLast
      ? taxLeft
      : Math.min(taxLeft, line.tax - earlier.reduce((sum, refund) => sum + refund.tax, 0));
    taxLeft -= tax;
    addRefund(life, {
      id: `${life.number}-r${life.refunds.length + 1}`,
      line,
      quantity,
      amount,
      shipping: place === 0 ? life.shipping : 0,
      tax,
      ...over,
    });
  }
};

const wantsReturn = (life: Life, line: Line, random: Random): boolean => {
  const rate = line.variant.returnRate * (life.country.code === 'DE' ? 1.15 : 0.85);
  return line.variant.kind === 'product' && random.chance(life.channel === 'Wholesale' ? 0.01 : rate);
};

/** Goods that come back some days after they arrived, and the money for them. */
const sendBack = (life: Life, line: Line, random: Random, days: Days): void => {
  const units = random.chance(0.8) ? line.quantity : random.whole(1, line.quantity);
  let day = days.of(life.delivered) + random.whole(4, 16);
  while (!isWorkday(days, day)) day += 1;
  const at = Math.floor(days.start(day) + random.between(8.5, 16) * hourMs);
  const isLate = life.delivered > days.start(days.of(life.placed) + 9);
  const reason =
    isLate && random.chance(0.3) ? 'Arrived late' : returnReasons[random.weighted(returnReasonShares)];
  const sent: Return = {
    id: `${life.number}-t${life.returns.length + 1}`,
    line,
    units,
    reason: reason ?? 'Changed mind',
    restocked: reason !== 'Damaged' && random.chance(0.93),
    at,
  };
  life.returns = [...life.returns, sent];
  const refunded = at + Math.floor(random.between(0.5, 40) * hourMs);
  addRefund(life, refundPieces(life, line, units, { reason: 'Return', at: refunded }));
};

/** A part of the price given back for something that was not right. */
const makeGood = (life: Life, random: Random): void => {
  const [line] = life.lines;
  if (line?.variant.kind !== 'product') return;
  const share = random.whole(10, 20) / 100;
  addRefund(life, {
    id: `${life.number}-r1`,
    line,
    quantity: 0,
    amount: Math.round((line.gross - line.discount) * share),
    shipping: 0,
    tax: Math.round(line.tax * share),
    reason: 'Goodwill',
    at: life.delivered + Math.floor(random.between(1, 5) * dayMs),
  });
};

const dispute = (life: Life, random: Random): Dispute => {
  const opened = life.paid + Math.floor(random.between(8, 35) * dayMs);
  return {
    id: `${life.number}-d`,
    amount: life.total,
    reason: random.pick(['fraudulent', 'product_not_received', 'product_unacceptable']),
    opened,
    due: opened + 7 * dayMs,
    closed: opened + Math.floor(random.between(12, 25) * dayMs),
    outcome: random.chance(0.45) ? 'lost' : 'won',
  };
};

/** What comes after an order was sent: returns, goodwill, lost parcels, disputes. */
export const liveOn = (life: Life, random: Random, days: Days): void => {
  if (life.delivered === never) {
    const at = life.shipped + Math.floor(random.between(16, 22) * dayMs);
    if (life.channel === 'Web shop') refundRest(life, { reason: 'Lost parcel', at });
    return;
  }
  for (const line of life.lines) if (wantsReturn(life, line, random)) sendBack(life, line, random, days);
  if (life.returns.length === 0 && random.chance(0.012)) makeGood(life, random);
  const byCard = life.method === 'Card' || life.method === 'Apple Pay';
  if (byCard && random.chance(0.0016)) life.dispute = dispute(life, random);
};
