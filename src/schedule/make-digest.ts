import type { Desk } from '#src/answer/scene.ts';
import { buildDigest } from '#src/digests/build/build.ts';
import { setDigestScene } from '#src/digests/build/scene.ts';
import type { Digest, DigestSources, DigestValue } from '#src/digests/define.ts';
import { findActionStates } from '#src/state/actions.ts';
import type { Asker, Place } from './places.ts';

/** Makes a digest as it would be posted now. Without `record` nothing is written down (a preview). */
export const makeDigest = async (
  wanted: {
    readonly digest: Digest;
    readonly teamId: string;
    readonly asker: Asker;
    readonly place: Place;
    readonly stores: readonly string[];
    readonly daysBack: number;
    readonly note: string | null;
    readonly mark: string | null;
    readonly record: boolean;
  },
  desktop: {
    readonly desk: Desk;
    readonly sources: DigestSources;
    readonly now: () => Temporal.Instant;
  },
): Promise<DigestValue> => {
  const { desk, sources } = desktop;
  const now = desktop.now();
  const { digest, asker, place, stores, daysBack, teamId, note, mark, record } = wanted;
  const scene = await setDigestScene({ digest, asker, place, stores, now, daysBack }, desk, sources);
  const states = await findActionStates(desk.database.fast, teamId, scene.actions, now, record);
  return buildDigest(scene, { teamId, states, note, mark });
};
