import { z } from 'zod';
import type { Database } from '#src/database/connect.ts';
import { AppError } from '#src/lib/errors.ts';
import { redact } from '#src/lib/log.ts';

/** Why a source could not be read: a sentence for people, what to do about it, and since when. */
export type Failure = {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly since: string;
};

/** What is remembered of the runs of one source for one store. Times are instants. */
export type RunState = {
  readonly lastRunAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly reconciledAt: string | null;
  readonly failure: Failure | null;
};

const entity = 'state';

const stateShape = z.object({
  lastRunAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  reconciledAt: z.string().nullable(),
  failure: z
    .object({ code: z.string(), message: z.string(), hint: z.string().nullable(), since: z.string() })
    .nullable(),
});

const never: RunState = { lastRunAt: null, lastSuccessAt: null, reconciledAt: null, failure: null };

export const readState = async (database: Database, source: string, store: string): Promise<RunState> => {
  const [row] = await database.client`
    select cursor from cursors where store_id = ${store} and source = ${source} and entity = ${entity}`;
  const read = stateShape.safeParse(row?.['cursor']);
  return read.success ? read.data : never;
};

const writeState = async (
  database: Database,
  source: string,
  store: string,
  state: RunState,
  now: Temporal.Instant,
): Promise<void> => {
  await database.client`
    insert into cursors (store_id, source, entity, cursor, saved_at)
    values (${store}, ${source}, ${entity}, ${JSON.stringify(state)}::text::jsonb, ${now.toString()})
    on conflict (store_id, source, entity) do update set cursor = excluded.cursor, saved_at = excluded.saved_at`;
};

/** What an error is to the owner; faults of ours are told without their text. */
export const failureOf = (error: unknown, now: Temporal.Instant): Failure => {
  const since = now.toString();
  if (error instanceof AppError)
    return { code: error.code, message: redact(error.userMessage), hint: error.hint, since };
  return { code: 'bug', message: 'Reading it failed for a reason that is not known yet.', hint: null, since };
};

/**
 * Keeps a failed run, also with what is stored of the source (answers from it then say so). Returns whether it is
 * news: the same failure run after run is told once.
 */
export const keepFailure = async (
  database: Database,
  source: string,
  store: string,
  failure: Failure,
  now: Temporal.Instant,
): Promise<boolean> => {
  const before = await readState(database, source, store);
  const same = before.failure?.code === failure.code && before.failure.message === failure.message;
  const kept = same && before.failure ? { ...failure, since: before.failure.since } : failure;
  await writeState(database, source, store, { ...before, lastRunAt: now.toString(), failure: kept }, now);
  await database.client`
    update coverage set last_error = ${kept.message}, last_error_at = ${now.toString()}
    where store_id = ${store} and source = ${source}`;
  return !same;
};

/** Keeps a run that went well. Returns whether that is news (it had failed before), and whether it was the first. */
export const keepSuccess = async (
  database: Database,
  source: string,
  store: string,
  now: Temporal.Instant,
): Promise<{ readonly isNews: boolean; readonly isFirst: boolean }> => {
  const before = await readState(database, source, store);
  const at = now.toString();
  await writeState(
    database,
    source,
    store,
    { ...before, lastRunAt: at, lastSuccessAt: at, failure: null },
    now,
  );
  if (before.failure)
    await database.client`
      update coverage set last_error = null, last_error_at = null
      where store_id = ${store} and source = ${source} and last_error is not null`;
  return { isNews: before.failure !== null, isFirst: before.lastSuccessAt === null };
};

export const keepReconciled = async (
  database: Database,
  source: string,
  store: string,
  now: Temporal.Instant,
): Promise<void> => {
  const before = await readState(database, source, store);
  await writeState(database, source, store, { ...before, reconciledAt: now.toString() }, now);
};
