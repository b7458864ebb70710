import { AppError } from '#src/lib/errors.ts';
import { noCircles } from '../http/pages.ts';
import type { Answer, ShopifyApi } from './api.ts';

type Fields = Readonly<Record<string, unknown>>;

export type Page = {
  readonly nodes: readonly unknown[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
  readonly date: Temporal.Instant | null;
  readonly denied: readonly string[];
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** A connection in an answer, by its path. */
export const connectionIn = (
  data: Fields,
  path: readonly string[],
): { nodes: readonly unknown[]; next: string | null } => {
  let at: unknown = data;
  for (const key of path) at = isFields(at) ? at[key] : undefined;
  const nodes = isFields(at) && Array.isArray(at['nodes']) ? at['nodes'] : [];
  const info = isFields(at) ? at['pageInfo'] : undefined;
  const more = isFields(info) && info['hasNextPage'] === true && typeof info['endCursor'] === 'string';
  return { nodes, next: more ? String(info['endCursor']) : null };
};

/** Sizes of pages by query: found by trying, since what a query costs is not written down anywhere. */
export type Sizes = Map<string, number>;

/** Asks with a page size that is halved as long as the query costs more than Shopify allows for one. */
export const askSized = async (
  api: ShopifyApi,
  sizes: Sizes,
  name: string,
  most: number,
  variables: (first: number) => Fields,
  signal: AbortSignal,
): Promise<Answer> => {
  for (;;) {
    const first = sizes.get(name) ?? most;
    const answer = await api.ask(name, variables(first), signal);
    if (!answer.isTooCostly) return answer;
    if (first <= 1)
      throw new AppError('bad_reply', `Shopify ${name}: too costly even for one`, {
        userMessage: 'Shopify finds a single order too large to be read at once.',
      });
    sizes.set(name, Math.floor(first / 2));
  }
};

/** Page after page of a connection from a cursor on. */
export async function* pagesOf(
  api: ShopifyApi,
  sizes: Sizes,
  given: {
    readonly name: string;
    readonly path: readonly string[];
    readonly most: number;
    readonly variables: Fields;
    readonly after?: string | null;
  },
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const check = noCircles(given.name);
  let after = given.after ?? null;
  for (;;) {
    const from = after;
    const answer = await askSized(
      api,
      sizes,
      given.name,
      given.most,
      (first) => ({ ...given.variables, first, after: from }),
      signal,
    );
    const { nodes, next } = connectionIn(answer.data, given.path);
    yield { nodes, next, date: answer.date, denied: answer.denied };
    if (next === null) return;
    check(next);
    after = next;
  }
}

/** Everything of a connection. */
export const gatherAll = async (...given: Parameters<typeof pagesOf>): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for await (const page of pagesOf(...given)) all.push(...page.nodes);
  return all;
};

/** Things by id, as many at a time as a query may cost; null for those that are gone. */
export const nodesById = async (
  api: ShopifyApi,
  sizes: Sizes,
  name: string,
  ids: readonly string[],
  variables: Fields,
  signal: AbortSignal,
): Promise<readonly (Fields | null)[]> => {
  const found: (Fields | null)[] = [];
  while (found.length < ids.length) {
    const from = found.length;
    let asked: readonly string[] = [];
    const answer = await askSized(
      api,
      sizes,
      name,
      25,
      (first) => {
        asked = ids.slice(from, from + first);
        return { ...variables, ids: asked };
      },
      signal,
    );
    const nodes = Array.isArray(answer.data['nodes']) ? answer.data['nodes'] : [];
    for (const [index] of asked.entries()) {
      const node: unknown = nodes[index];
      found.push(isFields(node) && typeof node['id'] === 'string' ? node : null);
    }
  }
  return found;
};
