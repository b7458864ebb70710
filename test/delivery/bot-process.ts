import { connectDatabase } from '#src/database/connect.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Poster } from '#src/outbox/poster.ts';
import { markOf } from '#src/outbox/poster.ts';
import { createOnGivenUp } from '#src/schedule/notices.ts';
import { tick } from '#src/schedule/tick.ts';
import { createOnceClient } from '#src/slack/post.ts';
import { createPoster } from '#src/slack/poster.ts';

/** What the parent tells a bot process: where things are and how it is to fail. */
export type Orders = {
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly token: string;
  /** Shares of posts before and after which the process dies. */
  readonly dieBefore: number;
  readonly dieAfter: number;
  /** Whether Slack is told the id by which it could know a repeated message. */
  readonly sendsClientId: boolean;
};

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const silent = {
  ...createLogger('silent'),
  getLevel: () => 'error',
  setLevel: () => undefined,
  setName: () => undefined,
};

/** The client without `client_msg_id`: Slack is not known to look at it. */
const withoutClientId = (web: ReturnType<typeof createOnceClient>): void => {
  const post = web.chat.postMessage.bind(web.chat);
  web.chat.postMessage = ((args: object) =>
    post({ ...args, client_msg_id: undefined } as unknown as Parameters<typeof post>[0])) as typeof post;
};

const mortal = (poster: Poster): Poster => ({
  ...poster,
  post: async (message) => {
    if (Math.random() < orders.dieBefore) process.kill(process.pid, 'SIGKILL');
    const outcome = await poster.post(message);
    if (Math.random() < orders.dieAfter) process.kill(process.pid, 'SIGKILL');
    return outcome;
  },
});

const database = await connectDatabase({ url: orders.databaseUrl });
const web = createOnceClient(
  orders.token,
  orders.apiUrl,
  silent as unknown as Parameters<typeof createOnceClient>[2],
);
if (!orders.sendsClientId) withoutClientId(web);
const clock = createClock();
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

for (;;) {
  await tick({
    db: database.fast,
    clock,
    poster: mortal(createPoster(web)),
    log: createLogger('silent'),
    workers: 4,
    sleep,
    chores: [],
    onGivenUp: createOnGivenUp(clock.now),
    writer: async ({ id, origin, slot }) => ({
      kind: 'written',
      content: { origin, slot },
      payload: { text: `Digest of ${slot} · ${markOf(id)}`, blocks: [] },
    }),
  });
  await sleep(500);
}
