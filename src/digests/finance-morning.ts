import type { Digest } from './define.ts';
import { dailyChart, otherFigures, topList } from './sections/figures.ts';
import { broken, planned, toDo } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'finance-morning',
  label: 'Finance, every morning',
  about: 'sales, refunds, margin and payments since yesterday, who has to pay, which disputes are due',
  words: ['finance', 'money', 'accounting'],
  department: 'finance',
  covers: 'days',
  usual: { at: '08:00', weekdays: [1, 2, 3, 4, 5] },
  figures: [
    { metric: 'sales.net_sales', over: 'period' },
    { metric: 'sales.refunds', over: 'period' },
    { metric: 'finance.gross_margin', over: 'period' },
    { metric: 'payments.failed_rate', over: 'period' },
    { metric: 'payments.fees', over: 'period' },
    { metric: 'payments.outstanding', over: 'now' },
    { metric: 'cloud.cost', over: 'month' },
  ],
  actions: ['disputes_due', 'overdue_invoices'],
  sections: [
    toDo,
    broken,
    otherFigures,
    topList('payments.failed', 'payment_provider', 'Failed payments'),
    planned(7),
    dailyChart('sales.net_sales', 14),
  ],
};
