/** Slack's own time limits and counts; a test hands in shorter times. Sources: docs.slack.dev, and what was measured on Bolt 5.1. */
export type Rules = {
  /** Milliseconds an app has to acknowledge an event, a command or a click. */
  readonly ackMs: number;
  /** How long after a missed acknowledgement an event is sent again, in milliseconds; commands and clicks never are. */
  readonly retryAfterMs: readonly number[];
  /** Milliseconds a trigger id can open a view. */
  readonly triggerMs: number;
  readonly responseUrlMs: number;
  readonly responseUrlUses: number;
  /** Milliseconds without an append after which a streaming message can no longer be appended to. */
  readonly streamIdleMs: number;
  /** Milliseconds after which a status line goes away by itself. */
  readonly statusMs: number;
  readonly socketsPerApp: number;
  readonly socketTicketMs: number;
  readonly socketPingMs: number;
  /** Views that can lie on top of each other. */
  readonly viewStack: number;
  readonly viewBytes: number;
  readonly scheduleDays: number;
  /** How often scheduled messages are looked for, in milliseconds. */
  readonly scheduleTickMs: number;
  readonly scheduledPerFiveMinutes: number;
  readonly fileBytes: number;
  /** Messages kept per conversation; older ones are forgotten, as in a workspace on a free plan. */
  readonly messagesPerChannel: number;
  readonly whispersPerPerson: number;
};

export const slackRules: Rules = {
  ackMs: 3000,
  retryAfterMs: [0, 60_000, 300_000],
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  streamIdleMs: 5 * 60_000,
  statusMs: 2 * 60_000,
  socketsPerApp: 10,
  socketTicketMs: 30_000,
  socketPingMs: 10_000,
  viewStack: 3,
  viewBytes: 250_000,
  scheduleDays: 120,
  scheduleTickMs: 1000,
  scheduledPerFiveMinutes: 30,
  fileBytes: 20 * 1024 * 1024,
  messagesPerChannel: 10_000,
  whispersPerPerson: 200,
};
