/** A day that moves: days from Easter Sunday, or the nth (−1 = last) weekday (1 = Monday) of a month. */
type Rule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly offset: number }
  | { readonly kind: 'nth'; readonly month: number; readonly nth: number; readonly weekday: number };

/** Where a holiday that falls on a weekend is made up for: on the next workday, or on the nearer one. */
type Substitute = 'none' | 'next' | 'nearest';

type Calendar = {
  readonly label: string;
  readonly rules: readonly Rule[];
  readonly substitute: Substitute;
};

/** Reads `1-6` as 6 January, `e+39` as Ascension Day, `11:4:4` as the fourth Thursday of November. */
const ruleOf = (text: string): Rule => {
  if (text.startsWith('e')) return { kind: 'easter', offset: Number(text.slice(1)) };
  if (text.includes(':')) {
    const [month = 1, nth = 1, weekday = 1] = text.split(':').map(Number);
    return { kind: 'nth', month, nth, weekday };
  }
  const [month = 1, day = 1] = text.split('-').map(Number);
  return { kind: 'fixed', month, day };
};

const calendar = (label: string, rules: string, substitute: Substitute = 'none'): Calendar => ({
  label,
  rules: rules.split(' ').map(ruleOf),
  substitute,
});

/** Days that are public holidays in the whole country, by law as of 2026; regional ones belong in the company's own calendar. */
const calendars: Readonly<Record<string, Calendar>> = {
  AT: calendar('Austria', '1-1 1-6 e+1 5-1 e+39 e+50 e+60 8-15 10-26 11-1 12-8 12-25 12-26'),
  BE: calendar('Belgium', '1-1 e+1 5-1 e+39 e+50 7-21 8-15 11-1 11-11 12-25'),
  CH: calendar('Switzerland', '1-1 e+39 8-1 12-25'),
  DE: calendar('Germany', '1-1 e-2 e+1 5-1 e+39 e+50 10-3 12-25 12-26'),
  ES: calendar('Spain', '1-1 1-6 e-2 5-1 8-15 10-12 11-1 12-6 12-8 12-25'),
  FR: calendar('France', '1-1 e+1 5-1 5-8 e+39 e+50 7-14 8-15 11-1 11-11 12-25'),
  GB: calendar('England and Wales', '1-1 e-2 e+1 5:1:1 5:-1:1 8:-1:1 12-25 12-26', 'next'),
  IE: calendar('Ireland', '1-1 2:1:1 3-17 e+1 5:1:1 6:1:1 8:1:1 10:-1:1 12-25 12-26'),
  NL: calendar('Netherlands', '1-1 e+1 4-27 e+39 e+50 12-25 12-26'),
  US: calendar('United States', '1-1 1:3:1 2:3:1 5:-1:1 6-19 7-4 9:1:1 10:2:1 11-11 11:4:4 12-25', 'nearest'),
};

/** Countries whose holidays are known, for a menu. */
export const holidayCalendars: readonly { readonly id: string; readonly label: string }[] = Object.entries(
  calendars,
).map(([id, { label }]) => ({ id, label }));

/** Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, ch. 8). */
const easter = (year: number): Temporal.PlainDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const days = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
};

const dateOf = (rule: Rule, year: number): Temporal.PlainDate => {
  switch (rule.kind) {
    case 'fixed':
      return new Temporal.PlainDate(year, rule.month, rule.day);
    case 'easter':
      return easter(year).add({ days: rule.offset });
    case 'nth': {
      const first = new Temporal.PlainDate(year, rule.month, 1);
      if (rule.nth > 0)
        return first.add({ days: ((rule.weekday - first.dayOfWeek + 7) % 7) + 7 * (rule.nth - 1) });
      const last = first.add({ months: 1 }).subtract({ days: 1 });
      return last.subtract({ days: (last.dayOfWeek - rule.weekday + 7) % 7 });
    }
    default:
      return rule satisfies never;
  }
};

const substituteFor = (
  date: Temporal.PlainDate,
  how: Substitute,
  taken: ReadonlySet<string>,
): Temporal.PlainDate | null => {
  if (how === 'none' || date.dayOfWeek < 6) return null;
  if (how === 'nearest') return date.dayOfWeek === 6 ? date.subtract({ days: 1 }) : date.add({ days: 1 });
  for (let later = date.add({ days: 1 }); ; later = later.add({ days: 1 })) {
    if (later.dayOfWeek < 6 && !taken.has(later.toString())) return later;
  }
};

/** Every schedule asks for the same few years each minute. */
const worked = new Map<string, ReadonlySet<string>>();

/** Dates of a country's holidays in a year, the days they are made up on included. Empty for a country we do not know. */
export const holidaysIn = (country: string, year: number): ReadonlySet<string> => {
  const known = calendars[country];
  if (!known) return new Set();
  const key = `${country} ${year}`;
  const days = worked.get(key) ?? workOut(known, year);
  worked.set(key, days);
  return days;
};

const workOut = (known: Calendar, year: number): ReadonlySet<string> => {
  const dates = known.rules.map((rule) => dateOf(rule, year)).toSorted(Temporal.PlainDate.compare);
  const days = new Set(dates.map(String));
  for (const date of dates) {
    const instead = substituteFor(date, known.substitute, days);
    if (instead) days.add(instead.toString());
  }
  return days;
};
