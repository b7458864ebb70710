import { once } from 'node:events';
import { answer, answerChoice } from './answer/answer.ts';
import type { Reply } from './answer/reply.ts';
import { plainReply } from './answer/reply.ts';
import type { Database } from './database/connect.ts';
import type { Clock } from './lib/clock.ts';
import { AppError } from './lib/errors.ts';
import type { Logger } from './lib/log.ts';
import { logFailure } from './lib/log.ts';
import type { Demo, DemoReport } from './sources/demo/load-demo.ts';
import { createDemo } from './sources/demo/load-demo.ts';

type Spine = { readonly answer: typeof answer; readonly answerChoice: typeof answerChoice };

/** The demo shop beside a running bot. */
export type DemoShop = {
  readonly demo: Demo;
  /** The spine; while the first demo shop is being made it waits instead of answering from half of it. */
  readonly spine: Spine;
  /** Makes the demo shop or brings it up to date. Never throws. */
  readonly begin: () => Promise<void>;
  readonly stop: () => void;
};

const stillBeingMade = 'The demo shop is still being made. Please ask again in a moment.';

/** How long a question waits for the first demo shop before it is told to come again; Slack shows that it is being worked on. */
const patienceMs = 90_000;

const notYetReply = (): Reply =>
  plainReply(
    'no_data',
    { kind: 'unknown', sentence: stillBeingMade, unknownWords: [], nearest: [] },
    stillBeingMade,
  );

/** Sees to it that a database without any store gets the demo shop, where it is `wanted`: no source is set up. `say` writes a line for the owner, `watch` over the last one. */
export const openDemoShop = async (options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly watch: ((text: string) => void) | null;
  readonly wanted: boolean;
}): Promise<DemoShop> => {
  const { database, clock, log, say, watch, wanted } = options;
  const ending = new AbortController();
  const stores = await database.client`select 1 from stores limit 1`;
  let isFirst = wanted && stores.length === 0;
  const made = Promise.withResolvers<void>();
  /** Waits for the first demo shop; false when it takes too long. */
  const isThere = async (): Promise<boolean> => {
    if (!isFirst) return true;
    const late = AbortSignal.any([AbortSignal.timeout(patienceMs), ending.signal]);
    await Promise.race([made.promise, once(late, 'abort')]);
    return !isFirst;
  };
  const demo = createDemo({
    database,
    log,
    signal: ending.signal,
    onProgress: (done) => {
      if (isFirst) watch?.(`\rMaking the demo shop: ${Math.round(done * 100)} % of its history. `);
    },
  });
  const sayFailure = (error: unknown): void => {
    if (ending.signal.aborted) return;
    logFailure(log, 'demo.failed', error);
    say(error instanceof AppError ? error.userMessage : 'The demo shop could not be made.');
  };
  return {
    demo,
    spine: {
      answer: async (...given) => ((await isThere()) ? answer(...given) : notYetReply()),
      answerChoice: async (...given) => ((await isThere()) ? answerChoice(...given) : notYetReply()),
    },
    begin: async () => {
      if (!wanted) return;
      if (isFirst) say('There is no data yet: making the demo shop, which takes about a minute.');
      try {
        const report = await demo.begin(clock.now());
        if (isFirst) watch?.('\n');
        if (report?.kind === 'made') say(sayMade(report));
      } catch (error) {
        sayFailure(error);
      }
      isFirst = false;
      made.resolve();
    },
    stop: () => ending.abort(),
  };
};

const sayMade = ({ rows, seconds }: DemoReport): string =>
  `The demo shop is open: ${rows.toLocaleString('en-GB')} rows in ${seconds.toFixed(1)} s.`;
