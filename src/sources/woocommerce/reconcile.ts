import type { Existing, ReconcileContext } from '../define.ts';
import type { WooApi } from './api.ts';
import { gmt, idOf, wholeList } from './lists.ts';

/** The most ids worth walking to find what is missing; a span with more is halved first. */
const worthWalking = 2_000;

type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant };

/** `after` is exclusive and `before` too, at one second: both bounds move by one. */
const within = ({ from, to }: Span): Readonly<Record<string, string>> => ({
  after: gmt(from.subtract({ seconds: 1 })),
  before: gmt(to),
  dates_are_gmt: 'true',
});

const middleOf = ({ from, to }: Span): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(
    Math.floor((from.epochMilliseconds + to.epochMilliseconds) / 2_000) * 1_000,
  );

/** Finds the spans in which the shop has another number of orders than we do, and lists what it has there. */
async function* differing(api: WooApi, span: Span, context: ReconcileContext): AsyncGenerator<Existing> {
  const { total } = await api.get(
    'wc/v3/orders',
    { ...within(span), per_page: 1, _fields: 'id' },
    context.signal,
  );
  const ours = await context.stored('orders', span.from, span.to);
  if (ours.count === total || ours.count === 0) return;
  const middle = middleOf(span);
  const canHalve = Temporal.Instant.compare(middle, span.from) > 0;
  if (canHalve && Math.max(total, ours.count) > worthWalking) {
    yield* differing(api, { from: span.from, to: middle }, context);
    yield* differing(api, { from: middle, to: span.to }, context);
    return;
  }
  const ids: string[] = [];
  for await (const items of wholeList(api, 'orders', { ...within(span), _fields: 'id' }, context.signal))
    ids.push(...items.map(idOf));
  yield { rows: 'orders', ids, ...span };
}

async function* everyId(
  api: WooApi,
  rows: 'products' | 'variants',
  paths: readonly string[],
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const ids: string[] = [];
  for (const path of paths)
    for await (const items of wholeList(api, path, { status: 'any', _fields: 'id' }, context.signal))
      ids.push(...items.map(idOf));
  yield { rows, ids };
}

/** What still exists in a shop: a force-deleted order leaves no trace, and a product none that a pull would see. */
export async function* reconcileWoo(api: WooApi, context: ReconcileContext): AsyncGenerator<Existing> {
  const { first } = await context.stored('orders');
  const day = context.now.subtract({ minutes: 10 });
  if (first && Temporal.Instant.compare(first, day) < 0)
    yield* differing(
      api,
      { from: first.round({ smallestUnit: 'second', roundingMode: 'floor' }), to: day },
      context,
    );
  yield* everyId(api, 'products', ['products'], context);
  yield* everyId(api, 'variants', ['products', 'variations'], context);
}
