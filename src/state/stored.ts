/** Instants with a zone as `Temporal.ZonedDateTime` writes them: `2026-10-01T00:00:00+02:00[Europe/Berlin]`. */
const zoned = /^-?\d{4,6}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})\[[\w/+:-]+\]$/;

/** What JSON has no form for, under a name of its own. */
const bigintKey = '$bigint';
const instantKey = '$instant';
const timeKey = '$time';

/** A value as JSON can hold it: big integers, instants and times of day are named as such, zoned times keep their text. */
export const storable = (value: unknown): unknown => {
  if (typeof value === 'bigint') return { [bigintKey]: value.toString() };
  if (value instanceof Temporal.Instant) return { [instantKey]: value.toString() };
  if (value instanceof Temporal.PlainTime) return { [timeKey]: value.toString() };
  if (value instanceof Temporal.ZonedDateTime) return value.toString();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)]));
};

/** Gives JSON read from the database its times and big integers back: every text that is a zoned instant becomes one. */
export const revive = (value: unknown): unknown => {
  if (typeof value === 'string') return zoned.test(value) ? Temporal.ZonedDateTime.from(value) : value;
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if (bigintKey in value) return BigInt(String(value[bigintKey]));
  if (instantKey in value) return Temporal.Instant.from(String(value[instantKey]));
  if (timeKey in value) return Temporal.PlainTime.from(String(value[timeKey]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
};
