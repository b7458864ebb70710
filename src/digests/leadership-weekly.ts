import type { Digest } from './define.ts';
import { dailyChart, otherFigures, topList } from './sections/figures.ts';
import { broken, costs, planned, toDo } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'leadership-weekly',
  label: 'Leadership, every week',
  about: 'the week in seven figures, what broke and what it cost, what comes',
  words: ['leadership', 'management', 'board', 'ceo'],
  department: 'leadership',
  covers: 'week',
  usual: { at: '08:00', weekdays: [1] },
  figures: [
    { metric: 'sales.net_sales', over: 'period' },
    { metric: 'sales.orders', over: 'period' },
    { metric: 'sales.average_order_value', over: 'period' },
    { metric: 'customers.new_customers', over: 'period' },
    { metric: 'finance.gross_margin', over: 'period' },
    { metric: 'fulfilment.time_to_ship', over: 'period' },
    { metric: 'cloud.cost', over: 'period' },
  ],
  actions: ['campaign_stock', 'sell_out'],
  actionsAs: 'sums',
  sections: [
    broken,
    toDo,
    otherFigures,
    costs,
    topList('sales.net_sales', 'category', 'Largest categories'),
    planned(14),
    dailyChart('sales.net_sales', 28),
  ],
};
