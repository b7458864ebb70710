/** Why something could not be posted, and what its owner can do about it. */
export type Reason = { readonly what: string; readonly hint: string };

const resume = 'then resume it with /digest';

/** By Slack's word for it, or ours. `{channel}` stands for the channel's name. */
const reasons: Readonly<Record<string, Reason>> = {
  not_in_channel: {
    what: 'I am no longer in {channel}',
    hint: `Invite me there with /invite, ${resume}.`,
  },
  channel_not_found: {
    what: '{channel} does not exist any more, or I may not see it',
    hint: `Invite me there with /invite, ${resume}; or set it up for another channel.`,
  },
  is_archived: { what: '{channel} was archived', hint: 'Set it up for another channel with /digest.' },
  shared_channel: {
    what: '{channel} is now shared with people outside the company',
    hint: `An admin can decide what may be shown there; ${resume}.`,
  },
  owner_lost_rights: {
    what: 'whoever set it up may no longer see its figures',
    hint: 'Somebody who may see them can resume it with /digest and owns it from then on.',
  },
  owner_left: {
    what: 'whoever set it up has left',
    hint: 'Somebody else can resume it with /digest and owns it from then on.',
  },
  no_such_digest: { what: 'that digest does not exist any more', hint: 'Choose another one with /digest.' },
  restricted_action: {
    what: 'an admin of the workspace does not let me post in {channel}',
    hint: `Ask a workspace admin to allow it, ${resume}.`,
  },
  invalid_auth: {
    what: 'Slack does not accept my token any more',
    hint: 'An admin has to install me again; then resume it with /digest.',
  },
  late: {
    what: 'I was not running at that time and noticed too late',
    hint: '"Send now" in /digest posts it.',
  },
  expired: {
    what: 'Slack did not take it for two hours',
    hint: '"Send now" in /digest posts it.',
  },
  not_written: {
    what: 'its figures could not be read',
    hint: 'The log of the bot says more; "Send now" in /digest tries again.',
  },
  by_person: { what: 'somebody paused it', hint: 'Resume it with /digest.' },
};

const sameAs: Readonly<Record<string, string>> = {
  account_inactive: 'invalid_auth',
  not_authed: 'invalid_auth',
  token_revoked: 'invalid_auth',
  token_expired: 'invalid_auth',
  missing_scope: 'invalid_auth',
  restricted_action_read_only_channel: 'restricted_action',
  channel_is_archived: 'is_archived',
  user_not_found: 'channel_not_found',
};

/** What an error means for people. An unknown one is named as Slack calls it. */
export const reasonFor = (error: string, channel: string): Reason => {
  const { what, hint } = reasons[sameAs[error] ?? error] ?? {
    what: `Slack refused it (${error})`,
    hint: `Check with an admin of the workspace, ${resume}.`,
  };
  return { what: what.replace('{channel}', channel), hint };
};
