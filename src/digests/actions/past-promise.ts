import { plural } from '#src/lib/text.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { findPastPromise } from '#src/query/work/past-promise.ts';
import type { ActionRule } from './rule.ts';
import { dayText } from './sell-out.ts';

/** Orders still in the building although they were promised: the warehouse ships them, support tells the customers. */
export const pastPromise: ActionRule = {
  id: 'past_promise',
  metric: 'fulfilment.unfulfilled',
  departments: ['warehouse', 'support'],
  summed: (count) => `${count} kinds of orders are past their promised day.`,
  find: async (scope) => {
    const { orders, dueToday, waitingForStock, oldest } = await findPastPromise(scope);
    if (orders === 0 && dueToday === 0) return [];
    const late =
      orders > 0
        ? `${orders} ${plural(orders, 'order is', 'orders are')} past the promised day${oldest ? ` (oldest ${dayText(oldest)})` : ''}`
        : '';
    const waiting = waitingForStock > 0 ? `${waitingForStock} wait for stock` : '';
    const today = dueToday > 0 ? `${dueToday} ${plural(dueToday, 'is', 'are')} due today` : '';
    return [
      {
        key: 'past_promise',
        subject: 'past_promise',
        text: `${[late, waiting, today].filter((text) => text !== '').join(', ')}.`,
        open: {
          kind: 'metrics',
          assumptions: [],
          query: {
            metrics: ['fulfilment.unfulfilled'],
            filters: [],
            groupBy: [],
            period: instantPeriod(scope.runtime.now, scope.zone),
            comparison: null,
            order: null,
            limit: null,
            stores: scope.stores,
          },
        },
        urgency: orders > 0 ? 3 : 1.5,
        stake: null,
      },
    ];
  },
};
