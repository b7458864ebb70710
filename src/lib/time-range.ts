/** Half-open span of time in a zone: `from` belongs to it, `to` does not. Both ends carry the same zone. */
export type TimeRange = {
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
};

/** First instant of a date in a zone (not always 00:00: some zones change clocks at midnight). */
export const startOfDay = (date: Temporal.PlainDate, zone: string): Temporal.ZonedDateTime =>
  date.toZonedDateTime({ timeZone: zone });

/** Whether an instant is the first of its day in its zone. */
export const isStartOfDay = (at: Temporal.ZonedDateTime): boolean => at.startOfDay().equals(at);

/** Whether both ends are day boundaries, so that stored days can answer for it. */
export const isWholeDays = (range: TimeRange): boolean => isStartOfDay(range.from) && isStartOfDay(range.to);

/** ISO text of a bound as the command line prints it: a date where it is the start of a day, else the instant with its offset. */
export const boundText = (at: Temporal.ZonedDateTime): string =>
  isStartOfDay(at)
    ? at.toPlainDate().toString()
    : at.toString({ timeZoneName: 'never', smallestUnit: 'second' });

/** Whether the runtime knows the IANA zone. */
export const isZone = (name: string): boolean => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId.length > 0;
  } catch {
    return false;
  }
};

/** Reads a timestamp as Postgres writes it (`2026-10-01 08:00:00+00`). */
export const instantFrom = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'));
