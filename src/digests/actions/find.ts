import type { Department } from '#src/lib/departments.ts';
import { departmentLabel } from '#src/lib/departments.ts';
import { listOf } from '#src/lib/text.ts';
import type { Action, May } from '../define.ts';
import { campaignStock } from './campaign-stock.ts';
import { disputesDue, overdueInvoices } from './money-due.ts';
import { pastPromise } from './past-promise.ts';
import type { ActionRule, RuleScope } from './rule.ts';
import { sellOut } from './sell-out.ts';

/** The first of two that are about the same thing is the one that is said. */
const rules: readonly ActionRule[] = [campaignStock, sellOut, pastPromise, disputesDue, overdueInvoices];

/** What nobody can do alone first, then by urgency, then by the money at stake. */
const inOrder = (a: Action, b: Action): number => {
  const [manyA, manyB] = [a, b].map(({ departments }) => (departments.length > 1 ? 1 : 0));
  if (manyA !== manyB) return (manyB ?? 0) - (manyA ?? 0);
  if (a.urgency !== b.urgency) return b.urgency - a.urgency;
  const [stakeA, stakeB] = [a.stake?.minor ?? 0n, b.stake?.minor ?? 0n];
  return stakeA === stakeB ? 0 : stakeB > stakeA ? 1 : -1;
};

/** What two rules find about the same thing is said once, in the words of the first. */
const oncePerSubject = (actions: readonly Action[]): readonly Action[] => [
  ...new Map(actions.toReversed().map((action) => [action.subject, action])).values(),
];

/** What a digest's rules find to do today, most pressing first; what may not be shown there is not looked for. */
export const findActions = async (
  wanted: readonly string[],
  may: May,
  scope: RuleScope,
): Promise<readonly Action[]> => {
  const used = rules.filter(({ id, metric }) => wanted.includes(id) && may(metric));
  const found = await Promise.all(
    used.map(async ({ id: rule, metric, departments, find }) =>
      (await find(scope)).map((action) => ({ ...action, rule, metric, departments })),
    ),
  );
  return oncePerSubject(found.flat()).toSorted(inOrder);
};

/** The same for those who do not do them: one sentence per rule that found several. */
export const sumActions = (actions: readonly Action[]): readonly Action[] =>
  [...Map.groupBy(actions, ({ rule }) => rule)].flatMap(([id, found]) => {
    const [first, ...others] = found;
    const rule = rules.find((one) => one.id === id);
    if (!first || !rule || others.length === 0) return found;
    const text = rule.summed(found.length);
    return [{ ...first, key: `${id}|all`, subject: id, text, stake: null }];
  });

/** An action as a department reads it: with whom it has to be done. */
export const actionText = ({ text, departments }: Action, own: Department): string => {
  const others = departments.filter((department) => department !== own).map(departmentLabel);
  return departments.includes(own) && others.length > 0 ? `${text} With ${listOf(others)}.` : text;
};
