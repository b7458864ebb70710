import type { Database } from './database/connect.ts';
import { isDepartment } from './lib/departments.ts';
import type { Content } from './playground/content.ts';
import { createFindChannelPolicy, saveChannelPolicy } from './state/channels.ts';

/**
 * Lets the local workspace's private channels of departments show what their department may see, as an admin would
 * have set it. A channel that somebody has set is left alone.
 */
export const openDepartmentChannels = async (
  { fast }: Database,
  { team, channels }: Content,
  now: Temporal.Instant,
): Promise<void> => {
  const find = createFindChannelPolicy(fast);
  for (const { id, name, kind } of channels) {
    if (kind !== 'private' || !isDepartment(name)) continue;
    const key = { teamId: team.id, channelId: id };
    if ((await find(key)) !== null) continue;
    const policy = { shows: name, storeId: null, followUps: true, setBy: 'crosswalk', at: now } as const;
    await saveChannelPolicy(fast, { ...key, ...policy });
  }
};
