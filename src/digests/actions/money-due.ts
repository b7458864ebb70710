import { sayTime } from '#src/answer/words/periods.ts';
import { clean, plural } from '#src/lib/text.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { findDueDisputes, findOverdueInvoices } from '#src/query/work/money-due.ts';
import { sayStake } from '../build/words.ts';
import type { Meaning } from '../define.ts';
import type { ActionRule, RuleScope } from './rule.ts';
import { urgencyIn } from './rule.ts';
import { dayText } from './sell-out.ts';

const openNow = (metric: string, scope: RuleScope): Meaning => ({
  kind: 'metrics',
  assumptions: [],
  query: {
    metrics: [metric],
    filters: [],
    groupBy: [],
    period: instantPeriod(scope.runtime.now, scope.zone),
    comparison: null,
    order: null,
    limit: null,
    stores: scope.stores,
  },
});

/** Customers whose day to pay has passed. */
export const overdueInvoices: ActionRule = {
  id: 'overdue_invoices',
  metric: 'payments.overdue',
  departments: ['finance'],
  summed: (count) => `Invoices are overdue in ${count} currencies.`,
  find: async (scope) =>
    (await findOverdueInvoices(scope, scope.since)).map((one) => {
      const total = sayStake({ minor: one.amountMinor, currency: one.currency });
      const largest = sayStake({ minor: one.largestMinor, currency: one.currency });
      const fresh = one.sinceYesterday > 0 ? `, ${one.sinceYesterday} of them new` : '';
      return {
        key: `overdue_invoices|${one.currency}`,
        subject: `overdue_invoices|${one.currency}`,
        text: `${one.count} ${plural(one.count, 'invoice is', 'invoices are')} overdue, ${total}${fresh}; largest ${clean(one.largest, 30)}, ${largest}.`,
        open: openNow('payments.overdue', scope),
        urgency: one.sinceYesterday > 0 ? 2 : 1,
        stake: { minor: one.amountMinor, currency: one.currency },
      };
    }),
};

/** Who does not answer a dispute in time has lost it. */
const disputeDays = 5;

export const disputesDue: ActionRule = {
  id: 'disputes_due',
  metric: 'payments.disputes',
  departments: ['finance', 'support'],
  summed: (count) => `${count} disputes have to be answered within ${disputeDays} days.`,
  find: async (scope) =>
    (await findDueDisputes(scope, disputeDays)).map((one) => {
      const local = one.dueBy.toZonedDateTimeISO(scope.zone);
      const days = local.toPlainDate().since(scope.today).days;
      const stake = { minor: one.amountMinor, currency: one.currency };
      const reason = one.reason ? ` (${clean(one.reason.replaceAll('_', ' '), 40)})` : '';
      return {
        key: `disputes_due|${one.id}`,
        subject: `disputes_due|${one.id}`,
        text: `Dispute over ${sayStake(stake)} at ${clean(one.provider, 30)}${reason}: answer due ${days <= 0 ? 'today' : dayText(local.toPlainDate().toString())}, ${sayTime(local)}.`,
        open: openNow('payments.disputes', scope),
        urgency: urgencyIn(days),
        stake,
      };
    }),
};
