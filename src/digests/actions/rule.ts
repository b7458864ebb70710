import type { Department } from '#src/lib/departments.ts';
import type { WorkScope } from '#src/query/work/work.ts';
import type { Action } from '../define.ts';

/** What a rule may look at. */
export type RuleScope = WorkScope & {
  readonly zone: string;
  readonly today: Temporal.PlainDate;
  /** First day that the digest before did not know. */
  readonly since: Temporal.PlainDate;
};

/**
 * A kind of thing to do: how it is found, whose figure it shows (its sensitivity), who has to act. With several
 * departments nobody can do it alone, and it comes before what one department can do by itself.
 */
export type ActionRule = {
  readonly id: string;
  readonly metric: string;
  readonly departments: readonly Department[];
  /** Several of them in one sentence, for those who do not do them. */
  readonly summed: (count: number) => string;
  readonly find: (scope: RuleScope) => Promise<readonly Omit<Action, 'rule' | 'metric' | 'departments'>[]>;
};

/** Urgency by the days that are left. */
export const urgencyIn = (days: number): number => (days <= 0 ? 3 : days <= 3 ? 2 : days <= 7 ? 1 : 0.5);
