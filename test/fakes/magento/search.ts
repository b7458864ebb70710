import type { FakeReply } from '../server.ts';
import type { Json } from './json.ts';

/** `searchCriteria` and `fields` as Magento carries them out, with what goes wrong there. */

const bad = (message: string): FakeReply => ({ status: 400, json: { message } });

/** A shop may cap the page size (Stores → Configuration → Services → Web API limits). */
const mostPerPage = 300;

type Condition = { readonly field: string; readonly value: string; readonly type: string };

const conditionsIn = (query: URLSearchParams): readonly Condition[] => {
  const found: Condition[] = [];
  for (let n = 0; query.has(`searchCriteria[filterGroups][${n}][filters][0][field]`); n += 1) {
    const at = (key: string): string =>
      query.get(`searchCriteria[filterGroups][${n}][filters][0][${key}]`) ?? '';
    found.push({ field: at('field'), value: at('value'), type: at('conditionType') || 'eq' });
  }
  return found;
};

const compare = (a: unknown, b: string): number =>
  typeof a === 'number' ? a - Number(b) : String(a) < b ? -1 : String(a) > b ? 1 : 0;

const tests: Readonly<Record<string, (value: unknown, given: string) => boolean>> = {
  eq: (value, given) => String(value) === given,
  in: (value, given) => given.split(',').includes(String(value)),
  gt: (value, given) => compare(value, given) > 0,
  gteq: (value, given) => compare(value, given) >= 0,
  lt: (value, given) => compare(value, given) < 0,
};

const parameters =
  /^searchCriteria(\[filterGroups\]\[\d+\]\[filters\]\[\d+\]\[(field|value|conditionType)\]|\[sortOrders\]\[\d+\]\[(field|direction)\]|\[pageSize\]|\[currentPage\])$/;

/** The value of a column: `entity_id` is called `id` in some answers. */
const columnOf = (item: Json, field: string): unknown =>
  field in item ? item[field] : field === 'entity_id' ? item['id'] : undefined;

const sorted = (items: readonly Json[], query: URLSearchParams): readonly Json[] => {
  const fields: string[] = [];
  for (let n = 0; query.has(`searchCriteria[sortOrders][${n}][field]`); n += 1)
    fields.push(query.get(`searchCriteria[sortOrders][${n}][field]`) ?? '');
  // Without a sort order a database answers as it likes.
  return items.toReversed().sort((a, b) => {
    for (const field of fields) {
      const by = compare(columnOf(a, field), String(columnOf(b, field)));
      if (by !== 0) return by;
    }
    return 0;
  });
};

type Fields = { readonly [name: string]: Fields | null };

/** `items[a,b[c]],total_count` as a tree. */
export const parseFields = (text: string): Fields => {
  let at = 0;
  const list = (): Fields => {
    const found: Record<string, Fields | null> = {};
    for (;;) {
      const name = /^[a-z_0-9]+/i.exec(text.slice(at))?.[0] ?? '';
      at += name.length;
      if (text[at] === '[') {
        at += 1;
        found[name] = list();
        at += 1;
      } else found[name] = null;
      if (text[at] !== ',') return found;
      at += 1;
    }
  };
  return list();
};

export const trimmed = (value: unknown, fields: Fields | null): unknown => {
  if (fields === null) return value;
  if (Array.isArray(value)) return value.map((one) => trimmed(one, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name in fields)
      .map(([name, one]) => [name, trimmed(one, fields[name] ?? null)]),
  );
};

export const fieldsIn = (url: URL): Fields | null => {
  const text = url.searchParams.get('fields');
  return text === null ? null : parseFields(text);
};

/** A page of what fits; one past the end is the last page again, and without a size all there is. */
export const search = (url: URL, things: readonly Json[], searchable: readonly string[]): FakeReply => {
  const query = url.searchParams;
  const unknown = [...query.keys()].find((name) => name !== 'fields' && !parameters.test(name));
  if (unknown) return bad(`unknown parameter ${unknown}`);
  const conditions = conditionsIn(query);
  const wrong = conditions.find(({ field, type }) => !searchable.includes(field) || !(type in tests));
  if (wrong) return bad(`Column not found: 1054 Unknown column '${wrong.field}' in 'where clause'`);
  const fits = things.filter((item) =>
    conditions.every(({ field, value, type }) => tests[type]?.(columnOf(item, field), value)),
  );
  const size = Number(query.get('searchCriteria[pageSize]') ?? Math.max(1, fits.length));
  if (size > mostPerPage) return bad(`Maximum SearchCriteria pageSize is ${mostPerPage}`);
  const last = Math.max(1, Math.ceil(fits.length / size));
  const page = Math.min(last, Math.max(1, Number(query.get('searchCriteria[currentPage]') ?? 1)));
  const items = sorted(fits, query).slice((page - 1) * size, page * size);
  return { json: trimmed({ items, search_criteria: {}, total_count: fits.length }, fieldsIn(url)) };
};
