import { AppError } from '#src/lib/errors.ts';
import type { ShopifyApi } from './api.ts';
import { bulkText } from './queries.ts';
import type { Rights } from './shop.ts';

/** A bulk operation as it stands. */
export type BulkState = {
  readonly status: string;
  readonly objects: number;
  readonly url: string | null;
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsAt = (value: unknown, key: string): Fields => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'object' && found !== null ? (found as Fields) : {};
};

/** Starts the export of all orders that a filter fits; null where Shopify does not want to (another one may be running). */
export const startBulk = async (
  api: ShopifyApi,
  filter: string,
  rights: Rights,
  signal: AbortSignal,
): Promise<string | null> => {
  const query = bulkText('orders-bulk', filter, rights);
  const { data } = await api.ask('bulk-start', { query }, signal);
  const operation = fieldsAt(fieldsAt(data, 'bulkOperationRunQuery'), 'bulkOperation');
  return typeof operation['id'] === 'string' ? operation['id'] : null;
};

export const bulkState = async (api: ShopifyApi, id: string, signal: AbortSignal): Promise<BulkState> => {
  const { data } = await api.ask('bulk-state', { id }, signal);
  const operation = fieldsAt(data, 'bulkOperation');
  return {
    status: String(operation['status'] ?? 'EXPIRED'),
    objects: Number(operation['rootObjectCount'] ?? 0),
    url: typeof operation['url'] === 'string' ? operation['url'] : null,
  };
};

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const parse = (line: string): Fields => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Fields;
  } catch {
    // A line that breaks off is a download that broke off: said below.
  }
  throw new AppError('bad_reply', 'bulk result: a line is no JSON', {
    userMessage: 'The export of orders from Shopify broke off.',
  });
};

/**
 * The orders of an export, each with its lines put back in: children follow their parent (`groupObjects`) and say whose
 * they are. `skip` orders were taken before.
 */
export async function* ordersInBulk(
  api: ShopifyApi,
  url: string,
  skip: number,
  signal: AbortSignal,
): AsyncGenerator<Fields> {
  const { bytes } = await api.http.open({ url, signal });
  let order: Fields | null = null;
  let lines: Fields[] = [];
  let count = 0;
  const whole = (): Fields => ({ ...order, lineItems: { nodes: lines } });
  for await (const line of linesOf(bytes)) {
    if (line.trim() === '') continue;
    const { __parentId: parent, ...fields } = parse(line);
    if (parent !== undefined) {
      lines.push(fields);
      continue;
    }
    if (order !== null && count > skip) yield whole();
    count += 1;
    order = fields;
    lines = [];
  }
  if (order !== null && count > skip) yield whole();
}
