import { fold } from '#src/lib/text.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { isDimension } from '#src/metrics/dimensions.ts';
import type { NameMatch } from '#src/metrics/names.ts';
import { aliases, kindWords } from './aliases.ts';
import { countryGroups, countryNames } from './countries.ts';
import type { NameRows } from './rows.ts';
import type { WordIndex } from './word-index.ts';
import { indexWords, nameWords } from './word-index.ts';

/** One way to call a value of a dimension. */
type Entry = {
  readonly dimension: DimensionId;
  readonly value: string;
  readonly label: string;
  readonly stores: readonly string[];
  readonly isAlias?: boolean;
  readonly words: readonly string[];
};

type Named = Omit<Entry, 'words'>;

const entriesOf = (named: Named, names: readonly string[]): readonly Entry[] =>
  names.map((name) => ({ ...named, words: nameWords(name) })).filter((entry) => entry.words.length > 0);

/** Other names say less surely which value is meant than its own does. */
const aliasesOf = (named: Named, names: readonly string[]): readonly Entry[] =>
  entriesOf({ ...named, isAlias: true }, names);

/** Every value of every dimension but products, under each name it goes by. */
const readEntries = (rows: NameRows): readonly Entry[] => {
  const stored = Map.groupBy(
    [
      ...rows.values.filter(({ dimension }) => isDimension(dimension) && dimension !== 'country'),
      ...rows.locations.map(({ storeId, name }) => ({ storeId, dimension: 'location', value: name })),
      ...rows.products.flatMap(({ storeId, category }) =>
        category === null ? [] : [{ storeId, dimension: 'category', value: category }],
      ),
      ...rows.variants.flatMap(({ storeId, options }) =>
        Object.entries(options)
          .filter(([name]) => name === 'colour' || name === 'size')
          .map(([dimension, value]) => ({ storeId, dimension, value })),
      ),
    ].filter(({ dimension }) => !ofProducts.has(dimension)),
    ({ dimension, value }) => `${dimension}\u0000${value}`,
  );
  const values = [...stored.values()].flatMap((same) => {
    const [{ dimension, value } = { dimension: '', value: '' }] = same;
    if (!isDimension(dimension) || value === '') return [];
    const others = aliases[dimension]?.[fold(value)] ?? [];
    const stores = [...new Set(same.map(({ storeId }) => storeId))];
    const named = { dimension, value, label: value, stores };
    return [...entriesOf(named, [value]), ...aliasesOf(named, others)];
  });
  return [
    ...values,
    ...rows.stores.flatMap(({ id, name }) =>
      entriesOf({ dimension: 'store', value: id, label: name, stores: [id] }, [name]),
    ),
    ...countryEntries(rows),
  ];
};

/** Dimensions whose values are found through the products. */
const ofProducts: ReadonlySet<string> = new Set(['product', 'variant', 'sku']);

/** All countries are known by name, those of the shop by their code too. */
const countryEntries = (rows: NameRows): readonly Entry[] => {
  const sold = Map.groupBy(
    rows.values.filter(({ dimension }) => dimension === 'country'),
    ({ value }) => value,
  );
  const groups = countryGroups.flatMap(({ label, names, codes }) =>
    names.flatMap((name) =>
      codes
        .filter((code) => sold.has(code))
        .flatMap((code) => entriesOf({ dimension: 'country', value: code, label, stores: [] }, [name])),
    ),
  );
  const single = countryNames().flatMap(({ code, label, names }) => {
    const stores = [...new Set((sold.get(code) ?? []).map(({ storeId }) => storeId))];
    const named = { dimension: 'country', value: code, label, stores } as const;
    const byCode = sold.has(code) ? [{ ...named, words: [code.toLowerCase()] }] : [];
    return [...entriesOf(named, names), ...byCode];
  });
  return [...single, ...groups];
};

