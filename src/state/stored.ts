/** Instants with a zone as `Temporal.ZonedDateTime` writes them: `2026-10-01T00:00:00+02:00[Europe/Berlin]`. */
const zoned = /^-?\d{4,6}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})\[[\w/+:-]+\]$/;

/** Gives JSON read from the database its times back: every text that is a zoned instant becomes one. */
export const revive = (value: unknown): unknown => {
  if (typeof value === 'string') return zoned.test(value) ? Temporal.ZonedDateTime.from(value) : value;
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
};
