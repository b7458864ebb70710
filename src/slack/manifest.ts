import type { Command } from './command.ts';

/** Bot scopes, each with what needs it. */
const scopes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'questions in channels',
  'assistant:write': 'the agent view and its status',
  'channels:history': 'follow-ups in threads without a mention',
  'channels:read': 'whether a channel is public, private or shared',
  'chat:write': 'answers',
  commands: 'slash commands',
  'files:write': 'answers as files',
  'groups:history': 'follow-ups in threads of private channels',
  'groups:read': 'whether a private channel is shared',
  'im:history': 'direct messages',
  'im:write': 'private notes',
  'mpim:read': 'group conversations',
  'usergroups:read': 'departments from user groups',
  'users:read': 'guests, bots and languages',
};

/** Events the bot listens to, or will be told of when it is removed. */
const events = [
  'agent_session_stopped',
  'app_context_changed',
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
];

/** Slack shows at most four, above an empty conversation. */
const prompts = [
  { title: 'Sales yesterday', message: 'net sales yesterday' },
  { title: 'Running low', message: 'which products are low on stock' },
  { title: 'Open orders', message: 'how many orders are not shipped yet' },
  { title: 'Cloud cost', message: 'cloud cost this month by service' },
];

const description = 'Ask about sales, stock, shipping, returns and costs in your own words.';

/** The app as Slack is told of it, made from the commands there are. Limits: @slack/web-api, request/manifest. */
export const manifestOf = (commands: readonly Command[]) => ({
  display_information: {
    name: 'Crosswalk',
    description,
    background_color: '#1f3a5f',
  },
  features: {
    agent_view: {
      agent_description: `${description} Every figure comes with its definition, period and source.`,
      suggested_prompts: prompts,
    },
    app_home: {
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    },
    bot_user: { display_name: 'Crosswalk', always_online: true },
    slash_commands: commands.map(({ id, description: what, usageHint }) => ({
      command: `/${id}`,
      description: what,
      usage_hint: usageHint,
      should_escape: false,
    })),
  },
  oauth_config: { scopes: { bot: Object.keys(scopes) } },
  settings: {
    event_subscriptions: { bot_events: events },
    interactivity: { is_enabled: true },
    org_deploy_enabled: false,
    socket_mode_enabled: true,
    token_rotation_enabled: false,
  },
});
