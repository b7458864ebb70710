import { WebAPIPlatformError } from '@slack/web-api';
import type { Outside } from '#src/schedule/bot.ts';
import { renderPosted } from './blocks/posted.ts';
import type { Context } from './context.ts';
import { createPoster } from './poster.ts';

type Places = Outside['places'];
type Standing = Awaited<ReturnType<Places['standing']>>;

/** Ids of people begin with U or W (Slack's object types): what goes to them goes to their direct message. */
const isPerson = (id: string): boolean => /^[UW]/.test(id);

/** Channels of a page, and pages at most: a bot is in a few hundred. */
const pageSize = 200;
const mostPages = 20;

const whyClosed = (channel: {
  readonly is_archived?: boolean;
  readonly is_im?: boolean;
  readonly is_member?: boolean;
}): string | null => {
  if (channel.is_archived) return 'is_archived';
  return !channel.is_im && channel.is_member === false ? 'not_in_channel' : null;
};

const channelStanding = async (
  channelId: string,
  { web, findSpot }: Pick<Context, 'web' | 'findSpot'>,
): Promise<Standing> => {
  const { channel } = await web.conversations.info({ channel: channelId });
  const name = channel?.is_im ? 'your direct messages' : `#${channel?.name ?? channelId}`;
  const error = channel ? whyClosed(channel) : 'channel_not_found';
  if (error !== null) return { kind: 'closed', error, name };
  const isShared = channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true;
  const { place, stores } = await findSpot(channelId, isShared);
  return { kind: 'open', place, name, stores };
};

/** Where a channel stands now, asked anew: what was learnt when the last digest went there may no longer hold. */
const standingOf =
  ({ web, findSpot }: Context): Places['standing'] =>
  async (_teamId, channelId): Promise<Standing> => {
    if (isPerson(channelId))
      return { kind: 'open', place: { kind: 'direct' }, name: 'your direct messages', stores: [] };
    try {
      return await channelStanding(channelId, { web, findSpot });
    } catch (error) {
      if (error instanceof WebAPIPlatformError)
        return { kind: 'closed', error: error.data.error, name: 'that channel' };
      throw error;
    }
  };

/** A private channel is nobody's business who is not in it. */
const mayKnow = async (
  { web }: Context,
  channel: { readonly id?: string; readonly is_private?: boolean },
  userId: string,
): Promise<boolean> => {
  if (!channel.is_private || !channel.id) return channel.id !== undefined;
  const { members = [] } = await web.conversations.members({ channel: channel.id, limit: 1000 });
  return members.includes(userId);
};

/** One page of the channels the bot is in: it can post to no other. */
const pageOfChannels = async ({ web }: Context, cursor: string) => {
  const { channels = [], response_metadata } = await web.users.conversations({
    types: 'public_channel,private_channel',
    exclude_archived: true,
    limit: pageSize,
    ...(cursor === '' ? {} : { cursor }),
  });
  return { channels, next: response_metadata?.next_cursor ?? '' };
};

const channelsOf = async (context: Context) => {
  const all: Awaited<ReturnType<typeof pageOfChannels>>['channels'] = [];
  let cursor = '';
  for (let read = 0; read < mostPages; read++) {
    const { channels, next } = await pageOfChannels(context, cursor);
    all.push(...channels);
    if (next === '') break;
    cursor = next;
  }
  return all;
};

const channelNamed =
  (context: Context): Places['channelNamed'] =>
  async (_teamId, name, userId) => {
    const found = (await channelsOf(context)).find((channel) => channel.name === name);
    return found && (await mayKnow(context, found, userId)) ? (found.id ?? null) : null;
  };

/** Slack as the outbox and those who write its messages need it. */
export const createOutside = (context: Context): Outside => ({
  teamId: context.me.teamId,
  poster: createPoster(context.web),
  places: {
    channels: async () =>
      (await channelsOf(context)).flatMap(({ id, name }) => (id && name ? [{ id, name }] : [])),
    standing: standingOf(context),
    channelNamed: channelNamed(context),
    person: async (teamId, userId) => {
      const found = await context.findAsker(userId, teamId);
      return found.kind === 'colleague' ? found.asker : null;
    },
  },
  render: renderPosted,
});
