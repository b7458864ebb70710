import { articleKinds, colours, lines, namedProducts } from './names.ts';
import { keyOf, randomOf } from './random.ts';
import type { Shop } from './shops.ts';

/** A variant as the simulation works with it. Amounts are minor units of the shop's currency, without tax. */
export type Variant = {
  readonly place: number;
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly price: number;
  readonly unitCost: number | null;
  readonly kind: 'product' | 'gift_card';
  readonly tracked: boolean;
  readonly active: boolean;
  /** How much it is asked for, next to the others. */
  readonly weight: number;
  /** The day from which on nobody asks for it. */
  readonly fadesOn: number;
  readonly returnRate: number;
  readonly supplier: number;
};

type Product = {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly active: boolean;
};

export type Catalogue = {
  readonly products: readonly Product[];
  readonly variants: readonly Variant[];
  readonly bySku: (sku: string) => Variant;
};

/** Suppliers, by category. */
export const suppliers = articleKinds.map((kind) => kind.category);

type Draft = {
  readonly title: string;
  readonly category: string;
  readonly price: number;
  readonly weight: number;
  readonly active: boolean;
  readonly skus: readonly { readonly sku: string; readonly options: Readonly<Record<string, string>> }[];
};

const named: readonly Draft[] = namedProducts.map((product) => ({
  title: product.title,
  category: product.category,
  price: product.price,
  weight: product.weight,
  active: true,
  skus: product.skus.map((sku) => ({ sku, options: optionsOf(product.title, sku) })),
}));

/** Colour as the title tells it, size as the SKU's last part does. */
function optionsOf(title: string, sku: string): Readonly<Record<string, string>> {
  const [, colour] = title.split(' – ');
  const [, size] = /-(S|M|L|XL|42)$/.exec(sku) ?? [];
  return { ...(colour && { colour }), ...(size && { size }) };
}

/** Some 400 products of invented lines: each kind of article in each line, in a few colours and sizes. */
const invented = (seed: number): readonly Draft[] =>
  articleKinds.flatMap((kind) =>
    kind.nouns.flatMap((noun) =>
      lines.map((line): Draft => {
        const random = randomOf(seed, keyOf(`${line} ${noun}`));
        const [low, high] = kind.price;
        const inColours = colours.filter(() => random.chance(0.2)).slice(0, 2);
        const chosen =
          inColours.length > 0 ? inColours : [colours[random.whole(0, colours.length - 1)] ?? colours[0]];
        const sizes = kind.sizes.length > 0 ? kind.sizes.filter(() => random.chance(0.45)) : [''];
        const code = [line, ...noun.split(/[ -]/)].map((word) => word.slice(0, 3).toUpperCase()).join('-');
        return {
          title: `${line} ${noun}`,
          category: kind.category,
          price: Math.round(random.between(low, high) / 100) * 100 - 10,
          weight: 6 / (1 + random.next() * 40) ** 1.15,
          active: !random.chance(0.03),
          skus: chosen.flatMap(([colour, short]) =>
            (sizes.length > 0 ? sizes : [kind.sizes[1] ?? '']).map((size) => ({
              sku: [code, short, size].filter((part) => part !== '').join('-'),
              options: { colour, ...(size && { size }) },
            })),
          ),
        };
      }),
    ),
  );

/** What a shop sells; the same for the same seed. `days` is how long its history is. */
export const createCatalogue = (shop: Shop, seed: number, days: number): Catalogue => {
  const drafts = [...named, ...invented(seed).filter((_, place) => place % shop.everyProduct === 0)];
  const products: Product[] = [];
  const variants: Variant[] = [];
  for (const [place, draft] of drafts.entries()) {
    const id = `p${place + 1}`;
    products.push({ id, title: draft.title, category: draft.category, active: draft.active });
    for (const { sku, options } of draft.skus) {
      variants.push(
        toVariant(shop, seed, days, draft, { place: variants.length, productId: id, sku, options }),
      );
    }
  }
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  return {
    products,
    variants,
    bySku: (sku) => {
      const found = bySku.get(sku);
      if (!found) throw new RangeError(`no variant ${sku}`);
      return found;
    },
  };
};

const toVariant = (
  shop: Shop,
  seed: number,
  days: number,
  draft: Draft,
  of: Pick<Variant, 'place' | 'productId' | 'sku' | 'options'>,
): Variant => {
  const random = randomOf(seed, keyOf(of.sku), shop.key);
  const isService = draft.weight === 0;
  const sizes: Readonly<Record<string, number>> = { S: 0.7, M: 1, L: 0.9, XL: 0.5 };
  const fades = !isService && random.chance(0.035) && draft.weight < 2;
  const price = Math.round((draft.price * shop.priceFactor) / 10) * 10;
  const cost = Math.round(price * random.between(0.32, 0.5));
  const isGiftCard = draft.category === 'Gift cards';
  const option = Object.values(of.options).join(' / ');
  return {
    ...of,
    id: `v${of.place + 1}`,
    title:
      option && !draft.title.includes(' – ')
        ? `${draft.title} – ${option}`
        : withSize(draft.title, of.options),
    price,
    unitCost: isGiftCard || random.chance(0.02) ? null : cost,
    kind: isGiftCard ? 'gift_card' : 'product',
    tracked: !isService,
    active: draft.active,
    weight: draft.active ? draft.weight * (sizes[of.options['size'] ?? ''] ?? 1) : 0,
    fadesOn: fades ? days - random.whole(100, 190) : Number.POSITIVE_INFINITY,
    returnRate: articleKinds.find((kind) => kind.category === draft.category)?.returnRate ?? 0,
    supplier: Math.max(0, suppliers.indexOf(draft.category)),
  };
};

const withSize = (title: string, options: Readonly<Record<string, string>>): string =>
  options['size'] ? `${title} / ${options['size']}` : title;
