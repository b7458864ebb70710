import { z } from 'zod';

/** A click on one of our buttons, as far as the bot cares. */
export type Clicked = {
  readonly user: string;
  readonly userTeam: string | null;
  readonly channel: string;
  /** The message that was clicked in, and the thread it stands in. */
  readonly ts: string;
  readonly threadTs: string | null;
  readonly isEphemeral: boolean;
  readonly actionId: string;
  readonly value: string;
  readonly triggerId: string;
  readonly responseUrl: string | null;
};

/** A button carries its value, a menu the one of the entry that was chosen. */
const chosen = z.object({
  action_id: z.string(),
  value: z.string().max(2000).optional(),
  selected_option: z.object({ value: z.string().max(150) }).optional(),
});

const payload = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  container: z.object({
    message_ts: z.string(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z.tuple([chosen], z.unknown()),
});

/** Reads a `block_actions` payload; null when it does not come from a message of ours. */
export const readClicked = (body: unknown): Clicked | null => {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const { user, channel, container, message, trigger_id, response_url, actions } = read.data;
  return {
    user: user.id,
    userTeam: user.team_id ?? null,
    channel: channel.id,
    ts: container.message_ts,
    threadTs: container.thread_ts ?? message?.thread_ts ?? null,
    isEphemeral: container.is_ephemeral ?? false,
    actionId: actions[0].action_id,
    value: actions[0].value ?? actions[0].selected_option?.value ?? '',
    triggerId: trigger_id,
    responseUrl: response_url ?? null,
  };
};
