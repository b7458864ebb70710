import { expect, test } from 'vitest';
import type { NameMatch } from '#src/metrics/names.ts';
import { indexNames } from '#src/query/names/find-names.ts';
import type { NameRows } from '#src/query/names/rows.ts';
import { cpuMilliseconds } from '#test/support/cpu-time.ts';

/** A generator of its own, so that the catalogue and the questions are the same in every run. */
const dice = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const makers = [
  'Aldervale',
  'Brookmere',
  'Carrowmore',
  'Dunmarsh',
  'Eskdale',
  'Fernleigh',
  'Glenrath',
  'Hollowbrook',
];
const stuffs = ['Cotton', 'Merino', 'Canvas', 'Leather', 'Bamboo', 'Cashmere', 'Corduroy'];
const goods = [
  'Pullover',
  'Rucksack',
  'Trousers',
  'Tablecloth',
  'Slippers',
  'Raincoat',
  'Notebook',
  'Lantern',
];
const tones = ['Indigo', 'Saffron', 'Burgundy', 'Turquoise', 'Graphite', 'Ivory'];
const sizes = ['S', 'M', 'L', 'XL', '250ml', '500ml', '38', '40', '42'];

type Article = { readonly title: string; readonly colour: string; readonly size: string };

const key = ({ title, colour, size }: Article): string => `${title} ${colour} ${size}`;

const articles = (count: number, roll: (below: number) => number): readonly Article[] => {
  const found = new Map<string, Article>();
  const pick = (list: readonly string[]): string => list[roll(list.length)] ?? '';
  while (found.size < count) {
    const article = {
      title: `${pick(makers)} ${pick(stuffs)} ${pick(goods)}`,
      colour: pick(tones),
      size: pick(sizes),
    };
    found.set(key(article), article);
  }
  return [...found.values()];
};

const roll = dice(7);
const all = articles(1760, roll);
const sold = all.slice(0, 1600);
const unsold = all.slice(1600, 1730);

const rows: NameRows = {
  stores: [{ id: 's', name: 'Shop' }],
  products: [...new Set(sold.map(({ title }) => title))].map((title) => ({
    storeId: 's',
    id: title,
    title,
    category: null,
  })),
  variants: sold.map((article, i) => ({
    storeId: 's',
    productId: article.title,
    sku: `SKU-${i}`,
    options: { colour: article.colour, size: article.size },
  })),
  locations: [],
  values: [],
};

const find = indexNames(rows);

const skuOf = new Map(sold.map((article, i) => [key(article), `SKU-${i}`]));

/** The reading that explains every word of a mention, if any does. */
const readingOf = (text: string): NameMatch | undefined => {
  const words = text.split(' ');
  return find(words, () => false).find(
    ({ dimension, fit, start, end }) =>
      (dimension === 'sku' || dimension === 'product') &&
      fit !== 'weak' &&
      start === 0 &&
      end === words.length,
  );
};

const slip = (word: string, turn: number): string => {
  const at = 1 + (turn % (word.length - 2));
  if (turn % 2 === 0) return word.slice(0, at) + word.slice(at + 1);
  return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
};

test('of 130 variants that nobody sells, none is taken for another one', () => {
  const taken = unsold.filter((article) => readingOf(key(article)) !== undefined);
  expect(taken.map(key)).toEqual([]);
});

test('of 300 mentions of real variants, with slips and in any order, none is taken for another and most are found', () => {
  const mentions = sold.slice(0, 300).map((article, i) => {
    const words = key(article).split(' ');
    const long = words.findIndex((word) => word.length >= 8);
    if (i % 5 === 1) return { article, text: words.with(long, slip(words[long] ?? '', i)).join(' ') };
    if (i % 5 === 2) return { article, text: [...words.slice(2), ...words.slice(0, 2)].join(' ') };
    if (i % 5 === 3)
      return {
        article,
        text: words.map((word, at) => (at === 2 && !word.endsWith('s') ? `${word}s` : word)).join(' '),
      };
    if (i % 5 === 4) return { article, text: words.map((word) => word.toLowerCase()).join(' ') };
    return { article, text: words.join(' ') };
  });
  const read = mentions.map(({ article, text }) => ({
    text,
    wanted: skuOf.get(key(article)),
    got: readingOf(text),
  }));
  const wrong = read.filter(
    ({ got, wanted }) =>
      got !== undefined && !(got.values.length === 1 && got.values[0] === wanted) && got.dimension === 'sku',
  );
  expect(wrong.map(({ text }) => text)).toEqual([]);
  expect(read.filter(({ got }) => got !== undefined).length).toBeGreaterThanOrEqual(285);
});

test('ten thousand variants are looked through in a few milliseconds', () => {
  const many = articles(10_000, dice(11));
  const names = {
    ...rows,
    products: many.map((article, i) => ({
      storeId: 's',
      id: String(i),
      title: `${article.title} ${i % 40}`,
      category: null,
    })),
    variants: many.map((article, i) => ({
      storeId: 's',
      productId: String(i),
      sku: `N-${i}`,
      options: { colour: article.colour },
    })),
  };
  let lookUp = indexNames(rows);
  const building = cpuMilliseconds(() => {
    lookUp = indexNames(names);
  });
  expect(building).toBeLessThan(3000);
  const question =
    'how many of the aldervale cashmere pullover in saffron do we have left in berlin this week'.split(' ');
  const times = Array.from({ length: 40 }, () =>
    cpuMilliseconds(() => lookUp(question, () => false)),
  ).toSorted((a, b) => a - b);
  expect(times[20]).toBeLessThan(15);
});
