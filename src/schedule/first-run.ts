import type { Desk } from '#src/answer/scene.ts';
import type { Digest } from '#src/digests/define.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';
import { readEstate, zoneOf } from '#src/query/stores.ts';
import { readSetting, writeSetting } from '#src/state/settings.ts';
import { redFlagsFor } from '#src/watches/red-flags.ts';
import { createWatch } from '#src/watches/watches.ts';
import { nobody } from './permit.ts';
import type { Places } from './places.ts';
import { createSchedule } from './schedules.ts';

type Deps = {
  readonly desk: Desk;
  readonly teamId: string;
  readonly places: Places;
  /** Digests that come without being asked for. */
  readonly digests: readonly Digest[];
};

type Channel = { readonly id: string; readonly department: Department };

const setUp = async (
  { id: channelId, department }: Channel,
  { desk, teamId, digests }: Deps,
  zone: string,
  now: Temporal.Instant,
): Promise<void> => {
  const db = desk.database.fast;
  const owned = { teamId, channelId, ownerId: nobody };
  for (const wish of redFlagsFor(department, now, zone))
    await createWatch(db, { ...wish, ...owned, beyond: null }, now);
  for (const digest of digests.filter((one) => one.department === department && !one.forAdmins)) {
    const { at, weekdays } = digest.usual;
    const rhythm = { kind: 'days', at: Temporal.PlainTime.from(at), weekdays } as const;
    const wish = { digest: digest.id, query: null, stores: [], rhythm, zone, holidays: 'own', quiet: null };
    await createSchedule(db, { ...wish, ...owned }, now);
  }
};

/**
 * Once a channel that is named after a department has the bot in it: the red flags of that department, and in the
 * local workspace its digests. What was switched off there is not set up again.
 */
export const firstRun =
  (deps: Deps) =>
  async (now: Temporal.Instant): Promise<void> => {
    const { desk, teamId, places } = deps;
    const db = desk.database.fast;
    const estate = await readEstate(db);
    if (estate.stores.length === 0) return;
    const key = `first_run:${teamId}`;
    const done = ((await readSetting(db, key)) ?? []) as readonly string[];
    const fresh = (await places.channels(teamId)).flatMap(({ id, name }): readonly Channel[] =>
      isDepartment(name) && !done.includes(id) ? [{ id, department: name }] : [],
    );
    if (fresh.length === 0) return;
    const zone = zoneOf(estate, []);
    for (const channel of fresh) await setUp(channel, deps, zone, now);
    await writeSetting(db, { key, value: [...done, ...fresh.map(({ id }) => id)], by: nobody, at: now });
  };
