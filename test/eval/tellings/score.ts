import { readingGrade } from '#src/status/book/grade.ts';
import { unclearWords } from '#src/status/book/plain-words.ts';
import { tidyFigures } from '#src/status/book/tidy.ts';
import type { TechEvent } from '#src/status/read/event.ts';
import { figuresIn } from '#src/status/read/figures.ts';
import type { Impact } from '#src/status/read/impact.ts';
import { bareText } from '#src/status/read/sentences.ts';
import type { Telling } from '#src/status/tell/telling.ts';
import { tellingText } from '#src/status/tell/telling.ts';
import type { Gold, GoldNumber } from './gold.ts';

/** What can be wrong with a telling; each is counted per telling. */
export type Fault =
  | 'lost_number'
  | 'lost_time'
  | 'lost_workaround'
  | 'lost_data'
  | 'lost_end'
  | 'leaked_term'
  | 'invented_cause'
  | 'invented_end'
  | 'invented_all_clear'
  | 'invented_number'
  | 'invented_data'
  | 'wrong_state'
  | 'wrong_capability'
  | 'hard_to_read';

export type Finding = { readonly fault: Fault; readonly what: string };

/** The reading grade no telling may exceed (Flesch–Kincaid). */
export const gradeLimit = 8;

const withoutMeanings = (text: string): string => text.replace(/\([^()]*\)/g, ' ');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const contains = (text: string, form: string): boolean =>
  new RegExp(`(?<![\\d.,])${escaped(form)}(?!\\d|[.,]\\d)`, 'i').test(text);

const formsOf = ({ value, unit, to, forms }: GoldNumber): readonly string[] => {
  if (forms && forms.length > 0) return [...forms, ...forms.map(tidyFigures)];
  if (unit === 'time' && typeof value === 'string') return [value.slice(11, 16)];
  const number = Number(value).toLocaleString('en-US', { maximumFractionDigits: 6 });
  if (unit === '%') return to === undefined ? [`${number}%`] : [`${number} to ${to}%`, `${number}–${to}%`];
  return [number];
};

const clockOf = (instant: string): string => instant.slice(11, 16);

const timesOf = (gold: Gold, field: 'started_at' | 'ended_at'): readonly string[] => {
  const main = gold[field];
  const others = gold.also_ok?.[field] ?? [];
  if (main === null || main === undefined || others.includes(null)) return [];
  return [main, ...others].flatMap((one) => (typeof one === 'string' ? [clockOf(one)] : []));
};

const says = (telling: Telling, ...kinds: readonly string[]): boolean =>
  telling.lines.some((line) => kinds.includes(line.kind));

const allClear =
  /\b(?:it is fixed|has closed it as solved|it is over(?! yet)|everything works|all is back)\b/i;
const noneLost = /\b(?:no|nothing)\b[^.]{0,60}\b(?:lost|dropped|deleted)\b/i;
const someLost = /\b(?:lost|removed|deleted|missing)\b/i;

const acceptable = <K extends keyof NonNullable<Gold['also_ok']>>(
  gold: Gold,
  field: K,
): readonly unknown[] => [gold[field as keyof Gold], ...(gold.also_ok?.[field] ?? [])];

