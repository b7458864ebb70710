import { sayWeekday } from '#src/answer/words/periods.ts';
import { clean, plural } from '#src/lib/text.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { SellOut } from '#src/query/work/sell-outs.ts';
import { findSellOuts } from '#src/query/work/sell-outs.ts';
import type { Meaning } from '../define.ts';
import type { ActionRule, RuleScope } from './rule.ts';
import { urgencyIn } from './rule.ts';

/** The question that opens the stock of an article. */
export const openStock = (sku: string, storeId: string, scope: RuleScope): Meaning => ({
  kind: 'metrics',
  assumptions: [],
  query: {
    metrics: ['stock.available'],
    filters: [{ kind: 'dimension', dimension: 'sku', op: 'is', values: [sku] }],
    groupBy: [],
    period: instantPeriod(scope.runtime.now, scope.zone),
    comparison: null,
    order: null,
    limit: null,
    stores: [storeId],
  },
});

export const dayText = (day: string): string =>
  sayWeekday(Temporal.PlainDate.from(day)).split(' ').slice(0, 3).join(' ');

/** An article by its name, with its shop where there are several. */
export const articleText = (
  { title, storeId }: { readonly title: string; readonly storeId: string },
  { runtime, stores }: RuleScope,
): string => {
  const shop = stores.length > 1 ? runtime.estate.stores.find(({ id }) => id === storeId)?.name : undefined;
  return `${clean(title, 60)}${shop ? ` (${clean(shop, 20)})` : ''}`;
};

const when = ({ daysLeft }: SellOut): string =>
  daysLeft <= 0 ? 'gone today' : `gone in about ${daysLeft} ${plural(daysLeft, 'day', 'days')}`;

const more = ({ inboundOn, inboundUnits }: SellOut): string => {
  if (inboundOn) return `${inboundUnits} more ${dayText(inboundOn)}`;
  return inboundUnits > 0 ? `${inboundUnits} on order, no date` : 'nothing on order';
};

/** Sold out before what is on order arrives: the warehouse can hurry the delivery, marketing can stop advertising it. */
export const sellOut: ActionRule = {
  id: 'sell_out',
  metric: 'stock.available',
  departments: ['warehouse', 'marketing'],
  summed: (count) => `${count} articles that sell well run out before more arrives.`,
  find: async (scope) =>
    (await findSellOuts(scope)).map((one) => ({
      key: `sell_out|${one.storeId}|${one.sku}`,
      subject: `${one.storeId}|${one.sku}`,
      text: `${articleText(one, scope)}: ${one.available} left, ${when(one)}, ${more(one)}.`,
      open: openStock(one.sku, one.storeId, scope),
      urgency: urgencyIn(one.daysLeft),
      stake: { minor: one.lostPerDayMinor, currency: one.currency },
    })),
};
