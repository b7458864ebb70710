/** The calendar of a demo shop: days are numbered, `today` being the day of the anchor; times are epoch milliseconds. */
export type Days = {
  readonly zone: string;
  readonly today: number;
  /** First millisecond of a day; clocks may change within it. */
  readonly start: (day: number) => number;
  readonly of: (ms: number) => number;
  readonly date: (day: number) => Temporal.PlainDate;
  /** `2026-11-18`. */
  readonly text: (day: number) => string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: (day: number) => number;
};

export const hourMs = 3_600_000;
export const minuteMs = 60_000;

/** Days of a shop in a zone, `count` of them before the day of the anchor. Day 0 is the first. */
export const createDays = (zone: string, anchor: Temporal.Instant, count: number): Days => {
  const first = anchor.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: count });
  const starts: number[] = [];
  const texts: string[] = [];
  const date = (day: number): Temporal.PlainDate => first.add({ days: day });
  const start = (day: number): number =>
    remembered(starts, day, () => date(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds);
  const weekdayOfFirst = first.dayOfWeek;
  return {
    zone,
    today: count,
    start,
    of: (ms) => {
      let day = Math.floor((ms - start(0)) / (24 * hourMs));
      while (start(day) > ms) day -= 1;
      while (start(day + 1) <= ms) day += 1;
      return day;
    },
    date,
    text: (day) => remembered(texts, day, () => date(day).toString()),
    weekday: (day) => ((((weekdayOfFirst - 1 + day) % 7) + 7) % 7) + 1,
  };
};

const remembered = <T>(values: T[], place: number, make: () => T): T => {
  if (place < 0) return make();
  const known = values[place];
  if (known !== undefined) return known;
  const made = make();
  values[place] = made;
  return made;
};

const dayMs = 24 * hourMs;
const dates = new Map<number, string>();
const clockTimes: string[] = [];

const two = (number: number): string => String(number).padStart(2, '0');

/** ISO instant of epoch milliseconds, cut to the second. Put together from remembered halves: millions are made. */
export const iso = (ms: number): string => {
  const day = Math.floor(ms / dayMs);
  const second = Math.floor((ms - day * dayMs) / 1000);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * dayMs).toISOString().slice(0, 11);
    dates.set(day, date);
  }
  const known = clockTimes[second];
  if (known !== undefined) return date + known;
  const made = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
  clockTimes[second] = made;
  return date + made;
};

/** The instant as ISO text once it has come, else null. `never` is Infinity. */
export const past = (ms: number, until: number): string | null => (ms <= until ? iso(ms) : null);

export const never = Number.POSITIVE_INFINITY;
