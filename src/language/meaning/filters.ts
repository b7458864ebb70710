import { fold } from '#src/lib/text.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';
import type { Assumption } from '../interpretation.ts';
import type { NameOption, NameWish } from '../reading/names.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

type DimensionFilter = Extract<Filter, { readonly kind: 'dimension' }>;

/** The values a question keeps or leaves out, the stores it names, and the splits that its lists ask for. */
export type Kept = {
  readonly filters: readonly DimensionFilter[];
  readonly stores: readonly string[];
  /** Rivals ("Germany vs France") are always shown apart, families of products unless another split is asked for. */
  readonly rivals: readonly DimensionId[];
  readonly families: readonly DimensionId[];
  readonly assumptions: readonly Assumption[];
};

/** Where a name fits several dimensions equally well, the first of these is meant. */
const preferred: readonly DimensionId[] = [
  'sku',
  'product',
  'store',
  'country',
  'location',
  'carrier',
  'discount_code',
  'campaign',
  'traffic_source',
  'ad_platform',
  'payment_provider',
  'payment_method',
  'category',
  'colour',
  'size',
];

const place = (id: DimensionId): number =>
  preferred.includes(id) ? preferred.indexOf(id) : preferred.length;

/** Written just as it is stored: "gift cards" is the category, not the product Gift Card. */
const literal = ({ label, typed }: NameOption): number => (fold(label) === fold(typed) ? 0 : 1);

const fitOrder = ['exact', 'near', 'part'];

/** The best reading of a name among the dimensions that the metrics can be filtered by. */
const choose = (wish: NameWish, allowed: readonly DimensionId[]): NameOption | null =>
  wish.options
    .filter(({ dimension: id }) => id === 'store' || allowed.includes(id))
    .toSorted(
      (a, b) =>
        fitOrder.indexOf(a.fit) - fitOrder.indexOf(b.fit) ||
        literal(a) - literal(b) ||
        place(a.dimension) - place(b.dimension),
    )[0] ?? null;

const things: readonly DimensionId[] = ['product', 'variant', 'sku'];

const assumptionOf = (option: NameOption): readonly Assumption[] =>
  option.fit === 'exact' || option.label.toLowerCase() === option.typed.toLowerCase()
    ? []
    : [{ slot: 'name', text: `“${option.typed}” is read as ${option.label}.` }];

type Picked = { readonly wish: NameWish; readonly option: NameOption };

/** Turns names into filters. Several values of one dimension are one filter; products and rivals are shown side by side. `areAsOf`: "open" says nothing of metrics that are states. */
export const keepNames = (
  wishes: readonly NameWish[],
  allowed: readonly DimensionId[],
  areAsOf: boolean,
): Made<Kept> => {
  const picked: Picked[] = [];
  for (const wish of wishes) {
    const option = choose(wish, allowed);
    const [first] = wish.options;
    if (!option && wish.saysState && areAsOf) continue;
    if (!option && first)
      return failed({ kind: 'not_filtered', dimension: first.dimension, typed: first.typed });
    if (option?.dimension === 'store' && wish.negated)
      return failed({ kind: 'not_filtered', dimension: 'store', typed: option.typed });
    if (option) picked.push({ wish, option });
  }
  const aligned = picked.map((one) => alignVersus(one, picked, allowed));
  const groups = Map.groupBy(
    aligned.filter(({ option }) => option.dimension !== 'store'),
    ({ wish, option }) => `${wish.negated} ${option.dimension}`,
  );
  const filters = [...groups.values()].flatMap((alike): readonly DimensionFilter[] => {
    const [first] = alike;
    if (!first) return [];
    const values = [...new Set(alike.flatMap(({ option }) => option.values))];
    return [
      {
        kind: 'dimension',
        dimension: first.option.dimension,
        op: first.wish.negated ? 'is_not' : 'is',
        values,
      },
    ];
  });
  return made({
    filters,
    stores: aligned.flatMap(({ option, wish }) =>
      option.dimension === 'store' && !wish.negated ? option.values : [],
    ),
    rivals: [...new Set(aligned.filter(({ wish }) => wish.versus).map(({ option }) => option.dimension))],
    families: familiesOf(filters),
    assumptions: aligned.flatMap(({ option }) => assumptionOf(option)),
  });
};

/** "TikTok vs Instagram": both sides are single values of the same dimension, surely named where there is a choice. */
const alignVersus = (one: Picked, all: readonly Picked[], allowed: readonly DimensionId[]): Picked => {
  if (!one.wish.versus) return one;
  const rivals = all.filter(({ wish }) => wish.versus);
  const shares = (id: DimensionId, sure: boolean): boolean =>
    rivals.every(({ wish }) =>
      wish.options.some(
        (option) =>
          option.dimension === id && option.values.length === 1 && (!sure || option.fit === 'exact'),
      ),
    );
  const dimensions = [...allowed, 'store' as const];
  const shared = dimensions.find((id) => shares(id, true)) ?? dimensions.find((id) => shares(id, false));
  const option = one.wish.options.find(({ dimension: id }) => id === shared);
  return option ? { ...one, option } : one;
};

const familiesOf = (filters: readonly DimensionFilter[]): readonly DimensionId[] =>
  filters
    .filter(({ dimension: id, op, values }) => op === 'is' && values.length > 1 && things.includes(id))
    .map(({ dimension: id }) => id);
