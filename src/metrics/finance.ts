import { sql } from 'drizzle-orm';
import { returns } from '#src/database/schema/fulfilment.ts';
import { giftCardEntries } from '#src/database/schema/money.ts';
import { cancellations, orderLines } from '#src/database/schema/sales.ts';
import type { Metric } from './define.ts';
import { spend } from './marketing.ts';
import { fees } from './payments.ts';
import { netSales } from './sales.ts';
import { shippingCost } from './shipping-costs.ts';
import { receivedReturns } from './tables/fulfilment.ts';
import { giftCardStates } from './tables/money.ts';
import { cancelledLines, soldLines } from './tables/sales.ts';
import { happened } from './tables.ts';
import { shippingCharged } from './takings.ts';

const base = {
  sensitivity: 'finance',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'last_30_days',
  unit: { kind: 'money' },
  good: 'up',
} as const;

const costOfSold: Metric = {
  ...base,
  id: 'finance.cost_of_goods_sold',
  label: 'cost of goods sold',
  formula: 'unit cost × quantity of what was ordered; lines without a known cost are counted and said',
  good: 'down',
  needs: ['unit_costs'],
  synonyms: {
    en: ['cost of goods sold', 'cogs', 'cost of goods', 'goods cost', 'product cost'],
    de: ['wareneinsatz', 'wareneinstandskosten'],
    es: ['coste de ventas', 'coste de mercancia'],
  },
  compute: {
    kind: 'measure',
    table: soldLines,
    take: { kind: 'sum', of: sql`${orderLines.unitCostMinor} * ${orderLines.quantity}` },
    where: sql`${orderLines.kind} = 'product'`,
  },
  examples: ['cost of goods sold last month'],
};

const costOfCancelled: Metric = {
  ...base,
  id: 'finance.cost_of_cancelled',
  label: 'cost of cancelled goods',
  formula: 'unit cost of goods whose order was cancelled',
  good: 'neutral',
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: cancelledLines,
    take: { kind: 'sum', of: sql`coalesce(${cancellations.costMinor}, 0)` },
  },
  examples: [],
};

const costOfRestocked: Metric = {
  ...base,
  id: 'finance.cost_of_restocked',
  label: 'cost of restocked returns',
  formula: 'unit cost of returned goods that went back into stock',
  good: 'neutral',
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: receivedReturns,
    take: {
      kind: 'sum',
      of: sql`coalesce((select l.unit_cost_minor from order_lines l where l.store_id = ${returns.storeId}
        and l.order_id = ${returns.orderId} and l.line_id = ${returns.lineId}), 0) * ${returns.units}`,
    },
    where: sql`${returns.restocked}`,
  },
  ifRecorded: true,
  examples: [],
};

const grossProfit: Metric = {
  ...base,
  id: 'finance.gross_profit',
  label: 'gross profit',
  formula:
    'net sales − cost of goods sold (given back for cancelled goods and for returned goods that went back into stock)',
  synonyms: {
    en: [
      'gross profit',
      'profit on goods',
      'profit',
      'product profit',
      'goods profit',
      'profitable',
      'profits',
      'earnings',
    ],
    de: ['rohertrag', 'rohgewinn', 'gewinn'],
    es: ['beneficio bruto', 'beneficio'],
  },
  neighbours: [{ id: 'finance.contribution', difference: 'after shipping, payment fees and ads' }],
  compute: { kind: 'combination', plus: [netSales, costOfCancelled, costOfRestocked], minus: [costOfSold] },
  examples: ['gross profit last month', 'profit on goods by category last quarter'],
};

const grossMargin: Metric = {
  ...base,
  id: 'finance.gross_margin',
  label: 'gross margin',
  formula: 'gross profit / net sales',
  unit: { kind: 'percent' },
  synonyms: {
    en: ['gross margin', 'margin', 'margins', 'profit margin', 'product margin'],
    de: ['rohmarge', 'marge', 'handelsspanne'],
    es: ['margen bruto', 'margen'],
  },
  compute: { kind: 'ratio', of: grossProfit, by: netSales },
  examples: ['gross margin last month', 'margin by category last quarter'],
};

const contribution: Metric = {
  ...base,
  id: 'finance.contribution',
  label: 'contribution',
  formula: 'gross profit + shipping charged − shipping cost − payment fees − ad spend',
  synonyms: {
    en: [
      'contribution',
      'contribution margin',
      'after-marketing profit',
      'profit after marketing',
      'profit after ads',
      'contribution after ads',
      'contribution after marketing',
      'profit after costs',
      'contribution profit',
    ],
    de: ['deckungsbeitrag'],
    es: ['margen de contribucion', 'contribucion'],
  },
  compute: { kind: 'combination', plus: [grossProfit, shippingCharged], minus: [shippingCost, fees, spend] },
  examples: ['contribution last month', 'profit after marketing last quarter'],
};

const giftCardLiability: Metric = {
  ...base,
  id: 'finance.gift_card_liability',
  label: 'gift card balance',
  formula: 'gift cards issued less redeemed and expired',
  good: 'neutral',
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'gift card balance',
      'gift card liability',
      'outstanding gift cards',
      'unredeemed gift cards',
      'gift cards outstanding',
      'gift card balances',
    ],
    de: ['gutscheinverbindlichkeiten', 'offene gutscheine', 'gutscheinguthaben'],
    es: ['saldo de tarjetas regalo', 'tarjetas regalo pendientes'],
  },
  compute: {
    kind: 'state',
    table: giftCardStates,
    take: { kind: 'sum', of: sql`${giftCardEntries.deltaMinor}` },
    where: (at) => happened(sql`${giftCardEntries.at}`, at),
  },
  examples: ['gift card balance', 'gift card liability at the end of last month'],
};

export const financeMetrics: readonly Metric[] = [
  costOfSold,
  costOfCancelled,
  costOfRestocked,
  grossProfit,
  grossMargin,
  contribution,
  giftCardLiability,
];
