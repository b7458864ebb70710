import type { TimeGrain } from '#src/metrics/dimensions.ts';
import { stepsOf } from './buckets.ts';
import type { Group } from './figures.ts';
import type { Measured, Measuring } from './measure.ts';
import { measure } from './measure.ts';
import { groupId } from './read-parts.ts';
import type { Runtime } from './run-metric.ts';

/** Steps a state is told at in one answer; each is a statement of its own. */
export const mostSteps = 62;

/** A state through time: measured at the end of each step of the period. The figure over all of them is the last one. */
export const measureSteps = async (
  runtime: Runtime,
  asked: Measuring,
  grain: TimeGrain,
): Promise<Measured> => {
  const steps = stepsOf(grain, asked.covered.period, runtime.estate.company);
  const rest = asked.query.groupBy.filter((id) => id !== grain);
  const read = await Promise.all(
    steps.slice(-mostSteps).map(async ({ value, period }) => ({
      value,
      measured: await measure(runtime, {
        ...asked,
        query: { ...asked.query, groupBy: rest },
        covered: { ...asked.covered, period },
      }),
    })),
  );
  const at = new Map(read.map(({ value, measured }) => [value, measured]));
  const whole = await measure(runtime, { ...asked, query: { ...asked.query, groupBy: [] } });
  const withoutStep = (group: Group): Group =>
    Object.fromEntries(Object.entries(group).filter(([id]) => id !== grain));
  const keyed = (group: Group, value: string): Group =>
    Object.fromEntries(asked.query.groupBy.map((id) => [id, id === grain ? value : (group[id] ?? null)]));
  const groups = read.flatMap(({ value, measured }) => measured.groups.map((group) => keyed(group, value)));
  return {
    period: asked.covered.period,
    currencies: [...new Set(read.flatMap(({ measured }) => measured.currencies))],
    groups: [...new Map(groups.map((group) => [groupId(group), group])).values()],
    cellOf: (group, currency) =>
      at.get(group[grain] ?? '')?.cellOf(withoutStep(group), currency) ?? {
        value: null,
        state: 'unknown',
        missing: 0,
      },
    totalOf: whole.totalOf,
    detailsOf: () => [],
    groupCount: null,
    tooMany: steps.length > mostSteps || read.some(({ measured }) => measured.tooMany),
    statements: read.at(-1)?.measured.statements ?? [],
  };
};
