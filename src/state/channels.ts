import { and, eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { channelPolicies } from '#src/database/schema/state.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';

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

/** The policy of a channel; null when nobody set one. */
export const findChannelPolicy = async (
  db: Db,
  teamId: string,
  channelId: string,
): Promise<ChannelPolicy | null> => {
  const [row] = await db
    .select({
      policy: channelPolicies.policy,
      storeId: channelPolicies.storeId,
      followUps: channelPolicies.followUps,
    })
    .from(channelPolicies)
    .where(and(eq(channelPolicies.teamId, teamId), eq(channelPolicies.channelId, channelId)));
  return row ? { shows: readPolicy(row.policy), storeId: row.storeId, followUps: row.followUps } : null;
};

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
