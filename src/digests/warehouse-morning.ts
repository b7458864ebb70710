import type { Digest } from './define.ts';
import { dailyChart, otherFigures, topList } from './sections/figures.ts';
import { broken, planned, toDo } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'warehouse-morning',
  label: 'Warehouse, every morning',
  about: 'orders to pick, what is late, what runs out, what arrives',
  words: ['warehouse', 'logistics', 'fulfilment', 'fulfillment', 'shipping'],
  department: 'warehouse',
  covers: 'days',
  usual: { at: '07:00', weekdays: [1, 2, 3, 4, 5] },
  figures: [
    { metric: 'sales.orders', over: 'period' },
    { metric: 'fulfilment.unfulfilled', over: 'now' },
    { metric: 'fulfilment.shipped_orders', over: 'period' },
    { metric: 'fulfilment.time_to_ship', over: 'period' },
    { metric: 'stock.out_of_stock', over: 'now' },
    { metric: 'stock.below_reorder', over: 'now' },
    { metric: 'returns.units', over: 'period' },
  ],
  actions: ['past_promise', 'campaign_stock', 'sell_out'],
  sections: [
    toDo,
    broken,
    otherFigures,
    topList('sales.units_sold', 'product', 'Sold most'),
    planned(7, { deliveries: true }),
    dailyChart('fulfilment.shipped_orders', 14),
  ],
};
