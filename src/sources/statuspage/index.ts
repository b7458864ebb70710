import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { Batch, ConnectedSource, Outside, PullContext, Source, Unreadable } from '../define.ts';
import { notesEntity } from '../define.ts';
import type { Http } from '../http/http.ts';
import { shaped } from '../shop/reading.ts';
import { companyOf, companySettings, listIn } from '../tech/company.ts';
import { readPushed } from '../tech/pushed.ts';
import type { Delivery } from '../verify.ts';
import type { StatusPage } from './pages.ts';
import { pageOf, presetNames } from './pages.ts';
import { readIncidents, readWebhook } from './read.ts';

const list = z.object({
  page: z.object({ id: z.string(), name: z.string().nullish() }),
  incidents: z.array(z.unknown()).optional(),
  scheduled_maintenances: z.array(z.unknown()).optional(),
});

/** What a page said last, so that one that says the same again costs nothing. */
type PageCursor = { readonly etag: string | null };

const etagOf = (cursor: unknown): string | null => {
  const etag: unknown = Reflect.get(Object(cursor), 'etag');
  return typeof etag === 'string' ? etag : null;
};

const entityOf = (url: string, path: string): string => `page ${URL.parse(url)?.host ?? url} ${path}`;

/** The lists of a page. `incidents.json` holds the 50 newest. */
const paths = ['incidents', 'scheduled-maintenances'] as const;

const mostListed = 50;

const readList = async (
  http: Http,
  { url, vendor }: StatusPage,
  path: (typeof paths)[number],
  context: PullContext,
  outside: Outside,
): Promise<(Batch & { readonly oldest: string | null }) | null> => {
  const entity = entityOf(url, path);
  const etag = etagOf(context.cursorOf(entity));
  const reply = await http.ask({
    url: `${url}/api/v2/${path}.json`,
    headers: { accept: 'application/json', ...(etag !== null && { 'if-none-match': etag }) },
    signal: context.signal,
  });
  if (reply.status === 304) return null;
  if (reply.status === 404 && path !== 'incidents') return null;
  if (reply.status !== 200) throw notAPage(vendor, url, reply.status);
  const found = shaped(list, reply.json);
  const items = found.incidents ?? found.scheduled_maintenances ?? [];
  const { rows, unreadable, oldest } = readIncidents(items, found.page.id, vendor, outside);
  const value: PageCursor = { etag: reply.headers.get('etag') };
  return { rows, unreadable, cursor: { entity, value }, oldest: items.length >= mostListed ? oldest : null };
};

const notAPage = (vendor: string, url: string, status: number): AppError =>
  new AppError('bad_reply', `${vendor}: status page answers ${status}`, {
    userMessage: `The status page of ${vendor} (${url}) cannot be read: it answers ${status}.`,
  });

/** How far back a page is taken to be complete that lists everything it ever had. */
const wholeHistoryDays = 365;

/**
 * Reads every page; one that fails is named in the notes and holds back what is said to be complete, the others go
 * on. Throws when no page could be read.
 */
async function* pullPages(
  http: Http,
  pages: readonly StatusPage[],
  context: PullContext,
  outside: Outside,
): AsyncGenerator<Batch> {
  const failures: AppError[] = [];
  let from = context.now.subtract({ hours: 24 * wholeHistoryDays });
  for (const page of pages) {
    try {
      for (const path of paths) {
        const batch = await readList(http, page, path, context, outside);
        if (!batch) continue;
        const { oldest, ...rest } = batch;
        if (oldest !== null && oldest > from.toString()) from = Temporal.Instant.from(oldest);
        yield rest;
      }
    } catch (error) {
      failures.push(failureOf(error, page));
    }
  }
  const [first] = failures;
  if (first && failures.length === pages.length) throw first;
  yield {
    rows: {},
    cursor: { entity: notesEntity, value: failures.map(({ userMessage }) => userMessage) },
    complete:
      failures.length > 0
        ? []
        : (['incidents', 'calendar'] as const).map((family) => ({
            family,
            from,
            to: context.now,
            dimensions: [],
          })),
  };
}

const failureOf = (error: unknown, { vendor, url }: StatusPage): AppError => {
  if (error instanceof AppError) return error;
  if (!(error instanceof RangeError)) throw error;
  return new AppError('bad_reply', `${vendor}: ${error.message}`, {
    userMessage: `The status page of ${vendor} (${url}) does not speak the language I read (API v2).`,
  });
};

const families = ['incidents', 'calendar'] as const;

const receive = (
  delivery: Delivery,
  context: PullContext,
  vendorOf: (page: string) => string,
  outside: Outside,
): Batch => {
  const unreadable: Unreadable[] = [];
  const batch = readPushed(delivery, context, families, (json) => {
    const told = readWebhook(json);
    if (!told) return {};
    const read = readIncidents([told.incident], told.page, vendorOf(told.page), outside);
    unreadable.push(...read.unreadable);
    return read.rows;
  });
  // What is complete is for the polling to say: webhooks get lost.
  const { complete: _, cursor: __, ...rest } = batch;
  return { ...rest, unreadable: [...(batch.unreadable ?? []), ...unreadable] };
};

/** `kctbh9vrtdwd=GitHub`: whose page a webhook with that page id is of. */
const namedPages = (text: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    listIn(text).flatMap((one) => {
      const [id, vendor] = one.split('=');
      return id && vendor ? [[id, vendor] as const] : [];
    }),
  );

const connect = (
  settings: Readonly<Record<string, string>>,
  outside: Outside,
): readonly ConnectedSource[] => {
  const entries = listIn(settings['STATUSPAGE_PAGES']);
  const token = settings['STATUSPAGE_HOOK_TOKEN'];
  if (entries.length === 0 && !token) return [];
  // Public pages: be polite.
  const http = outside.http({ concurrent: 2, perSecond: 2 });
  const known = namedPages(settings['STATUSPAGE_HOOK_PAGES']);
  return [
    {
      key: 'company',
      stores: async () => [companyOf(settings)],
      pull: (context) => pullPages(http, entries.map(pageOf), context, outside),
      ...(token && {
        receive: async (delivery: Delivery, context: PullContext) =>
          receive(delivery, context, (page) => known.get(page) ?? 'A supplier', outside),
        hooks: { scheme: 'token', secrets: [token] },
      }),
    },
  ];
};

/** Public status pages (Atlassian Statuspage, incident.io): polled, and faster still by webhook. */
export const source: Source = {
  id: 'statuspage',
  label: 'Status pages',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'STATUSPAGE_PAGES',
      what: `Status pages to watch, with commas: ${presetNames.join(', ')}, or Name=https://status.example.com.`,
      required: true,
      secret: false,
    },
    {
      name: 'STATUSPAGE_HOOK_TOKEN',
      what: 'Secret part of the address /hooks/statuspage/company/<token> that a page sends its news to.',
      required: false,
      secret: true,
    },
    {
      name: 'STATUSPAGE_HOOK_PAGES',
      what: 'Whose page a webhook is of, by the id it carries: kctbh9vrtdwd=GitHub.',
      required: false,
      secret: false,
    },
    ...companySettings,
  ],
  everyMinutes: 5,
  connect,
};
