import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { Batch, PullContext } from '../define.ts';
import { notesEntity } from '../define.ts';
import type { FactRows } from '../rows.ts';
import { byId, readEach } from '../shop/reading.ts';
import type { StripeApi } from './api.ts';
import type { StripeList } from './rows.ts';
import { lists } from './rows.ts';

/** How far back the first read goes. */
const historyDays = 730;

/** Where a list has been read to (seconds since 1970), since when it is complete, and what was still open then. */
const cursorShape = z.object({ from: z.number(), readTo: z.number(), open: z.array(z.string()) });

const secondsOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1000);

const daySeconds = 86_400;

const joined = (rows: readonly FactRows[]): FactRows => {
  const all: Record<string, unknown[]> = {};
  for (const one of rows)
    for (const [name, list] of Object.entries(one)) all[name] = [...(all[name] ?? []), ...list];
  return all as FactRows;
};

const stateOf = (
  raw: unknown,
): { readonly id: string; readonly status: string; readonly isHeld: boolean } => ({
  id: String(Reflect.get(Object(raw), 'id')),
  status: String(Reflect.get(Object(raw), 'status')),
  // Reserved on the card but not taken yet.
  isHeld:
    Reflect.get(Object(raw), 'captured') === false && Reflect.get(Object(raw), 'status') === 'succeeded',
});

const readSome = (raws: readonly unknown[], { path, families, read }: StripeList): Batch => {
  const { read: rows, unreadable } = readEach(raws, { family: families[0], reference: byId(path) }, read);
  return { rows: joined(rows), unreadable };
};

/** Everything new of a list, what may still have changed, and each thing that was open when it was last read. */
async function* pullList(api: StripeApi, list: StripeList, context: PullContext): AsyncGenerator<Batch> {
  const { path, families, query, oneQuery, again } = list;
  const now = secondsOf(context.now);
  const saved = cursorShape.safeParse(context.cursorOf(path));
  const from = saved.success ? saved.data.from : now - historyDays * daySeconds;
  const since = saved.success ? Math.max(from, saved.data.readTo - again * daySeconds) : from;
  const seen = new Set<string>();
  const open: string[] = [];
  const note = (raws: readonly unknown[]): void => {
    for (const { id, status, isHeld } of raws.map(stateOf)) {
      seen.add(id);
      if (isHeld || (list.open as readonly string[]).includes(status)) open.push(id);
    }
  };
  for await (const raws of api.list(path, { ...query, 'created[gte]': String(since) }, context.signal)) {
    note(raws);
    yield readSome(raws, list);
  }
  for (const id of saved.success ? saved.data.open.filter((one) => !seen.has(one)) : []) {
    const raw = await api.one(path, id, oneQuery, context.signal);
    if (raw === null) continue;
    note([raw]);
    yield readSome([raw], list);
  }
  yield {
    rows: {},
    cursor: { entity: path, value: { from, readTo: now, open } },
    complete: families.map((family) => ({
      family,
      from: Temporal.Instant.fromEpochMilliseconds(from * 1000),
      to: context.now,
      dimensions:
        family === 'payments'
          ? ['payment_method', 'payment_provider', 'decline_reason']
          : ['payment_provider'],
    })),
  };
}

/** Reads every list; one the key may not read is named in the notes and the others go on. Throws when it may read none. */
export async function* pullStripe(api: StripeApi, context: PullContext): AsyncGenerator<Batch> {
  const refusals: AppError[] = [];
  for (const list of lists) {
    try {
      yield* pullList(api, list, context);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_allowed') throw error;
      refusals.push(error);
    }
  }
  const [first] = refusals;
  if (first && refusals.length === lists.length) throw first;
  yield { rows: {}, cursor: { entity: notesEntity, value: refusals.map(({ userMessage }) => userMessage) } };
}
