import { inArray } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { channelPolicies } from '#src/database/schema/state.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';
import { grouped } from './grouped.ts';

/**
 * What an admin set for a channel. `shows`: open figures, those of a department too, or nothing; null leaves it to
 * the kind of channel. `storeId` is the store meant when a question names none.
 */
export type ChannelPolicy = {
  readonly shows: 'open' | 'none' | Department | null;
  readonly storeId: string | null;
  readonly followUps: boolean;
};

/** A word nobody set here shows nothing: a policy that cannot be read must not open a channel. */
const readPolicy = (text: string | null): ChannelPolicy['shows'] =>
  text === null || text === 'open' || isDepartment(text) ? text : 'none';

type ChannelKey = { readonly teamId: string; readonly channelId: string };

const readPolicies = async (
  db: Db,
  keys: readonly ChannelKey[],
): Promise<readonly (ChannelPolicy | null)[]> => {
  const rows = await db
    .select()
    .from(channelPolicies)
    .where(
      inArray(
        channelPolicies.channelId,
        keys.map(({ channelId }) => channelId),
      ),
    );
  return keys.map(({ teamId, channelId }) => {
    const row = rows.find((one) => one.teamId === teamId && one.channelId === channelId);
    return row ? { shows: readPolicy(row.policy), storeId: row.storeId, followUps: row.followUps } : null;
  });
};

/** Looks up the policy of a channel as it stands now; null when nobody set one. */
export const createFindChannelPolicy = (db: Db): ((key: ChannelKey) => Promise<ChannelPolicy | null>) =>
  grouped((keys: readonly ChannelKey[]) => readPolicies(db, keys));

/** Sets what a channel may show. */
export const saveChannelPolicy = async (
  db: Db,
  policy: ChannelPolicy & {
    readonly teamId: string;
    readonly channelId: string;
    readonly setBy: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const { at, shows, ...rest } = policy;
  const row = { ...rest, policy: shows, updatedAt: at.toString() };
  await db
    .insert(channelPolicies)
    .values(row)
    .onConflictDoUpdate({ target: [channelPolicies.teamId, channelPolicies.channelId], set: row });
};
