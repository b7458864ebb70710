import type { Digest } from './define.ts';
import { dailyChart, otherFigures, topList } from './sections/figures.ts';
import { broken, planned, toDo } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'marketing-morning',
  label: 'Marketing, every morning',
  about: 'sales, traffic and ads since yesterday, what campaigns need today, what is broken',
  words: ['marketing'],
  department: 'marketing',
  covers: 'days',
  usual: { at: '08:00', weekdays: [1, 2, 3, 4, 5] },
  figures: [
    { metric: 'sales.net_sales', over: 'period' },
    { metric: 'sales.orders', over: 'period' },
    { metric: 'marketing.conversion_rate', over: 'period' },
    { metric: 'marketing.sessions', over: 'period' },
    { metric: 'marketing.ad_spend', over: 'period' },
    { metric: 'marketing.return_on_ad_spend', over: 'period' },
    { metric: 'customers.new_customers', over: 'period' },
  ],
  actions: ['campaign_stock', 'sell_out'],
  sections: [
    toDo,
    broken,
    otherFigures,
    topList('sales.units_sold', 'product', 'Best sellers'),
    planned(7),
    dailyChart('sales.net_sales', 14),
  ],
};