const termLeaks = (gold: Gold, text: string): readonly string[] =>
  gold.technical_terms.flatMap(({ term, kind }) => {
    const flags = /[a-z]/.test(term) ? 'i' : '';
    const pattern = new RegExp(`(?<![\\w-])${escaped(term)}s?(?![\\w-])`, kind === 'product' ? '' : flags);
    const found = pattern.exec(kind === 'product' ? text : withoutMeanings(text));
    if (!found) return [];
    const isExplained = /^\s*\(/.test(text.slice(text.indexOf(found[0]) + found[0].length));
    return isExplained ? [] : [term];
  });

type Check = (gold: Gold, text: string, telling: Telling, impact: Impact) => readonly Finding[];

const only = (isFault: boolean, fault: Fault, what: string): readonly Finding[] =>
  isFault ? [{ fault, what }] : [];

const isSaid = (gold: Gold, field: 'cause_stated' | 'expected_end'): boolean =>
  acceptable(gold, field).some((one) => typeof one === 'string');

const checkFigures: Check = (gold, text) =>
  gold.numbers
    .filter((number) => number.must && !formsOf(number).some((form) => contains(text, form)))
    .map(({ value, unit }) => ({ fault: 'lost_number', what: `${value} ${unit}` }));

const checkTimes: Check = (gold, text) =>
  (['started_at', 'ended_at'] as const).flatMap((field) => {
    const times = timesOf(gold, field);
    const isLost = times.length > 0 && !times.some((time) => text.includes(time));
    return only(isLost, 'lost_time', `${field} ${times[0]}`);
  });

const checkKept: Check = (gold, text, telling) => {
  const mayLack = acceptable(gold, 'workaround').some((one) => one === null || one === undefined);
  return [
    ...only(
      !mayLack && !says(telling, 'meanwhile', 'warning', 'unaffected'),
      'lost_workaround',
      gold.workaround ?? '',
    ),
    ...only(gold.data_loss === 'said_none' && !noneLost.test(text), 'lost_data', 'none lost'),
    ...only(gold.data_loss === 'said_some' && !someLost.test(text), 'lost_data', 'some lost'),
    ...only(Boolean(gold.expected_end) && !says(telling, 'end'), 'lost_end', gold.expected_end ?? ''),
  ];
};

const namesCause = (telling: Telling): boolean =>
  telling.lines.some(({ kind, text }) => kind === 'cause' && text.startsWith('The cause:'));

const checkInvented: Check = (gold, text, telling) => [
  ...only(gold.data_loss === 'none_stated' && says(telling, 'data'), 'invented_data', text),
  ...only(!isSaid(gold, 'cause_stated') && namesCause(telling), 'invented_cause', text),
  ...only(!isSaid(gold, 'expected_end') && says(telling, 'end'), 'invented_end', text),
];

const checkState: Check = (gold, text, _telling, impact) => {
  const states = acceptable(gold, 'state');
  const isOver = states.includes('fixed') || states.includes('ended_not_fixed');
  return [
    ...only(!isOver && allClear.test(text), 'invented_all_clear', text),
    ...only(!states.includes(impact.state), 'wrong_state', `${impact.state}, not ${gold.state}`),
    ...only(
      !acceptable(gold, 'capability').includes(impact.capability),
      'wrong_capability',
      impact.capability,
    ),
  ];
};

const checkTerms: Check = (gold, text) =>
  termLeaks(gold, text).map((what) => ({ fault: 'leaked_term', what }));

/** What everybody must find in a telling, and must not, by what was annotated by hand. */
export const scoreGold = (gold: Gold, impact: Impact, telling: Telling): readonly Finding[] => {
  const text = tellingText(telling);
  return [checkFigures, checkTimes, checkKept, checkInvented, checkState, checkTerms].flatMap((check) =>
    check(gold, text, telling, impact),
  );
};

const numbersOf = (text: string): readonly string[] => text.match(/\d[\d.,]*\d|\d/g) ?? [];

/** Numbers of a telling that its source does not have; times worked out by the clock are allowed. */
const inventedNumbers = (event: TechEvent, telling: Telling): readonly string[] => {
  const source = [event.title, ...event.updates.map(({ body, at }) => `${bareText(body)} ${at}`)].join(' ');
  const known = new Set([...numbersOf(source), ...numbersOf(tidyFigures(source))]);
  return telling.lines
    .filter(({ kind }) => kind !== 'opening' && kind !== 'next' && kind !== 'unknown')
    .flatMap(({ text }) => numbersOf(text))
    .filter((number) => !known.has(number) && !/^\d\d$/.test(number));
};

/** What can be judged without annotation: words nobody explained, numbers from nowhere, lost figures, all-clears, reading grade. */
export const scorePlain = (event: TechEvent, impact: Impact, telling: Telling): readonly Finding[] => {
  const text = tellingText(telling);
  const names = telling.lines.flatMap(
    (line) => line.text.match(/“[^”]*”|\b[A-Z][\w.' &/-]*(?= \()|AI model [A-Z][\w. -]*/g) ?? [],
  );
  const unclear = unclearWords(
    withoutMeanings(text),
    [
      ...names.flatMap((name) => [name, name.replace(/^AI model /, '')]),
      ...(impact.supplier ? [impact.supplier.name] : []),
    ].sort((a, b) => b.length - a.length),
  );
  const figures = impact.figures.flatMap((said) =>
    figuresIn(said.text)
      .filter(({ kind }) => kind === 'share')
      .map((figure) => figure.text),
  );
  const isClosed = /^(?:resolved|completed|closed|postmortem)$/i.test(event.updates.at(-1)?.status ?? '');
  const grade = readingGrade(text);
  return [
    ...unclear.map((what) => ({ fault: 'leaked_term', what }) as const),
    ...inventedNumbers(event, telling).map((what) => ({ fault: 'invented_number', what }) as const),
    ...figures
      .filter((figure) => !text.includes(figure))
      .map((what) => ({ fault: 'lost_number', what }) as const),
    ...(!isClosed && allClear.test(text) ? [{ fault: 'invented_all_clear', what: text } as const] : []),
    ...(grade > gradeLimit ? [{ fault: 'hard_to_read', what: grade.toFixed(1) } as const] : []),
  ];
};
