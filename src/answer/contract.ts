import { z } from 'zod';

const scalar = z.union([z.string(), z.number()]);

const interpretation = z.object({
  metrics: z.array(z.string()),
  filters: z.array(
    z.object({
      dimension: z.string(),
      op: z.enum(['=', '!=', 'in', 'not in', '>', '>=', '<', '<=']),
      value: z.union([scalar, z.array(scalar)]),
    }),
  ),
  groupBy: z.array(z.string()),
  order: z.object({ by: z.string(), direction: z.enum(['asc', 'desc']) }).nullable(),
  limit: z.number().int().nullable(),
  time: z.object({ from: z.string(), to: z.string(), label: z.string() }).nullable(),
  comparison: z.object({ kind: z.string(), from: z.string(), to: z.string() }).nullable(),
});

const fact = z.object({
  metric: z.string(),
  value: z.union([z.string(), z.number()]).nullable(),
  unit: z.enum(['money', 'count', 'percent', 'times', 'duration']),
  currency: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  group: z.record(z.string(), z.string().nullable()),
});

const derived = z.object({
  kind: z.enum(['change', 'share', 'rank', 'total']),
  of: z.string(),
  value: z.union([z.string(), z.number()]).nullable(),
  unit: z.enum(['money', 'count', 'percent', 'times', 'duration']),
  group: z.record(z.string(), z.string().nullable()),
});

/**
 * One answer as the command line and the API write it: ids are METRICS.md's, bounds ISO and half-open in the store's
 * zone, money a decimal string in major units, percent 12.5 for 12.5 %, durations seconds, unknown null.
 */
export const answerContract = z.object({
  id: z.string().nullable(),
  kind: z.enum(['answer', 'proposal', 'clarify', 'refuse', 'no_data', 'unknown', 'help']),
  intent: z.string(),
  interpretation,
  facts: z.array(fact),
  derived: z.array(derived),
  text: z.string(),
  assumptions: z.array(z.string()),
  caveats: z.array(z.string()),
  choices: z.array(z.object({ label: z.string(), interpretation })),
  sources: z.array(z.object({ id: z.string(), asOf: z.string(), completeTo: z.string() })),
  get parts() {
    return z.array(answerContract).optional();
  },
  ms: z.number(),
});

export type AnswerJson = z.infer<typeof answerContract>;

/** The contract as JSON Schema (draft 2020-12), which `answer.schema.json` publishes. */
export const answerSchema = (): string => JSON.stringify(z.toJSONSchema(answerContract), null, 2);

/** One line of the file that `ask --batch` reads. */
export const batchLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  department: z.string().optional(),
  thread: z.union([z.string(), z.number()]).transform(String).nullish(),
  now: z.string().nullish(),
  channel: z.string().nullish(),
  store: z.string().nullish(),
});
