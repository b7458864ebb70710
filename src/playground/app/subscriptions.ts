import type { AppSettings } from '../manifest.ts';
import type { ChannelKind } from '../team/types.ts';

/**
 * The scope without which Slack does not send an event although it is subscribed.
 * Source: the event reference pages of docs.slack.dev.
 */
const eventScopes: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_context_changed: null,
  app_uninstalled: null,
  tokens_revoked: null,
  agent_session_stopped: null,
  agent_session_title_changed: null,
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  file_shared: 'files:read',
  channel_created: 'channels:read',
  channel_rename: 'channels:read',
  channel_archive: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_left: 'channels:read',
  group_left: 'groups:read',
  group_rename: 'groups:read',
  group_archive: 'groups:read',
  group_unarchive: 'groups:read',
  im_created: 'im:read',
};

const membershipScope: Readonly<Record<ChannelKind, string>> = {
  public: 'channels:read',
  private: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

/** Whether the app is told of an event: subscribed in the manifest, and granted the scope it needs. */
export const isSubscribed = (
  settings: AppSettings,
  event: string,
  channelKind: ChannelKind | null,
): boolean => {
  if (!settings.events.has(event)) return false;
  const scope =
    event === 'member_joined_channel' || event === 'member_left_channel'
      ? membershipScope[channelKind ?? 'public']
      : (eventScopes[event] ?? null);
  return scope === null || settings.scopes.has(scope);
};
