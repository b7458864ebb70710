import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Database } from '#src/database/connect.ts';
import { AppError } from '#src/lib/errors.ts';
import { isCurrencyCode } from '#src/lib/money.ts';
import { clean } from '#src/lib/text.ts';
import { isZone } from '#src/lib/time-range.ts';
import type { StoreDescription } from '../define.ts';
import type { DataFile } from './open.ts';
import { createCsvParser } from './parse.ts';

const shape = z.object({
  name: z.string().trim().min(1),
  currency: z.string().trim().refine(isCurrencyCode, 'is not a three-letter currency code'),
  zone: z.string().trim().refine(isZone, 'is not a time zone such as Europe/Berlin'),
});

/** What an import may be told of a store; what is missing comes from the folder, then from what is stored. */
export type StoreHints = Partial<Pick<StoreDescription, 'name' | 'currency' | 'zone'>>;

/** The store an import is for. Throws AppError naming what is not known of it. */
export const describeStore = async (
  database: Database,
  storeId: string,
  file: DataFile | null,
  hints: StoreHints,
): Promise<StoreDescription> => {
  const id = clean(storeId, 60);
  if (!/^[\w.-]+$/.test(id))
    throw wrong(`"${id}" cannot be the id of a store: letters, digits, -, _ and . only.`);
  const stored = await database.client`select name, currency, zone from stores where id = ${id}`;
  const found = shape.safeParse({ name: id, ...stored[0], ...(await readStoreFile(file)), ...hints });
  if (found.success) return { id, ...found.data, name: clean(found.data.name) };
  const [issue] = found.error.issues;
  const what = String(issue?.path[0] ?? 'description');
  throw wrong(
    issue?.code === 'custom'
      ? `The ${what} of the store ${issue.message}.`
      : `The ${what} of the store "${id}" is not known.`,
  );
};

const wrong = (userMessage: string): AppError =>
  new AppError('bad_input', userMessage, {
    userMessage,
    hint: 'Put a store.json into the folder, such as {"name": "My shop", "currency": "EUR", "zone": "Europe/Berlin"}.',
  });

const readStoreFile = async (file: DataFile | null): Promise<Readonly<Record<string, unknown>>> => {
  if (!file) return {};
  const text = await readFile(file.path, 'utf8');
  if (file.name.endsWith('.csv')) return readStoreCsv(text);
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw wrong(`${file.name} is not JSON that describes a store.`);
  }
};

const readStoreCsv = (text: string): Readonly<Record<string, string>> => {
  const records: (readonly string[])[] = [];
  const parser = createCsvParser({
    delimiter: ',',
    onRecord: ({ values }) => records.push(values),
    onFault: () => {},
  });
  parser.push(text.replace(/^\uFEFF/, ''));
  parser.end();
  const [header = [], values = []] = records;
  return Object.fromEntries(header.map((name, place) => [name.trim().toLowerCase(), values[place] ?? '']));
};
