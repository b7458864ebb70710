import { singular } from '#src/lib/text.ts';

/** Units of the calendar and the clock that spans are counted in. */
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What a single word can say about time, in any of the languages. */
export type TimeWord =
  | { readonly is: 'unit'; readonly unit: Unit }
  | { readonly is: 'day'; readonly offset: number }
  | { readonly is: 'to_date'; readonly unit: Unit }
  | { readonly is: 'month'; readonly n: number }
  | { readonly is: 'weekday'; readonly n: number }
  | { readonly is: 'number'; readonly n: number }
  | { readonly is: 'ordinal'; readonly n: number }
  | { readonly is: 'part'; readonly from: number; readonly to: number }
  | { readonly is: 'clock'; readonly hour: number }
  | { readonly is: 'edge'; readonly edge: 'start' | 'end' | 'middle' }
  | { readonly is: 'season'; readonly month: number }
  | { readonly [K in Plain]: { readonly is: K } }[Plain];

/** Words that say one thing only. */
type Plain =
  | 'last'
  | 'this'
  | 'next'
  | 'same'
  | 'first'
  | 'since'
  | 'until'
  | 'before'
  | 'after'
  | 'from'
  | 'to'
  | 'between'
  | 'and'
  | 'link'
  | 'ago'
  | 'ago_before'
  | 'so_far'
  | 'date'
  | 'weekend'
  | 'half'
  | 'fiscal'
  | 'full'
  | 'week_number'
  | 'now'
  | 'ever'
  | 'oclock';

const plain: Readonly<Record<Plain, string>> = {
  last: 'last past previous prior preceding trailing letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes vorige vorigen voriges vorige pasado pasada pasados pasadas ultimo ultima ultimos ultimas anterior',
  this: 'this current running these dieser diese dieses diesen diesem aktuelle aktuellen laufenden este esta estos estas actual',
  next: 'next coming upcoming following naechste naechsten naechster nachste nachsten nachster kommende kommenden kommender proximo proxima proximos proximas',
  same: 'same gleichen gleicher gleiche selben mismo misma',
  first: 'first erste ersten erster primera primer primeros primeras',
  since: 'since seit seitdem desde',
  until: 'until till upto bis hasta',
  before: 'before vor antes',
  after: 'after nach despues',
  from: 'from starting von vom ab del',
  to: 'to through al a thru',
  between: 'between zwischen entre',
  and: 'and und y',
  link: 'of in the on at during for within over der die das den dem des im am de la el los las en durante waehrend wahrend',
  ago: 'ago',
  ago_before: 'hace',
  so_far: 'sofar bisher',
  date: 'date',
  weekend: 'weekend wochenende finde',
  half: 'half halbjahr haelfte halfte semestre mitad',
  fiscal: 'fiscal financial fy geschaeftsjahr geschaftsjahr',
  full: 'full whole entire complete calendar rolling consecutive ganze ganzen gesamte gesamten todo toda',
  week_number: 'cw kw kalenderwoche',
  now: 'now currently jetzt aktuell derzeit momentan ahora actualmente',
  ever: 'ever',
  oclock: 'oclock uhr',
};

const units: Readonly<Record<Unit, string>> = {
  minute: 'minute minutes minuten minuto minutos',
  hour: 'hour hours stunde stunden hora horas',
  day: 'day days tag tage tagen dia dias',
  week: 'week weeks woche wochen semana semanas',
  month: 'month months monat monate monaten monats mes meses',
  quarter: 'quarter quarters quartal quartale quartalen trimestre trimestres',
  year: 'year years jahr jahre jahren jahres ano anos',
};

/** In the order of the calendar, January first. */
const months = [
  'january jan januar jaenner janner enero',
  'february feb februar febrero',
  'march mar maerz marz marzo',
  'april apr abril',
  'may mai mayo',
  'june jun juni junio',
  'july jul juli julio',
  'august aug agosto',
  'september sep sept septiembre',
  'october oct oktober okt octubre',
  'november nov noviembre',
  'december dec dezember dez diciembre',
];

/** Monday first, as ISO 8601 numbers them. */
const weekdays = [
  'monday mon montag lunes',
  'tuesday tue tues dienstag martes',
  'wednesday wed mittwoch miercoles',
  'thursday thu thur thurs donnerstag jueves',
  'friday fri freitag viernes',
  'saturday sat samstag sonnabend sabado',
  'sunday sun sonntag domingo',
];

