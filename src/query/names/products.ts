import { fold, singular, wordsOf } from '#src/lib/text.ts';
import type { NameMatch } from '#src/metrics/names.ts';
import { mayMean } from '#src/metrics/spelling.ts';
import type { NameRows } from './rows.ts';
import type { Run } from './values.ts';
import { optionWords, runsFrom } from './values.ts';
import { indexWords, nameWords } from './word-index.ts';

/** What can be bought, with all the words it can be told by: its title, its options, its category. */
type Item = {
  readonly sku: string | null;
  readonly product: number;
  readonly words: readonly string[];
};

type Product = {
  readonly title: string;
  readonly stores: Set<string>;
  readonly words: readonly string[];
  /** The word that says what it is: "runner" of "Trail Runner 2", "beanie" of "Merino Beanie – Rust". */
  readonly head: string;
  readonly items: Set<number>;
};

/** More products than this are no family that a short answer can show. */
const largestFamily = 40;

/** Words between the parts of a name as people say it: "the linen shirt in navy, size m". */
const between = new Set(
  'in the a of and size colour color grosse groesse farbe talla color the de en'.split(' '),
);

const headOf = (title: string, options: ReadonlySet<string>): string => {
  const [base = ''] = title.split(/ [–—-] /);
  return nameWords(base).findLast((word) => !/\d/.test(word) && !options.has(word)) ?? '';
};

/** All products and what is bought of them, with the words that are values of other dimensions, too. */
type Range = {
  readonly products: readonly Product[];
  readonly items: readonly Item[];
  readonly isValue: (word: string) => boolean;
};

const readRange = (rows: NameRows, options: ReadonlySet<string>): Range => {
  const products: Product[] = [];
  const byTitle = new Map<string, number>();
  const byId = new Map<string, { readonly product: number; readonly category: string }>();
  for (const { storeId, id, title, category } of rows.products) {
    const known = byTitle.get(title) ?? products.length;
    if (known === products.length) {
      byTitle.set(title, known);
      const words = nameWords(title);
      products.push({ title, stores: new Set(), words, head: headOf(title, options), items: new Set() });
    }
    products[known]?.stores.add(storeId);
    byId.set(`${storeId}\u0000${id}`, { product: known, category: category ?? '' });
  }
  const items: Item[] = [];
  const seen = new Set<string>();
  for (const { storeId, productId, sku, options: chosen } of rows.variants) {
    const of = byId.get(`${storeId}\u0000${productId}`);
    const product = of && products[of.product];
    if (!of || !product || seen.has(`${of.product}\u0000${sku}`)) continue;
    seen.add(`${of.product}\u0000${sku}`);
    product.items.add(items.length);
    const words = [...product.words, ...Object.values(chosen).flatMap(nameWords), ...nameWords(of.category)];
    items.push({ sku, product: of.product, words: [...new Set(words)] });
  }
  const categories = new Set(rows.products.map(({ category }) => nameWords(category ?? '').join(' ')));
  return { products, items, isValue: (word) => options.has(word) || categories.has(word) };
};

/** Whether every word of a title was said: as it is, as two words, or with a slip. */
const saysAll = (said: readonly string[], title: readonly string[]): boolean =>
  title.length > 0 &&
  title.every((word) =>
    said.some((one, i) => one === word || `${one}${said[i + 1] ?? ''}` === word || mayMean(one, word)),
  );

const samples = (all: readonly string[], most = 4): string =>
  all.length <= most
    ? all.join(', ')
    : `${all.slice(0, most - 1).join(', ')} and ${all.length - most + 1} more`;

/**
 * Finds products and variants in words. Words in a row that together fit some variants mean those: one product,
 * one variant, or a family of either. Every word must be explained by each of them.
 */
export const indexProducts = (
  rows: NameRows,
): ((words: readonly string[], isPlain: (word: string) => boolean) => readonly NameMatch[]) => {
  const options = optionWords(rows);
  const range = readRange(rows, options);
  const index = indexWords(
    range.items.map(({ words }) => words),
    options,
  );
  return (typed, isPlain) => {
    const at = index(isPlain);
    const words = typed.map(singular);
    const skip = (i: number): number => (between.has(words[i] ?? '') ? i + 1 : i);
    return words.flatMap((_, start) =>
      runsFrom(at, words, start, skip).flatMap((run, place, runs) => {
        const said = typed.slice(start, run.end).filter((word) => !between.has(word));
        const match = matchOf(run, said, range, place === runs.length - 1);
        return match ? [{ ...match, start, end: run.end, typos: run.typos }] : [];
      }),
    );
  };
};

