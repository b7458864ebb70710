import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'queries');

/** Fragments by name; each stands in one of these files. */
const fragmentFiles = ['order-fields', 'product-fields'] as const;

const fileText = (name: string): string => readFileSync(join(folder, `${name}.graphql`), 'utf8');

const readFragments = (): ReadonlyMap<string, string> =>
  new Map(
    fragmentFiles
      .flatMap((file) => fileText(file).split(/\n(?=fragment )/))
      .map((text) => [/^fragment (\w+)/.exec(text)?.[1] ?? '', text.trim()]),
  );

let fragments: ReadonlyMap<string, string> | null = null;

/** The fragments a text spreads, and those they spread, each once. */
const spreadIn = (text: string, found: Map<string, string> = new Map()): ReadonlyMap<string, string> => {
  fragments ??= readFragments();
  for (const [, name = ''] of text.matchAll(/\.\.\.(\w+)/g)) {
    const fragment = fragments.get(name);
    if (!fragment || found.has(name)) continue;
    found.set(name, fragment);
    spreadIn(fragment, found);
  }
  return found;
};

const texts = new Map<string, string>();

/**
 * An operation of queries/ with the fragments it uses. A test checks every one against Shopify's schema of the version
 * in api.ts.
 */
export const queryText = (name: string): string => {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const own = fileText(name).trim();
  const text = [own, ...spreadIn(own).values()].join('\n\n');
  texts.set(name, text);
  return text;
};

/** Takes a field with its selection out of a text: from `start` to the brace that closes it. */
const without = (text: string, start: number): string => {
  let depth = 0;
  for (let at = text.indexOf('{', start); at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(0, start) + text.slice(at + 1);
  }
  return text;
};

/** Decides an `@include` for good. */
const decide = (text: string, variable: string, isWanted: boolean): string => {
  const pattern = new RegExp(`\\w+ @include\\(if: \\$${variable}\\) (?=\\{)`);
  if (isWanted) return text.replaceAll(` @include(if: $${variable})`, '');
  let rest = text;
  for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) rest = without(rest, match.index);
  return rest;
};

/**
 * The query of a bulk operation, which takes no variables: they are written into it. `filter` is in Shopify's search
 * syntax.
 */
export const bulkText = (
  name: string,
  filter: string,
  wanted: { readonly customers: boolean; readonly inventory: boolean },
): string => {
  const plain = queryText(name)
    .replace(/^query \w+\([^)]*\) /, 'query ')
    .replace('orders {', `orders(query: ${JSON.stringify(filter)}, sortKey: UPDATED_AT) {`)
    .replaceAll('$some', '100');
  return decide(decide(plain, 'customers', wanted.customers), 'inventory', wanted.inventory);
};
