import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Desk } from '#src/answer/scene.ts';
import type { Logger } from '#src/lib/log.ts';
import type { ChannelPolicy } from '#src/state/channels.ts';
import { createFindChannelPolicy } from '#src/state/channels.ts';
import type { Place } from './asking.ts';
import { cached } from './cached.ts';

/** Where a question was asked: what may be shown there, which stores are meant, whether the bot joins in unasked. */
export type Spot = {
  readonly place: Place;
  readonly stores: readonly string[];
  readonly followUps: boolean;
};

/** `isShared`: the event itself says that another company is in the channel. */
export type FindSpot = (channel: string, isShared?: boolean) => Promise<Spot>;

type Kind = Place['kind'];

/** A channel that becomes shared or private is known to be so after this at the latest. */
const keepMs = 2 * 60_000;
const mostChannels = 5_000;

/** Ids of direct messages begin with D (Slack's object types). */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

const kindOf =
  (web: WebClient) =>
  async (channel: string): Promise<Kind> => {
    try {
      const { channel: info } = await web.conversations.info({ channel });
      if (!info || info.is_ext_shared || info.is_pending_ext_shared) return 'external';
      if (info.is_im) return 'direct';
      return info.is_private || info.is_mpim || info.is_group ? 'private' : 'public';
    } catch (error) {
      // The bot is not in it, or may not see it: nothing is known about who reads there.
      if (error instanceof WebAPIPlatformError) return 'external';
      throw error;
    }
  };

/** What may be shown: an admin's policy decides, else the kind of channel; never its name or its members'. */
const placeOf = (channel: string, kind: Kind, shows: ChannelPolicy['shows']): Place => {
  if (kind === 'direct') return { kind };
  if (shows === 'none') return { kind: 'external', channel };
  if (shows === 'open') return { kind: 'public', channel };
  if (shows !== null) return { kind: 'private', channel, department: shows };
  return kind === 'private' ? { kind, channel, department: null } : { kind, channel };
};

/** Finds out where a question was asked. What cannot be found out counts as shared with strangers. */
export const createFindSpot = (options: {
  readonly web: WebClient;
  readonly database: Desk['database'];
  readonly teamId: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}): FindSpot => {
  const { web, database, teamId, now, log } = options;
  const known = cached(kindOf(web), { keepMs, most: mostChannels, now });
  const kindNow = async (channel: string, isShared: boolean): Promise<Kind> => {
    if (isShared) return 'external';
    if (isDirect(channel)) return 'direct';
    try {
      return await known(channel);
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'slack.place_unknown');
      return 'external';
    }
  };
  const findPolicy = createFindChannelPolicy(database.fast);
  return async (channel, isShared = false) => {
    const [kind, policy] = await Promise.all([
      kindNow(channel, isShared),
      findPolicy({ teamId, channelId: channel }),
    ]);
    return {
      place: placeOf(channel, kind, policy?.shows ?? null),
      stores: policy?.storeId ? [policy.storeId] : [],
      followUps: policy?.followUps ?? true,
    };
  };
};
