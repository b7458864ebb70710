import type { HttpHandler } from 'msw';
import { HttpResponse, http } from 'msw';

/** A thing as Stripe holds it: the fields that matter besides its own. */
export type Thing = { readonly id: string; readonly created: number; readonly [field: string]: unknown };

export type FakeStripe = {
  readonly handlers: readonly HttpHandler[];
  /** What there is, by list; tests change it. */
  readonly things: Record<string, Thing[]>;
  /** Lists the key may not read. */
  readonly forbidden: Set<string>;
  /** Paths asked for, in order. */
  readonly asked: string[];
};

const key = 'rk_test_1';

const known = new Set(['limit', 'starting_after', 'created[gte]', 'expand[]']);

const refuse = (status: number, message: string) =>
  HttpResponse.json({ error: { type: 'invalid_request_error', message } }, { status });

/** Stripe as its reference describes lists: newest first, at most 100, `starting_after`; whatever it does not know it refuses. */
export const fakeStripe = (): FakeStripe => {
  const things: FakeStripe['things'] = { charges: [], invoices: [], payouts: [], disputes: [] };
  const forbidden = new Set<string>();
  const asked: string[] = [];

  const enter = (request: Request, list: string): Response | null => {
    const { pathname, searchParams } = new URL(request.url);
    asked.push(pathname);
    if (request.headers.get('authorization') !== `Bearer ${key}`)
      return refuse(401, 'Invalid API Key provided');
    if (!/^20\d\d-\d\d-\d\d\.\w+$/.test(request.headers.get('stripe-version') ?? ''))
      return refuse(400, 'version');
    if (forbidden.has(list)) return refuse(403, 'The provided key does not have the required permissions');
    const odd = [...searchParams.keys()].find((name) => !known.has(name));
    return odd ? refuse(400, `Received unknown parameter: ${odd}`) : null;
  };

  const shown = (thing: Thing, expand: string | null): Thing => {
    const { balance_transaction: transaction } = thing;
    return expand === null && typeof transaction === 'object' && transaction !== null
      ? { ...thing, balance_transaction: 'txn_1' }
      : thing;
  };

  const handlers = [
    http.get('https://api.stripe.com/v1/:list', ({ request, params }) => {
      const list = String(params['list']);
      const wrong = enter(request, list);
      if (wrong) return wrong;
      const { searchParams: query } = new URL(request.url);
      const limit = Number(query.get('limit') ?? 10);
      if (!things[list] || limit < 1 || limit > 100) return refuse(400, 'no such list or limit');
      const since = Number(query.get('created[gte]') ?? 0);
      const fit = things[list]
        .filter(({ created }) => created >= since)
        .toSorted((a, b) => b.created - a.created);
      const after = query.get('starting_after');
      const start = after === null ? 0 : fit.findIndex(({ id }) => id === after) + 1;
      if (after !== null && start === 0) return refuse(400, `No such thing: ${after}`);
      const data = fit.slice(start, start + limit).map((one) => shown(one, query.get('expand[]')));
      return HttpResponse.json({
        object: 'list',
        url: `/v1/${list}`,
        has_more: start + limit < fit.length,
        data,
      });
    }),
    http.get('https://api.stripe.com/v1/:list/:id', ({ request, params }) => {
      const wrong = enter(request, String(params['list']));
      if (wrong) return wrong;
      const found = things[String(params['list'])]?.find(({ id }) => id === params['id']);
      return found
        ? HttpResponse.json(shown(found, new URL(request.url).searchParams.get('expand[]')))
        : refuse(404, 'No such thing');
    }),
  ];
  return { handlers, things, forbidden, asked };
};
