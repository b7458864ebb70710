import { noCircles } from '../http/pages.ts';
import type { WooApi } from './api.ts';

/** The most WooCommerce gives at once (`per_page`). */
const perPage = 100;

type Item = Readonly<Record<string, unknown>>;

/** A page of what changed: those not given before, where the next look begins, and how many there were in all at the start. */
export type ChangedPage = {
  readonly items: readonly unknown[];
  readonly next: string;
  readonly total: number;
  readonly date: Temporal.Instant | null;
};

const isItem = (item: unknown): item is Item => typeof item === 'object' && item !== null;

const textAt = (item: unknown, key: string): string => {
  const value = isItem(item) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Times as WooCommerce's filters want them: UTC without a zone, together with `dates_are_gmt`. */
export const gmt = (at: Temporal.Instant): string =>
  at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().slice(0, 19);

const secondBefore = (time: string): string =>
  gmt(Temporal.Instant.from(`${time}Z`).subtract({ seconds: 1 }));

const asList = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

/**
 * What changed at or after `since`, oldest change first. Pages by number would skip what moves down the list while we
 * read, so each page starts at the time of the last change seen; only within one second (a bulk edit) pages are
 * numbered. The filter is exclusive at one second, so it starts a second early.
 */
export async function* changedSince(
  api: WooApi,
  path: string,
  query: Readonly<Record<string, string>>,
  since: string,
  signal: AbortSignal,
): AsyncGenerator<ChangedPage> {
  const check = noCircles(path);
  let after = since;
  let page = 1;
  let seen = new Set<string>();
  for (;;) {
    check(`${after}/${page}`);
    const { json, total, date } = await api.get(
      `wc/v3/${path}`,
      {
        ...query,
        modified_after: secondBefore(after),
        dates_are_gmt: 'true',
        orderby: 'modified',
        order: 'asc',
        per_page: perPage,
        page,
      },
      signal,
    );
    const items = asList(json);
    const last = textAt(items.at(-1), 'date_modified_gmt');
    const next = last > after ? last : after;
    yield { items: items.filter((item) => !seen.has(textAt(item, 'id'))), next, total, date };
    if (items.length < perPage) return;
    const isStuck = next === after;
    const atNext = items.filter((item) => textAt(item, 'date_modified_gmt') === next);
    seen = new Set([...(isStuck ? seen : []), ...atNext.map((item) => textAt(item, 'id'))]);
    page = isStuck ? page + 1 : 1;
    after = next;
  }
}

/** All of a list whose order does not change while it is read (by id), page after page. */
export async function* wholeList(
  api: WooApi,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  for (let page = 1; ; page += 1) {
    const { json } = await api.get(
      `wc/v3/${path}`,
      { ...query, orderby: 'id', order: 'asc', per_page: perPage, page },
      signal,
    );
    const items = asList(json);
    yield items;
    if (items.length < perPage) return;
  }
}

/** Everything of a list at once: for few things that are named. */
export const gather = async (
  api: WooApi,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for await (const items of wholeList(api, path, query, signal)) all.push(...items);
  return all;
};

export const idOf = (item: unknown): string => textAt(item, 'id');
