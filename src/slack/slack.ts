import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebClient } from '@slack/web-api';
import { answer, answerChoice } from '#src/answer/answer.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Clock } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import type { Bot, Outside } from '#src/schedule/bot.ts';
import { createSaveChoices } from '#src/state/choices.ts';
import { createDeliveryClaims } from '#src/state/deliveries.ts';
import { lostAfterMinutes, notifyAbandoned } from './abandoned.ts';
import { createApp } from './app.ts';
import { createFindAsker } from './asker.ts';
import type { Spine } from './asking.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Command } from './command.ts';
import type { Context, Me } from './context.ts';
import type { Sample } from './counts.ts';
import { createCounts } from './counts.ts';
import { createInFlight } from './in-flight.ts';
import { createLanes } from './lanes.ts';
import type { Connection } from './line.ts';
import { createLine } from './line.ts';
import { createOutside } from './outside.ts';
import { createFindSpot } from './place.ts';
import { createOnceClient, createPost } from './post.ts';
import { createSend } from './send.ts';
import { openLine, signIn } from './sign-in.ts';
import { createStatus } from './status.ts';

export type SlackOptions = {
  readonly connection: Connection;
  readonly desk: Desk;
  readonly bot: Bot;
  readonly commands: readonly Command[];
  readonly clock: Clock;
  readonly log: Logger;
  /** The spine; tests hand in another. */
  readonly spine?: Spine;
  /** How long a stop waits for running answers. */
  readonly patienceMs?: number;
};

/** What the health page says about Slack. Null = not connected, or nothing heard yet. */
type SlackHealth = {
  readonly connectedSince: Temporal.Instant | null;
  readonly lastHeard: Temporal.Instant | null;
  readonly inFlight: number;
};

/** Slack as the rest of the program sees it. */
export type Slack = {
  /** Takes requests to /slack/events; false for all others. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** Connects. Throws AppError with the sentence to show when Slack does not accept the tokens or cannot be reached. */
  readonly start: () => Promise<void>;
  /** Takes nothing in any more, and resolves when running answers are sent or the patience is over. */
  readonly stop: () => Promise<void>;
  /** Slack as the outbox needs it; null until it is connected. */
  readonly outside: () => Outside | null;
  readonly health: () => SlackHealth;
  readonly samples: () => readonly Sample[];
};

const defaultPatienceMs = 10_000;

const path = '/slack/events';

/** Puts the app together. Nothing is asked of Slack, and nothing taken in, before `start`. */
export const createSlack = (options: SlackOptions): Slack => {
  const { connection, desk, bot, commands, clock, log, spine = { answer, answerChoice } } = options;
  const { botToken, apiUrl } = connection;
  const line = createLine(connection, { now: clock.now, log });
  const counts = createCounts();
  const inFlight = createInFlight();
  let lastHeard: Temporal.Instant | null = null;
  let outside: Outside | null = null;
  let again: NodeJS.Timeout | undefined;

  const contextFor = (me: Me, web: WebClient): Context => {
    const lookUp = { web, database: desk.database, teamId: me.teamId, now: clock.now, log };
    return {
      me,
      spine,
      bot,
      desk,
      web,
      send: createSend(createPost(web), log),
      findAsker: createFindAsker(lookUp),
      findSpot: createFindSpot(lookUp),
      claim: createDeliveryClaims(desk.database.fast),
      saveChoices: createSaveChoices(desk.database.fast),
      lanes: createLanes(),
      withStatus: createStatus(web),
      commands,
      counts,
      clock,
      log,
    };
  };

  const start = async (): Promise<void> => {
    const web = createOnceClient(botToken, apiUrl, boltLogger(log));
    const me = await signIn(web);
    const context = contextFor(me, web);
    const heard = (at: Temporal.Instant): void => {
      lastHeard = at;
    };
    const gate = { claim: context.claim, inFlight, counts, now: clock.now, heard, log };
    createApp({ receiver: line.receiver, token: botToken, apiUrl, me, gate, context, log });
    await openLine(line.open);
    outside = createOutside(context);
    const tellAbandoned = (): void => void inFlight.run(() => notifyAbandoned(context));
    tellAbandoned();
    // What a crash a moment ago left behind is old enough only by then.
    again = setTimeout(tellAbandoned, lostAfterMinutes * 60_000).unref();
    log.info({ team: me.teamId, by: connection.kind }, 'slack.connected');
  };

  return {
    handle: async (request, response) => {
      if (line.take === null || request.method !== 'POST') return false;
      if (request.url?.split('?')[0] !== path) return false;
      await line.take(request, response);
      return true;
    },
    start,
    stop: async () => {
      line.close();
      outside = null;
      clearTimeout(again);
      const done = await inFlight.idle(options.patienceMs ?? defaultPatienceMs);
      if (!done) log.warn({ left: inFlight.count() }, 'slack.stopped_early');
    },
    outside: () => outside,
    health: () => ({ connectedSince: line.connectedSince(), lastHeard, inFlight: inFlight.count() }),
    samples: counts.samples,
  };
};
