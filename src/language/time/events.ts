/** A day (or days in a row) that people call by a name. Phrases are folded. */
export type TimeEvent = {
  readonly id: string;
  readonly label: string;
  readonly phrases: readonly string[];
  readonly days: number;
  readonly start: (year: number) => Temporal.PlainDate;
};

const on =
  (month: number, day: number) =>
  (year: number): Temporal.PlainDate =>
    new Temporal.PlainDate(year, month, day);

/** The n-th such weekday (1 = Monday) of a month. */
const nth =
  (n: number, weekday: number, month: number) =>
  (year: number): Temporal.PlainDate => {
    const first = new Temporal.PlainDate(year, month, 1);
    return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) });
  };

const plus =
  (start: (year: number) => Temporal.PlainDate, days: number) =>
  (year: number): Temporal.PlainDate =>
    start(year).add({ days });

/** Easter Sunday of the Gregorian calendar (Anonymous algorithm, Nature 1876). */
const easter = (year: number): Temporal.PlainDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return new Temporal.PlainDate(year, month, ((h + l - 7 * m + 114) % 31) + 1);
};

/** The fourth Thursday of November: what the American sale days hang on. */
const thanksgiving = nth(4, 4, 11);
const blackFriday = plus(thanksgiving, 1);

const event = (
  id: string,
  label: string,
  phrases: string,
  start: (year: number) => Temporal.PlainDate,
  days = 1,
): TimeEvent => ({ id, label, phrases: phrases.split(', '), days, start });

/** Holidays and retail events with dates that can be computed. */
export const timeEvents: readonly TimeEvent[] = [
  event('black_friday', 'Black Friday', 'black friday', blackFriday),
  event(
    'black_friday_weekend',
    'Black Friday weekend',
    'black friday weekend, black weekend',
    blackFriday,
    3,
  ),
  event(
    'bfcm',
    'Black Friday to Cyber Monday',
    'bfcm, cyber weekend, black friday cyber monday',
    blackFriday,
    4,
  ),
  event('black_week', 'Black Week', 'black week, black friday week, cyber week', plus(thanksgiving, -3), 7),
  event('cyber_monday', 'Cyber Monday', 'cyber monday', plus(thanksgiving, 4)),
  event('thanksgiving', 'Thanksgiving', 'thanksgiving, thanksgiving day', thanksgiving),
  event('singles_day', "Singles' Day", 'singles day, single day, double eleven, dia del soltero', on(11, 11)),
  event('halloween', 'Halloween', 'halloween', on(10, 31)),
  event('st_nicholas', "St Nicholas' Day", 'st nicholas, nikolaus, sinterklaas', on(12, 6)),
  event('christmas_eve', 'Christmas Eve', 'christmas eve, heiligabend, nochebuena', on(12, 24)),
  event(
    'christmas',
    'Christmas Day',
    'christmas, xmas, christmas day, weihnachten, erster weihnachtstag, navidad',
    on(12, 25),
  ),
  event('boxing_day', 'Boxing Day', 'boxing day, zweiter weihnachtstag', on(12, 26)),
  event('new_years_eve', "New Year's Eve", 'new years eve, nye, silvester, nochevieja', on(12, 31)),
  event('new_years_day', "New Year's Day", 'new years day, new year, neujahr, ano nuevo', on(1, 1)),
  event('epiphany', 'Epiphany', 'epiphany, three kings, dreikoenig, reyes', on(1, 6)),
  event(
    'valentines_day',
    "Valentine's Day",
    'valentines, valentines day, valentinstag, san valentin',
    on(2, 14),
  ),
  event('womens_day', "Women's Day", 'womens day, weltfrauentag', on(3, 8)),
  event('good_friday', 'Good Friday', 'good friday, karfreitag, viernes santo', plus(easter, -2)),
  event('easter', 'Easter Sunday', 'easter, easter sunday, ostern, ostersonntag, pascua', easter),
  event('easter_monday', 'Easter Monday', 'easter monday, ostermontag', plus(easter, 1)),
  event(
    'easter_weekend',
    'Easter weekend (Good Friday to Easter Monday)',
    'easter weekend, osterwochenende, easter holidays',
    plus(easter, -2),
    4,
  ),
  event('kings_day', "King's Day", 'kings day, koningsdag', on(4, 27)),
  event('labour_day', 'Labour Day', 'labour day, may day, tag der arbeit', on(5, 1)),
  event('mothers_day', "Mother's Day", 'mothers day, muttertag', nth(2, 7, 5)),
  event('unity_day', 'German Unity Day', 'german unity day, tag der deutschen einheit', on(10, 3)),
];

export const timeEvent = (id: string): TimeEvent | undefined => timeEvents.find((one) => one.id === id);