/** The words of colours and sizes: they are matched exactly or not at all. */
export const optionWords = (rows: NameRows): ReadonlySet<string> =>
  new Set(
    rows.variants.flatMap(({ options }) =>
      Object.entries(options).flatMap(([name, value]) =>
        name === 'colour' || name === 'size' ? nameWords(value) : [],
      ),
    ),
  );

/** Words from a start on and the entries that all of them lead to. */
export type Run = {
  readonly end: number;
  readonly left: ReadonlySet<number>;
  readonly words: number;
  readonly typos: readonly number[];
};

/** From a start, every longer run of words that some entry explains. */
export const runsFrom = (
  index: WordIndex,
  words: readonly string[],
  start: number,
  skips: (i: number) => number,
): readonly Run[] => {
  const runs: Run[] = [];
  let run: Run = { end: start, left: new Set(), words: 0, typos: [] };
  for (;;) {
    const next = step(index, words, run, run.words === 0 ? start : skips(run.end));
    if (!next) return runs;
    runs.push(next);
    run = next;
  }
};

const step = (index: WordIndex, words: readonly string[], run: Run, i: number): Run | null => {
  for (const hit of i < words.length ? index(words, i) : []) {
    const left = run.words === 0 ? hit.entries : run.left.intersection(hit.entries);
    if (left.size === 0) continue;
    const typos = hit.typo ? [...run.typos, i] : run.typos;
    return { end: i + hit.length, left, words: run.words + 1, typos };
  }
  return null;
};

/** Finds values of dimensions in words; all that a run of words can mean, in every dimension. */
export const indexValues = (
  rows: NameRows,
): ((words: readonly string[], isPlain: (word: string) => boolean) => readonly NameMatch[]) => {
  const entries = readEntries(rows);
  const index = indexWords(
    entries.map(({ words }) => words),
    optionWords(rows),
  );
  return (words, isPlain) => {
    const at = index(isPlain);
    return words.flatMap((_, start) =>
      runsFrom(at, words, start, (i) => i).flatMap((run, place, runs) =>
        matchesOf(run, start, words, entries, place === runs.length - 1),
      ),
    );
  };
};

const matchesOf = (
  run: Run,
  start: number,
  words: readonly string[],
  entries: readonly Entry[],
  isLongest: boolean,
): readonly NameMatch[] => {
  const found = [...run.left].flatMap((id) => entries[id] ?? []);
  const whole = found.filter((entry) => entry.words.length === run.words && !entry.isAlias);
  const alias = found.filter((entry) => entry.words.length === run.words && entry.isAlias);
  const partly = isLongest ? found.filter((entry) => entry.words.length > run.words) : [];
  const single = run.words === 1 && (kindWords.has(words[start] ?? '') || /^\d+$/.test(words[start] ?? ''));
  const match = (some: readonly Entry[], fit: NameMatch['fit']): readonly NameMatch[] =>
    [...Map.groupBy(some, ({ dimension }) => dimension)].map(([dimension, alike]) => {
      const values = [...new Map(alike.map((entry) => [entry.value, entry])).values()];
      return {
        dimension,
        values: values.map(({ value }) => value),
        label: [...new Set(values.map(({ label }) => label))].join(', '),
        stores: [...new Set(values.flatMap(({ stores }) => stores))],
        start,
        end: run.end,
        fit,
        typos: run.typos,
      };
    });
  const exact = match(whole, run.typos.length > 0 ? 'near' : 'exact');
  const elsewhere = partly.filter(
    ({ dimension, value }) =>
      ![...whole, ...alias].some((one) => one.dimension === dimension || one.value === value),
  );
  const sold = elsewhere.filter(({ dimension, stores }) => dimension !== 'country' || stores.length > 0);
  const named = alias.filter(({ dimension }) => !whole.some((one) => one.dimension === dimension));
  return [...exact, ...match(named, 'part'), ...(single ? [] : match(sold, 'part'))];
};
