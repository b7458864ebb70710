import { clean, plural } from '#src/lib/text.ts';
import type { PlannedEvent, StockOfSku } from '#src/query/work/planned.ts';
import { findPlanned, stockOfSkus } from '#src/query/work/planned.ts';
import type { ActionRule, RuleScope } from './rule.ts';
import { urgencyIn } from './rule.ts';
import { dayText, openStock } from './sell-out.ts';

/** There is time to act this many days before something begins. */
const aheadDays = 7;

/** A campaign sells more than an ordinary day; less than twice the ordinary pace left is low for it. */
const campaignPace = 2;

const selling = ['campaign', 'launch', 'sale'];

const daysUntil = (at: Temporal.Instant, { zone, today }: RuleScope): number =>
  at.toZonedDateTimeISO(zone).toPlainDate().since(today).days;

/** Days of the event for which there must be stock; a week at most. */
const lengthOf = (event: PlannedEvent): number =>
  Math.min(7, Math.max(1, Math.ceil(event.endsAt.since(event.startsAt).total('hours') / 24)));

const isLow = (stock: StockOfSku, event: PlannedEvent): boolean =>
  stock.available <= 0 || stock.available < stock.perDay * campaignPace * lengthOf(event);

const startText = (days: number, event: PlannedEvent, { zone }: RuleScope): string =>
  days <= 0 ? 'is on' : `starts ${dayText(event.startsAt.toZonedDateTimeISO(zone).toPlainDate().toString())}`;

/** Something is about to be advertised that will not last: only marketing and the warehouse together can mend it. */
export const campaignStock: ActionRule = {
  id: 'campaign_stock',
  metric: 'stock.available',
  departments: ['marketing', 'warehouse'],
  find: async (scope) => {
    const events = (await findPlanned(scope, aheadDays)).filter(
      ({ kind, skus }) => selling.includes(kind) && skus.length > 0,
    );
    const stock = await stockOfSkus(scope, [...new Set(events.flatMap(({ skus }) => skus))]);
    return events.flatMap((event) => {
      const days = daysUntil(event.startsAt, scope);
      return stock
        .filter(({ sku }) => event.skus.includes(sku))
        .filter((one) => isLow(one, event))
        .map((one) => ({
          key: `campaign_stock|${event.storeId}|${event.id}|${one.sku}`,
          subject: `${one.storeId}|${one.sku}`,
          text: `“${clean(event.title, 50)}” ${startText(days, event, scope)}, but ${clean(one.title, 60)} (${clean(one.sku, 30)}) has ${one.available} ${plural(one.available, 'piece', 'pieces')} left${one.inboundOn ? `, more on ${dayText(one.inboundOn)}` : ''}.`,
          open: openStock(one.sku, one.storeId, scope),
          urgency: urgencyIn(days) + 0.5,
          stake: null,
        }));
    });
  },
};
