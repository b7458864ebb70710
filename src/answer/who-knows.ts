import { listOf } from '#src/lib/text.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { familyLabel } from '#src/metrics/families.ts';

/** An outside system as answers speak of it. */
export type KnownSystem = {
  readonly id: string;
  readonly label: string;
  readonly families: readonly FactFamily[];
};

/**
 * Says who knows facts that no connected source brings: which of the shops' own platforms (by id) never record them, and
 * which systems would.
 */
export const sayWhoKnows = (
  systems: readonly KnownSystem[],
  family: FactFamily,
  platforms: readonly string[],
): readonly string[] => {
  const silent = systems.filter((one) => platforms.includes(one.id) && !one.families.includes(family));
  const able = systems.filter((one) => one.families.includes(family));
  const labels = (of: readonly KnownSystem[]): string => listOf(of.map(({ label }) => label));
  return [
    ...(silent.length > 0
      ? [`${labels(silent)} ${silent.length > 1 ? 'do' : 'does'} not record ${familyLabel(family)}.`]
      : []),
    ...(able.length > 0 ? [`${labels(able)} would bring ${familyLabel(family)}.`] : []),
  ];
};
