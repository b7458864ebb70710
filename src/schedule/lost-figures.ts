import { createMay } from '#src/digests/build/scene.ts';
import type { Digest } from '#src/digests/define.ts';
import { departments } from '#src/lib/departments.ts';
import type { Asker, Place } from './places.ts';

/** Figures that the place may see and whoever set the digest up may not (any more). */
export const lostFigures = (
  digest: Pick<Digest, 'figures'>,
  { asker, place }: { readonly asker: Asker; readonly place: Place },
  now: Temporal.Instant,
): readonly string[] => {
  const everybody = { ...asker, departments };
  const [may, placeMay] = [asker, everybody].map((who) => createMay({ asker: who, place, now }, 'UTC'));
  return digest.figures
    .filter(({ metric }) => placeMay?.(metric) && !may?.(metric))
    .map(({ metric }) => metric);
};