const numbers = [
  'one a an ein eine einem einer einen un una',
  'two couple zwei dos',
  'three drei tres',
  'four vier cuatro',
  'five fuenf funf cinco',
  'six sechs seis',
  'seven sieben siete',
  'eight acht ocho',
  'nine neun nueve',
  'ten zehn diez',
  'eleven elf once',
  'twelve zwoelf zwolf doce',
];

const ordinals = [
  '1st',
  'second 2nd zweite zweiten zweites segundo segunda',
  'third 3rd dritte dritten drittes tercer tercera',
  'fourth 4th vierte vierten viertes cuarto cuarta',
];

/** Hours of the day, from the start of one to the start of the other; people differ, so the answer prints them. */
const parts: Readonly<Record<string, readonly [number, number]>> = {
  'morning vormittag morgens manana': [6, 12],
  'afternoon nachmittag tarde': [12, 18],
  'evening tonight abend heuteabend': [18, 24],
  'night nacht noche': [18, 30],
};

const days: Readonly<Record<number, string>> = {
  [-2]: 'anteayer vorgestern ereyesterday',
  [-1]: 'yesterday gestern ayer',
  0: 'today heute hoy',
  1: 'tomorrow morgen',
  2: 'uebermorgen ubermorgen',
};

const toDate: Readonly<Record<string, Unit>> = {
  wtd: 'week',
  mtd: 'month',
  qtd: 'quarter',
  ytd: 'year',
};

const entries: readonly (readonly [string, TimeWord])[] = [
  ...Object.entries(plain).map(([is, list]) => [list, { is } as TimeWord] as const),
  ...Object.entries(units).map(([unit, list]) => [list, { is: 'unit', unit: unit as Unit }] as const),
  ...months.map((list, at) => [list, { is: 'month', n: at + 1 }] as const),
  ...weekdays.map((list, at) => [list, { is: 'weekday', n: at + 1 }] as const),
  ...numbers.map((list, at) => [list, { is: 'number', n: at + 1 }] as const),
  ...ordinals.map((list, at) => [list, { is: 'ordinal', n: at + 1 }] as const),
  ...Object.entries(parts).map(([list, [from, to]]) => [list, { is: 'part', from, to }] as const),
  ...Object.entries(days).map(([offset, list]) => [list, { is: 'day', offset: Number(offset) }] as const),
  ...Object.entries(toDate).map(([word, unit]) => [word, { is: 'to_date', unit }] as const),
  ['noon midday mittag mediodia', { is: 'clock', hour: 12 }],
  ['midnight mitternacht medianoche', { is: 'clock', hour: 24 }],
  ['end ende fin final finales', { is: 'edge', edge: 'end' }],
  ['start beginning begin anfang beginn principios inicio', { is: 'edge', edge: 'start' }],
  ['mid middle mitte mediados', { is: 'edge', edge: 'middle' }],
  ['spring fruehling fruhling fruehjahr fruhjahr primavera', { is: 'season', month: 3 }],
  ['summer sommer verano', { is: 'season', month: 6 }],
  ['autumn herbst otono', { is: 'season', month: 9 }],
  ['winter invierno', { is: 'season', month: 12 }],
];

const byWord = new Map<string, TimeWord[]>();
for (const [list, meaning] of entries) {
  for (const word of list.split(' ')) {
    for (const form of new Set([word, singular(word)])) {
      const meanings = byWord.get(form) ?? [];
      if (!meanings.some((one) => one.is === meaning.is)) byWord.set(form, [...meanings, meaning]);
    }
  }
}

/** Everything a word can say about time; empty when nothing. */
export const timeWords = (word: string): readonly TimeWord[] => byWord.get(word) ?? [];

/** The word's meaning of one kind. */
export const timeWord = <K extends TimeWord['is']>(
  word: string | undefined,
  is: K,
): Extract<TimeWord, { readonly is: K }> | null =>
  word === undefined
    ? null
    : ((timeWords(word).find((one) => one.is === is) as Extract<TimeWord, { readonly is: K }> | undefined) ??
      null);

/** Long enough that a slip can be told from another word. */
export const timeVocabulary: readonly string[] = [...byWord.keys()].filter((word) => word.length >= 4);