/** What a run of words names: the products it names in full, else (for the longest run) all that it fits. */
const matchOf = (
  run: Run,
  typed: readonly string[],
  range: Range,
  isLongest: boolean,
): Pick<NameMatch, 'dimension' | 'values' | 'label' | 'stores' | 'fit'> | null => {
  const said = typed.map(singular);
  const family = [...new Set([...run.left].map((item) => range.items[item]?.product ?? -1))];
  const whole = family.filter((id) => saysAll(said, range.products[id]?.words ?? []));
  if (whole.length > 0) {
    const named = describe(whole, run.left, range);
    return named && { ...named, fit: run.typos.length > 0 ? 'near' : 'exact' };
  }
  if (!isLongest) return null;
  const titled = bestTitled(family, typed, range);
  const fit = partialFit(run.words, titled, said, range);
  const named = fit && describe(titled, run.left, range);
  return named && fit && { ...named, fit };
};

/**
 * "The navy shirt" is the one that has both words in its title, though other shirts come in navy, too; "navy shirts"
 * are all of them.
 */
const bestTitled = (
  family: readonly number[],
  typed: readonly string[],
  { products, isValue }: Range,
): readonly number[] => {
  if (typed.some((word) => singular(word) !== word && isValue(singular(word)))) return family;
  const said = typed.map(singular);
  const titleWords = (id: number): number => said.filter((word) => products[id]?.words.includes(word)).length;
  const most = Math.max(...family.map(titleWords));
  return most > 1 ? family.filter((id) => titleWords(id) === most) : family;
};

/** How well some words of a name tell it; null when other dimensions say it better (a colour of a category). */
const partialFit = (
  count: number,
  family: readonly number[],
  said: readonly string[],
  { products, isValue }: Range,
): 'part' | 'weak' | null => {
  const [word = ''] = said;
  if (said.every(isValue) && (family.length > 1 || count === 1)) return null;
  if (family.length > largestFamily) return 'weak';
  if (count > 1) return 'part';
  if (/^\d/.test(word)) return null;
  return family.every((id) => products[id]?.head === word) ? 'part' : 'weak';
};

/** The products, where all their variants are meant; else the variants. */
const describe = (
  chosen: readonly number[],
  left: ReadonlySet<number>,
  { products, items }: Range,
): Pick<NameMatch, 'dimension' | 'values' | 'label' | 'stores'> | null => {
  const named = chosen.flatMap((id) => products[id] ?? []);
  const meant = new Set([...left].filter((item) => chosen.includes(items[item]?.product ?? -1)));
  const stores = [...new Set(named.flatMap((product) => [...product.stores]))];
  if (named.every((product) => product.items.isSubsetOf(meant))) {
    const values = named.map(({ title }) => title).toSorted();
    return { dimension: 'product', values, label: samples(values), stores };
  }
  const skus = [...meant].flatMap((item) => items[item]?.sku ?? []).toSorted();
  return skus.length === 0 ? null : { dimension: 'sku', values: skus, label: samples(skus), stores };
};

/** SKUs of more words than this are not looked for; real ones have up to five. */
const longestSku = 8;

/** Finds SKUs: all words of one, in its order, exactly; those that differ in capitals or signs only are one match. */
export const indexSkus = (rows: NameRows): ((words: readonly string[]) => readonly NameMatch[]) => {
  const byWords = new Map<string, { readonly skus: Set<string>; readonly stores: Set<string> }>();
  for (const { storeId, sku } of rows.variants) {
    if (sku === null) continue;
    const key = wordsOf(fold(sku)).join(' ');
    const known = byWords.get(key) ?? { skus: new Set(), stores: new Set() };
    byWords.set(key, known);
    known.skus.add(sku);
    known.stores.add(storeId);
  }
  return (words) =>
    words.flatMap((_, start) =>
      Array.from({ length: longestSku }, (__, i) => start + i + 1)
        .filter((end) => end <= words.length)
        .flatMap((end): readonly NameMatch[] => {
          const found = byWords.get(words.slice(start, end).join(' '));
          if (!found) return [];
          const values = [...found.skus].toSorted();
          return [
            {
              dimension: 'sku',
              values,
              label: values.join(', '),
              stores: [...found.stores],
              start,
              end,
              fit: 'exact',
              typos: [],
            },
          ];
        }),
    );
};
