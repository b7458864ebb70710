import type { Person } from './types.ts';

export const slackbotId = 'USLACKBOT';

/** Slack's own voice: it tells people when a command failed. */
export const slackbot = (teamId: string): Person => ({
  id: slackbotId,
  name: 'slackbot',
  realName: 'Slackbot',
  title: '',
  email: '',
  department: null,
  kind: 'bot',
  admin: false,
  deactivated: false,
  teamId,
  zone: 'UTC',
  locale: 'en-US',
});
