import { z } from 'zod';
import { askable } from '#src/metrics/catalogue.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimensionIds } from '#src/metrics/dimensions.ts';

/** A form as Chat Completions take it. */
export type JsonSchema = { readonly name: string; readonly schema: Record<string, unknown> };

const metricIds = askable.map(({ id }) => id);

const quote = z.string().max(120);

const when = z.object({ quote, english: z.string().max(60) }).nullable();

/** What the model fills in: ids of the catalogue, and for every slot the words of the question behind it. */
export const readingForm = z.object({
  intent: z.enum(['figures', 'why', 'forecast', 'none']),
  metrics: z.array(z.object({ id: z.enum(metricIds as [string, ...string[]]), quote })).max(3),
  filters: z
    .array(
      z.object({
        dimension: z.enum(dimensionIds as [DimensionId, ...DimensionId[]]),
        value: quote,
        negated: z.boolean(),
      }),
    )
    .max(6),
  groupBy: z
    .array(z.object({ dimension: z.enum(dimensionIds as [DimensionId, ...DimensionId[]]), quote }))
    .max(2),
  time: when,
  comparison: when,
  rank: z
    .object({ direction: z.enum(['highest', 'lowest']), limit: z.number().int().nullable(), quote })
    .nullable(),
});

export type Reading = z.infer<typeof readingForm>;

/** Keywords that strict schemas of some servers refuse; zod checks them on our side anyway. */
const refused = new Set(['$schema', 'maxItems', 'maxLength', 'minimum', 'maximum']);

const plain = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (refused.has(key) ? [] : [[key, plain(value)]])),
  );
};

export const readingSchema: JsonSchema = {
  name: 'reading',
  schema: plain(z.toJSONSchema(readingForm)) as Record<string, unknown>,
};

/** Reads what the model wrote; null for anything but the form filled in. */
export const parseReading = (text: string): Reading | null => {
  try {
    const parsed = readingForm.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
