import type { Reply } from '#src/answer/reply.ts';
import type { Desk, Propose } from '#src/answer/scene.ts';
import type { Digest, DigestSources } from '#src/digests/define.ts';
import type { Clock } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import { logFailure } from '#src/lib/log.ts';
import { drain } from '#src/outbox/drain.ts';
import type { Poster } from '#src/outbox/poster.ts';
import type { Confirmed } from './confirm.ts';
import { confirmWish } from './confirm.ts';
import { correctChore } from './correct.ts';
import { firstRun } from './first-run.ts';
import type { Managed } from './manage.ts';
import { manage } from './manage.ts';
import type { Message, RenderMessage } from './message.ts';
import { createOnGivenUp } from './notices.ts';
import type { Asker, Places } from './places.ts';
import { changeTask, findPosted } from './posted.ts';
import { previewWish } from './preview.ts';
import { proposeAnnouncement } from './propose-announcement.ts';
import { proposeSchedule } from './propose-schedule.ts';
import { proposeWatch } from './propose-watch.ts';
import { quietenWatch } from './quieten.ts';
import { rememberPosted } from './remember-posted.ts';
import { remindChore } from './remind.ts';
import type { Ticker } from './tick.ts';
import { tick } from './tick.ts';
import { watchChore } from './watch-chore.ts';
import { whyPosted } from './why.ts';
import { readWish } from './wish.ts';
import { note } from './write-notice.ts';
import { createWriter } from './writer.ts';

/** Slack, as far as what the bot does on its own needs it. */
export type Outside = {
  readonly teamId: string;
  readonly poster: Poster;
  readonly places: Places;
  readonly render: RenderMessage;
};

/** What the bot does without being asked, and what people set up for it to do. */
export type Bot = {
  readonly propose: Propose;
  /** Carries out what a person confirmed; `wish` is what a proposal kept. */
  readonly confirm: (wish: unknown, asker: Asker) => Promise<Confirmed>;
  /** What a proposed digest would say now, as whoever asks may see it there. */
  readonly preview: (wish: unknown, asker: Asker) => Promise<Message>;
  /** What a delivery says, for the buttons below it. */
  readonly posted: (deliveryId: string) => Promise<Message | null>;
  readonly why: (deliveryId: string) => ReturnType<typeof whyPosted>;
  /** Somebody takes a task of a digest, or has done it. */
  readonly task: (wanted: Parameters<typeof changeTask>[0]) => Promise<Reply>;
  /** Has a watch say nothing for a day, or ends it. */
  readonly quieten: (watch: string, change: 'snooze' | 'end', userId: string) => Promise<Reply>;
  /** Shows or changes what is set up in a channel. */
  readonly manage: (managed: Managed) => Promise<Reply>;
  /** To be called once a minute. Plans and posts what is due; never throws. */
  readonly tick: () => Promise<void>;
  /** Posts what waits, without waiting for the next minute. */
  readonly post: () => Promise<void>;
};

/** What the bot is put together from. */
export type BotParts = {
  readonly desk: Desk;
  readonly digests: readonly Digest[];
  readonly sources: DigestSources;
  /** Whether departments' channels get their digests without being asked: in the local workspace they do. */
  readonly ownDigests?: boolean;
  /** Null until Slack is connected: nothing is posted before. */
  readonly outside: () => Outside | null;
  /** Where channels are looked up while Slack is not connected (the command line). */
  readonly places: Places;
  readonly clock: Clock;
  /** The database's time, and waiting; handed in for tests. */
  readonly readTime?: Ticker['readTime'];
  readonly sleep?: Ticker['sleep'];
  readonly log: Logger;
};

/** How many deliveries are posted side by side: Slack takes one a second per channel, and many channels wait at eight. */
const workers = 4;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What is posted at once is taken up within this; the rest waits for the next minute. */
const atOnceSeconds = 10;

/** Puts together what the bot does on its own. */
export const createBot = (parts: BotParts): Bot => {
  const { desk, digests, sources, clock, log } = parts;
  const db = desk.database.fast;
  const places = (): Places => parts.outside()?.places ?? parts.places;
  const carrierOn = (outside: Outside) => ({
    db,
    poster: outside.poster,
    now: clock.now,
    onGivenUp: createOnGivenUp(clock.now),
    onSent: rememberPosted(db, clock.now),
    writer: createWriter({ desk, digests, sources, now: clock.now, ...outside }),
    workers,
    sleep: parts.sleep ?? pause,
    log,
  });
  const whenConnected = async (name: string, work: (outside: Outside) => Promise<void>): Promise<void> => {
    const outside = parts.outside();
    if (!outside) return;
    try {
      await work(outside);
    } catch (error) {
      logFailure(log, `bot.${name}_failed`, error);
    }
  };
  const deps = () => ({ db, desk, places: places(), digests, now: clock.now });
  return {
    propose: async (asked, question, scene) => {
      switch (asked.kind) {
        case 'schedule':
          return proposeSchedule(asked, question, scene, { places: places(), digests });
        case 'watch':
          return proposeWatch(asked, question, scene, places());
        case 'announce':
          return proposeAnnouncement(asked, question, places());
        default:
          return asked satisfies never;
      }
    },
    confirm: async (stored, asker) => {
      const wish = readWish(stored);
      return wish
        ? confirmWish(wish, asker, deps())
        : { done: false, reply: note('That button is too old for me to know. Please ask again.', []) };
    },
    preview: async (stored, asker) => previewWish(readWish(stored), asker, { ...deps(), sources }),
    posted: (id) => findPosted(db, id),
    why: (id) => whyPosted(id, deps()),
    task: async (wanted) => {
      const outside = parts.outside();
      return outside
        ? changeTask(wanted, { db, render: outside.render, now: clock.now() })
        : note('I am not connected to Slack.', []);
    },
    quieten: (watch, change, userId) => {
      log.info({ watch, change, by: userId }, 'watch.quietened');
      return quietenWatch(watch, change, { db, now: clock.now() });
    },
    manage: (managed) => manage(managed, { db, digests, now: clock.now() }),
    tick: () =>
      whenConnected('tick', (outside) =>
        tick({
          ...carrierOn(outside),
          clock,
          chores: [
            {
              name: 'first_run',
              run: firstRun({ ...outside, desk, digests: parts.ownDigests ? digests : [] }),
            },
            { name: 'reminders', run: remindChore(db) },
            { name: 'corrections', run: correctChore(desk.database) },
            { name: 'watches', run: watchChore({ database: desk.database, log }) },
          ],
          ...(parts.readTime && { readTime: parts.readTime }),
        }),
      ),
    post: () =>
      whenConnected('post', (outside) =>
        drain(carrierOn(outside), clock.now().add({ seconds: atOnceSeconds })),
      ),
  };
};
