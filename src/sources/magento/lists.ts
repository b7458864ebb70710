import { noCircles } from '../http/pages.ts';
import { utcOf } from '../shop/reading.ts';
import type { MagentoApi } from './api.ts';

/** One condition; those of a search all hold. `in` takes values with commas. */
export type Condition = {
  readonly field: string;
  readonly is: 'eq' | 'in' | 'gt' | 'gteq' | 'lt';
  readonly value: string;
};

/** What is searched for, where, and which fields of it are wanted (`items[…]` of Magento's `fields`). */
export type Search = {
  readonly path: string;
  readonly fields: string;
  readonly where?: readonly Condition[];
};

/** Only what belongs to these store views; none = to any. */
export const ofViews = (views: readonly string[]): readonly Condition[] =>
  views.length > 0 ? [{ field: 'store_id', is: 'in', value: views.join(',') }] : [];

/** Things on a page. Without a page size Magento answers with everything it has. */
const pageSize = 100;

type Page = {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly date: Temporal.Instant | null;
};

const isItem = (item: unknown): item is Readonly<Record<string, unknown>> =>
  typeof item === 'object' && item !== null;

const textAt = (item: unknown, key: string): string => {
  const value = isItem(item) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Times as Magento writes and filters them: UTC with a space and without a zone. */
export const magentoTime = (at: Temporal.Instant): string =>
  at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().slice(0, 19).replace('T', ' ');

export const instantOf = (time: string): Temporal.Instant => Temporal.Instant.from(utcOf(time, 'time'));

const criteria = (
  { fields, where = [] }: Search,
  page: { readonly size: number; readonly number: number; readonly sort: readonly string[] },
): Readonly<Record<string, string | number>> => {
  const conditions = where.flatMap(({ field, is, value }, index) => {
    const name = `searchCriteria[filterGroups][${index}][filters][0]`;
    return [
      [`${name}[field]`, field],
      [`${name}[value]`, value],
      [`${name}[conditionType]`, is],
    ] as const;
  });
  const sorts = page.sort.flatMap((field, index) => {
    const name = `searchCriteria[sortOrders][${index}]`;
    return [
      [`${name}[field]`, field],
      [`${name}[direction]`, 'ASC'],
    ] as const;
  });
  return {
    ...Object.fromEntries([...conditions, ...sorts]),
    'searchCriteria[pageSize]': page.size,
    'searchCriteria[currentPage]': page.number,
    fields: `items[${fields}],total_count`,
  };
};

const readPage = async (
  api: MagentoApi,
  search: Search,
  page: Parameters<typeof criteria>[1],
  signal: AbortSignal,
): Promise<Page> => {
  const { json, date } = await api.get(search.path, criteria(search, page), signal);
  const items: unknown = Reflect.get(Object(json), 'items');
  const total = Number(Reflect.get(Object(json), 'total_count') ?? 0);
  return { items: Array.isArray(items) ? items : [], total, date };
};

/** How many things fit. */
export const countOf = async (
  api: MagentoApi,
  path: string,
  where: readonly Condition[],
  signal: AbortSignal,
): Promise<number> => {
  const search = { path, fields: 'entity_id', where };
  return (await readPage(api, search, { size: 1, number: 1, sort: [] }, signal)).total;
};

/**
 * All of a list whose order does not change while it is read. A page past the end is the last one again (Magento's
 * collections clamp the number), so the end is where the pages hold as many as there are.
 */
export async function* wholeList(
  api: MagentoApi,
  search: Search,
  sort: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  for (let number = 1; ; number += 1) {
    const { items, total } = await readPage(api, search, { size: pageSize, number, sort }, signal);
    yield items;
    if (number * pageSize >= total || items.length === 0) return;
  }
}

/** Everything of a list at once: for few things, or small ones. */
export const gather = async (
  api: MagentoApi,
  search: Search,
  sort: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for await (const items of wholeList(api, search, sort, signal)) all.push(...items);
  return all;
};

/** Things by ids, as many at a time as an address holds. */
export const gatherByIds = async (
  api: MagentoApi,
  search: Search,
  field: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for (let at = 0; at < ids.length; at += pageSize) {
    const value = ids.slice(at, at + pageSize).join(',');
    const where = [...(search.where ?? []), { field, is: 'in', value } as const];
    all.push(...(await gather(api, { ...search, where }, [], signal)));
  }
  return all;
};

/** A page of what changed: those not given before, where the next look begins, how many there were at the start. */
export type ChangedPage = {
  readonly items: readonly unknown[];
  readonly next: string;
  readonly total: number;
  readonly date: Temporal.Instant | null;
};

/**
 * What changed at or after `since`, oldest change first. Each page starts at the time of the last change seen, since what
 * changes while we read moves down the list; only within one second pages are numbered.
 */
export async function* changedSince(
  api: MagentoApi,
  search: Search,
  since: string,
  idField: 'entity_id' | 'id',
  signal: AbortSignal,
): AsyncGenerator<ChangedPage> {
  const check = noCircles(search.path);
  let after = since;
  let number = 1;
  let seen = new Set<string>();
  for (;;) {
    check(`${after}/${number}`);
    const where = [...(search.where ?? []), { field: 'updated_at', is: 'gteq', value: after } as const];
    const page = { size: pageSize, number, sort: ['updated_at', 'entity_id'] };
    const { items, total, date } = await readPage(api, { ...search, where }, page, signal);
    const next = textAt(items.at(-1), 'updated_at') || after;
    yield { items: items.filter((item) => !seen.has(textAt(item, idField))), next, total, date };
    if (number * pageSize >= total || items.length === 0) return;
    const isStuck = next <= after;
    const atNext = items.filter((item) => textAt(item, 'updated_at') === next);
    seen = new Set([...(isStuck ? seen : []), ...atNext.map((item) => textAt(item, idField))]);
    number = isStuck ? number + 1 : 1;
    after = isStuck ? after : next;
  }
}
