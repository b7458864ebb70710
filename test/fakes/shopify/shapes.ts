/** Values in the shape of Shopify's schema; the schema itself checks them when a query is executed. */

export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`;

/** GraphQL writes amounts without trailing zeros, but with one place at least. */
export const decimal = (cents: number): string => {
  const text = (cents / 100).toFixed(2).replace(/0$/, '');
  return text.replace(/\.$/, '.0');
};

export const money = (cents: number) => ({
  __typename: 'MoneyV2',
  amount: decimal(cents),
  currencyCode: 'EUR',
});
export const bag = (cents: number) => ({ shopMoney: money(cents), presentmentMoney: money(cents) });
export const time = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace(/\.\d+/, '');

export const withTax = (cents: number, rate: number): number => (cents * (100 + rate)) / 100;

export type Node = Readonly<Record<string, unknown>> & { readonly id: string };
export type Arguments = {
  readonly first?: number;
  readonly after?: string;
  readonly query?: string;
  readonly sortKey?: string;
  readonly reverse?: boolean;
  readonly names?: readonly string[];
};

export const numberIn = (id: string): number => Number(id.split('/').at(-1));

/** A connection over values that are there already; without `first` (in an export) all of them. */
export const connect =
  (nodes: readonly unknown[]) =>
  ({ first, after }: Arguments) => {
    const from = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
    const page = nodes.slice(from, from + (first ?? nodes.length));
    const end = from + page.length;
    return {
      nodes: page,
      edges: page.map((node) => ({ node })),
      pageInfo: {
        hasNextPage: end < nodes.length,
        endCursor: page.length > 0 ? Buffer.from(String(end)).toString('base64') : null,
      },
    };
  };
