import { z } from 'zod';
import { stopwatch } from '#src/lib/clock.ts';
import { AppError } from '#src/lib/errors.ts';
import type { Batch, Outside, PullContext, Source } from '../define.ts';
import type { Http } from '../http/http.ts';
import { companyOf, companySettings, listIn } from '../tech/company.ts';
import { incidentRows } from '../tech/incident-rows.ts';

/** A page that is looked at: it must answer in time with a success and hold the text. */
type Check = { readonly url: string; readonly text: string | null };

/** What was seen of a page so far. `since` is the first failure of the row that is going on. */
const seenBefore = z.object({
  fails: z.number(),
  since: z.string().nullable(),
  words: z.string(),
  isTold: z.boolean(),
});
type Seen = z.infer<typeof seenBefore>;

/** How often a page must fail in a row before it counts: a single failure is as often the network's. */
const failuresThatCount = 2;

/** The longest a page may take, in milliseconds. */
const patienceMs = 10_000;

const fresh: Seen = { fails: 0, since: null, words: '', isTold: false };

const checkOf = (entry: string): Check => {
  const [url = '', text] = entry.split('|').map((part) => part.trim());
  if (!/^https?:\/\//.test(url))
    throw new AppError('bad_config', 'SHOP_CHECKS holds no address', {
      userMessage: `SHOP_CHECKS holds "${entry.slice(0, 80)}", which is no address of a page.`,
      hint: 'Write https://shop.example.com/checkout|Pay now (the part after | must be on the page).',
    });
  return { url, text: text || null };
};

/** Why the page is not as it should be, in plain words; null when it is. */
const look = async (http: Http, { url, text }: Check, signal: AbortSignal): Promise<string | null> => {
  const elapsed = stopwatch();
  try {
    const reply = await http.send({ url, signal, timeoutMs: patienceMs, tries: 1, maxBytes: 4_000_000 });
    const seconds = (elapsed() / 1000).toFixed(1);
    if (reply.status < 200 || reply.status >= 400)
      return `The page is unavailable: it answers with error ${reply.status}.`;
    if (elapsed() > patienceMs) return `The page is slow: it took ${seconds} seconds.`;
    if (text !== null && !reply.text.includes(text))
      return 'The page answers, but the text that must be on it is missing.';
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return 'The page is unavailable: it does not answer.';
  }
};

const nameOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
};

const after = (before: Seen, fault: string | null, now: Temporal.Instant): Seen => {
  if (fault === null) return fresh;
  const fails = before.fails + 1;
  return {
    fails,
    since: before.since ?? now.toString(),
    words: fault,
    isTold: before.isTold || fails >= failuresThatCount,
  };
};

/** The incident that a row of failures is, or the end of one; none while it does not count. */
const incidentOf = (
  url: string,
  before: Seen,
  seen: Seen,
  now: Temporal.Instant,
  outside: Outside,
): Batch['rows'] => {
  const since = seen.since ?? before.since;
  const isOver = before.isTold && seen.since === null;
  if (since === null || !(seen.isTold || isOver)) return {};
  const at = now.toString();
  const id = `shop-check:${url}:${since}`;
  const first = { id: `${id}:begin`, at: since, status: 'investigating', body: seen.words || before.words };
  const last = { id: `${id}:end`, at, status: 'resolved', body: 'The page answers as it should again.' };
  return incidentRows(
    {
      id,
      vendor: null,
      title: `Shop page ${nameOf(url)} does not work`,
      components: [nameOf(url)],
      startedAt: since,
      resolvedAt: isOver ? at : null,
      updatedAt: isOver ? at : since,
      updates: isOver ? [first, last] : [first],
    },
    outside,
  );
};

async function* lookAtPages(
  http: Http,
  checks: readonly Check[],
  context: PullContext,
  outside: Outside,
): AsyncGenerator<Batch> {
  for (const check of checks) {
    const entity = `check ${check.url}`;
    const saved = seenBefore.safeParse(context.cursorOf(entity));
    const before = saved.success ? saved.data : fresh;
    const seen = after(before, await look(http, check, context.signal), context.now);
    yield {
      rows: incidentOf(check.url, before, seen, context.now, outside),
      cursor: { entity, value: seen },
    };
  }
  yield watchedBatch(context);
}

const watched = z.object({ since: z.string(), last: z.string() });

/** After so many minutes without a look nobody knows what was in between. */
const longestGapMinutes = 15;

/** Says since when the pages have been looked at without a gap. */
const watchedBatch = (context: PullContext): Batch => {
  const saved = watched.safeParse(context.cursorOf('watched'));
  const isGap =
    !saved.success ||
    context.now.since(Temporal.Instant.from(saved.data.last)).total('minutes') > longestGapMinutes;
  const since = isGap ? context.now : Temporal.Instant.from(saved.data.since);
  return {
    rows: {},
    cursor: { entity: 'watched', value: { since: since.toString(), last: context.now.toString() } },
    complete: [{ family: 'incidents', from: since, to: context.now, dimensions: [] }],
  };
};

/** Our own eyes: pages of the shop looked at every minute, so that "is the shop up" has an answer without any vendor. */
export const source: Source = {
  id: 'shop-check',
  label: 'Own look at the shop',
  families: ['incidents'],
  dimensions: [],
  settings: [
    {
      name: 'SHOP_CHECKS',
      what: 'Pages to look at, with commas: https://shop.example.com/checkout|Pay now (the part after | must be on the page).',
      required: true,
      secret: false,
    },
    ...companySettings,
  ],
  everyMinutes: 1,
  connect: (settings, outside) => {
    const entries = listIn(settings['SHOP_CHECKS']);
    if (entries.length === 0) return [];
    const http = outside.http({ concurrent: 4 });
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => lookAtPages(http, entries.map(checkOf), context, outside),
      },
    ];
  },
};
