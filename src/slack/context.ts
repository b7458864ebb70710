import type { WebClient } from '@slack/web-api';
import type { Desk } from '#src/answer/scene.ts';
import type { Clock } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import type { Bot } from '#src/schedule/bot.ts';
import type { createSaveChoices } from '#src/state/choices.ts';
import type { ClaimDelivery } from '#src/state/deliveries.ts';
import type { FindAsker } from './asker.ts';
import type { Spine } from './asking.ts';
import type { Command } from './command.ts';
import type { Counts } from './counts.ts';
import type { Lanes } from './lanes.ts';
import type { FindSpot } from './place.ts';
import type { Send } from './send.ts';
import type { WithStatus } from './status.ts';

/** Who the bot is in this workspace. */
export type Me = { readonly teamId: string; readonly botUserId: string; readonly botId: string };

/** What the listeners need; put together once, when the app starts. */
export type Context = {
  readonly me: Me;
  readonly spine: Spine;
  /** What the bot does on its own, and what people set up. */
  readonly bot: Bot;
  readonly desk: Desk;
  /** Asks Slack once per call; what fails is not tried again by itself. */
  readonly web: WebClient;
  readonly send: Send;
  readonly findAsker: FindAsker;
  readonly findSpot: FindSpot;
  /** Makes something happen once, over restarts and processes. */
  readonly claim: ClaimDelivery;
  /** Keeps what the buttons of a message stand for. */
  readonly saveChoices: ReturnType<typeof createSaveChoices>;
  readonly lanes: Lanes;
  readonly withStatus: WithStatus;
  readonly commands: readonly Command[];
  readonly counts: Counts;
  readonly clock: Clock;
  readonly log: Logger;
};
