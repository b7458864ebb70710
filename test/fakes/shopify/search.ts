import type { World } from '../world.ts';
import type { Arguments } from './shapes.ts';

const indexLagMs = 120_000;

export type Indexed = {
  readonly id: number;
  readonly updated: number;
  readonly processed: number;
  readonly name: string;
  readonly json: () => unknown;
};

const compareTime = (at: number, op: string, text: string): boolean => {
  const value = Math.floor(Date.parse(text) / 1000);
  const own = Math.floor(at / 1000);
  if (op === '>=') return own >= value;
  if (op === '<') return own < value;
  if (op === '<=') return own <= value;
  return own > value;
};

/** The few forms of search syntax that we use; anything else is a mistake. */
const matches = (one: Indexed, query: string): boolean =>
  query
    .split(' AND ')
    .filter((term) => term !== '')
    .every((term) => {
      const [, field, op = '', text = ''] = /^(\w+):(>=|<=|<|>)?'([^']*)'$/.exec(term) ?? [];
      if (field === 'updated_at') return compareTime(one.updated, op, text);
      if (field === 'processed_at') return compareTime(one.processed, op, text);
      if (field === 'name') return one.name === text;
      if (field === 'email') return text === one.name;
      throw new Error(`search syntax not understood: ${term}`);
    });

/** A list as the search index has it: cursors hold the value and the id they stand for, so that it may change meanwhile. */
export const search = (
  world: World,
  things: readonly Indexed[],
  { first, after, query = '', sortKey, reverse }: Arguments,
) => {
  const visible = things.filter((one) => one.updated <= world.now - indexLagMs && matches(one, query));
  const keyOf = (one: Indexed): number =>
    sortKey === 'UPDATED_AT'
      ? Math.floor(one.updated / 1000)
      : sortKey === 'ID'
        ? one.id
        : Math.floor(one.processed / 1000);
  const sign = reverse ? -1 : 1;
  visible.sort((a, b) => sign * (keyOf(a) - keyOf(b) || a.id - b.id));
  const [value, id] = after ? (JSON.parse(Buffer.from(after, 'base64').toString()) as [number, number]) : [];
  const rest =
    value === undefined || id === undefined
      ? visible
      : visible.filter((one) => sign * (keyOf(one) - value || one.id - id) > 0);
  const page = rest.slice(0, first ?? rest.length);
  const last = page.at(-1);
  const nodes = page.map((one) => one.json());
  return {
    nodes,
    edges: nodes.map((node) => ({ node })),
    pageInfo: {
      hasNextPage: page.length < rest.length,
      endCursor: last ? Buffer.from(JSON.stringify([keyOf(last), last.id])).toString('base64') : null,
    },
    count: visible.length,
  };
};
