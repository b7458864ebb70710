import { bookText, rowsUnder } from './tables.ts';

/** A part of a supplier (or of our own systems) and what people feel when it fails. */
export type Part = {
  readonly name: string;
  /** Stands for the name in a sentence. */
  readonly short: string;
  /** Stands in brackets behind the name. */
  readonly meaning: string;
  readonly capability: string;
};

/** Somebody whose systems we depend on. `who` stands behind the name: "which takes card payments for us". */
export type Supplier = {
  readonly name: string;
  readonly who: string;
  readonly capability: string;
  readonly statusPage: string | null;
  readonly parts: readonly Part[];
};

const book = bookText('suppliers.md');

const parts = rowsUnder(book, 'Parts');

/** Suppliers that come along (prompts/status/suppliers.md). */
export const suppliers: readonly Supplier[] = rowsUnder(
  book,
  'Suppliers: who they are to a shop, and what their parts mean',
).map((row) => ({
  name: row['supplier'] ?? '',
  who: row['who'] ?? '',
  capability: row['capability'] ?? 'integrations',
  statusPage: row['status page'] || null,
  parts: parts
    .filter((part) => part['supplier'] === row['supplier'])
    .map((part) => ({
      name: part['part'] ?? '',
      short: part['short'] ?? '',
      meaning: part['meaning'] ?? '',
      capability: part['capability'] ?? '',
    })),
}));

/** The supplier of that name, in any case; one we know nothing about is an outside service. */
export const supplierOf = (name: string): Supplier =>
  suppliers.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? {
    name,
    who: 'a service we use',
    capability: 'integrations',
    statusPage: null,
    parts: [],
  };
