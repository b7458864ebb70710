import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TechEvent } from '#src/status/read/event.ts';

/** A figure that a telling must keep (`must`) or may only mention rightly. */
export type GoldNumber = {
  readonly value: number | string;
  readonly unit: string;
  readonly must: boolean;
  readonly to?: number;
  readonly forms?: readonly string[];
};

/** One annotated incident: only the updates up to `at` may be read. */
export type Gold = {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly updates?: readonly RawUpdate[];
  readonly header_components?: readonly string[];
  readonly state: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly numbers: readonly GoldNumber[];
  readonly capability: string;
  readonly who_feels_it: string;
  readonly cause_stated: string | null;
  readonly workaround: string | null;
  readonly data_loss: 'none_stated' | 'said_none' | 'said_some';
  readonly expected_end: string | null;
  readonly technical_terms: readonly { readonly term: string; readonly kind: 'jargon' | 'product' }[];
  readonly also_ok?: Readonly<
    Partial<
      Record<
        | 'state'
        | 'started_at'
        | 'ended_at'
        | 'capability'
        | 'who_feels_it'
        | 'cause_stated'
        | 'workaround'
        | 'expected_end',
        readonly (string | null)[]
      >
    >
  >;
};

type RawUpdate = { readonly at: string; readonly status: string; readonly message: string };

/** An incident as the public archive has it. */
export type RawIncident = {
  readonly id: string;
  readonly title: string;
  readonly components: readonly string[] | null;
  readonly updates: readonly RawUpdate[];
};

/** Where the shared fixtures are. */
export const incidentsFolder = (shared: string): string => join(shared, 'fixtures', 'incidents');

export const readLines = <T>(file: string): readonly T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);

/** An incident as its reader sees it after update `at`. */
export const eventOf = (
  vendor: string | null,
  title: string,
  updates: readonly RawUpdate[],
  at: number,
  components: readonly string[] = [],
): TechEvent => ({
  vendor,
  title,
  components,
  updates: updates
    .slice(0, at + 1)
    .map((update) => ({ at: Temporal.Instant.from(update.at), status: update.status, body: update.message })),
});
