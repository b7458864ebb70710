import { clean, plural } from '#src/lib/text.ts';
import { companyStore } from '#src/query/stores.ts';
import type { PlannedEvent, StockOfSku } from '#src/query/work/planned.ts';
import { findPlanned, stockOfSkus } from '#src/query/work/planned.ts';
import type { ActionRule, RuleScope } from './rule.ts';
import { urgencyIn } from './rule.ts';
import { articleText, dayText, openStock } from './sell-out.ts';

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

/** What the company plans is on in all its shops, what a shop plans in that one. */
const isIn = (event: PlannedEvent, storeId: string): boolean =>
  event.storeId === companyStore || event.storeId === storeId;

const isLow = (stock: StockOfSku, event: PlannedEvent): boolean =>
  stock.available <= 0 || stock.available < stock.perDay * campaignPace * lengthOf(event);

const startText = (days: number, event: PlannedEvent, { zone }: RuleScope): string =>
  days <= 0 ? 'is on' : `starts ${dayText(event.startsAt.toZonedDateTimeISO(zone).toPlainDate().toString())}`;

/** How long what is left lasts at the pace of a campaign. */
const stockText = ({ available, perDay }: StockOfSku): string => {
  if (available < 0) return `is oversold by ${-available}`;
  if (available === 0) return 'is sold out';
  const days = Math.floor(available / (perDay * campaignPace));
  const lasts = days < 1 ? 'less than a day' : `about ${days} ${plural(days, 'day', 'days')}`;
  return perDay > 0 ? `has ${available} left, ${lasts} of a campaign` : `has ${available} left`;
};

const inboundText = ({ inboundOn }: StockOfSku, { today }: RuleScope): string => {
  if (!inboundOn) return ', nothing on order';
  const isLate = Temporal.PlainDate.compare(Temporal.PlainDate.from(inboundOn), today) < 0;
  return isLate ? `, more was due ${dayText(inboundOn)}` : `, more ${dayText(inboundOn)}`;
};

/** Something is about to be advertised that will not last: only marketing and the warehouse together can mend it. */
export const campaignStock: ActionRule = {
  id: 'campaign_stock',
  metric: 'stock.available',
  departments: ['marketing', 'warehouse'],
  summed: (count) => `${count} articles are low for what is advertised within a week.`,
  find: async (scope) => {
    const events = (await findPlanned(scope, aheadDays)).filter(
      ({ kind, skus }) => selling.includes(kind) && skus.length > 0,
    );
    const stock = await stockOfSkus(scope, [...new Set(events.flatMap(({ skus }) => skus))]);
    return events.flatMap((event) => {
      const days = daysUntil(event.startsAt, scope);
      return stock
        .filter(({ sku, storeId }) => event.skus.includes(sku) && isIn(event, storeId))
        .filter((one) => isLow(one, event))
        .map((one) => ({
          key: `campaign_stock|${one.storeId}|${event.id}|${one.sku}`,
          subject: `${one.storeId}|${one.sku}`,
          text: `“${clean(event.title, 50)}” ${startText(days, event, scope)}: ${articleText(one, scope)} ${stockText(one)}${inboundText(one, scope)}.`,
          open: openStock(one.sku, one.storeId, scope),
          // What is gone before the first day is over comes before what lasts longer.
          urgency: urgencyIn(days) + (one.available <= one.perDay * campaignPace ? 0.6 : 0.5),
          stake: null,
        }));
    });
  },
};
