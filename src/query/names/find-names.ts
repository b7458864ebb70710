import type { Db } from '#src/database/connect.ts';
import { fold, singular } from '#src/lib/text.ts';
import type { FindNames } from '#src/metrics/names.ts';
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
    return [...findSkus(folded), ...findProducts(stems, isPlain), ...findValues(stems, isPlain)];
  };
};

/** Reads all names and builds the look-up. */
export const loadNames = async (db: Db): Promise<FindNames> => indexNames(await readNameRows(db));
