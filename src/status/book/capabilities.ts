import type { Department } from '#src/lib/departments.ts';
import { departments } from '#src/lib/departments.ts';
import { bookText, rowsUnder } from './tables.ts';

/** What people can or cannot do; the ids stand in `incidents.capability`. */
export const capabilityIds = [
  'checkout',
  'card_payments',
  'site_speed',
  'search',
  'sign_in',
  'emails',
  'stock_sync',
  'order_import',
  'label_printing',
  'warehouse_devices',
  'shop_admin',
  'reports',
  'integrations',
  'developer_tools',
  'none',
] as const;

export type CapabilityId = (typeof capabilityIds)[number];

export type Audience = 'customers' | 'staff' | 'developers' | 'nobody';

/** How something is in trouble, for the sentence that opens a telling. */
export type Trouble = 'fails' | 'slow' | 'late';

/** What a capability is called, how its trouble is put, and what it means for each department. */
export type Capability = {
  readonly id: CapabilityId;
  readonly thing: string;
  readonly trouble: Readonly<Record<Trouble, string>>;
  readonly feltBy: Audience;
  readonly ongoing: Readonly<Record<Department, string>>;
  readonly over: Readonly<Record<Department, string>>;
  readonly words: readonly string[];
};

export const isCapability = (text: string): text is CapabilityId =>
  (capabilityIds as readonly string[]).includes(text);

const book = bookText('departments.md');

const linesOf = (heading: string, id: string): Readonly<Record<Department, string>> => {
  const row = rowsUnder(book, heading).find((one) => one['capability'] === id) ?? {};
  return Object.fromEntries(departments.map((department) => [department, row[department] ?? ''])) as Record<
    Department,
    string
  >;
};

const wordRows = rowsUnder(book, 'Words that point to a capability');

const all: ReadonlyMap<string, Capability> = new Map(
  rowsUnder(book, 'Capabilities').flatMap((row) => {
    const id = row['capability'] ?? '';
    if (!isCapability(id)) return [];
    const words = wordRows.find((one) => one['capability'] === id)?.['words'] ?? '';
    const capability: Capability = {
      id,
      thing: row['thing'] ?? '',
      trouble: { fails: row['fails'] ?? '', slow: row['slow'] ?? '', late: row['late'] ?? '' },
      feltBy: (row['felt by'] ?? 'nobody') as Audience,
      ongoing: linesOf('While it lasts', id),
      over: linesOf('When it is over', id),
      words: words
        .split(';')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    };
    return [[id, capability]];
  }),
);

export const capability = (id: CapabilityId): Capability => {
  const found = all.get(id);
  if (!found) throw new TypeError(`departments.md has no capability ${id}`);
  return found;
};

/** Capabilities with words that point to them, in the order in which they are tried. */
export const pointedTo: readonly { readonly id: CapabilityId; readonly words: readonly string[] }[] = wordRows
  .map((row) => row['capability'] ?? '')
  .filter(isCapability)
  .map((id) => ({ id, words: capability(id).words }));
