import type { FactFamily } from '#src/metrics/families.ts';
import type { Batch, PullContext, Unreadable } from '../define.ts';
import type { Delivery } from '../verify.ts';

/** A delivery's body as JSON. Throws RangeError that says what it is instead. */
export const jsonOf = ({ body }: Delivery): unknown => {
  const text = Buffer.from(body).toString('utf8');
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    throw new RangeError(/^\s*</.test(text) ? 'the body is a web page, not data' : 'the body is not JSON');
  }
  throw new RangeError('the body holds no object');
};

/** Cursor under which a source that only receives keeps since when it has been there to receive. */
const sinceEntity = 'since';

const sinceOf = (context: PullContext): Temporal.Instant => {
  const saved = context.cursorOf(sinceEntity);
  return typeof saved === 'string' ? Temporal.Instant.from(saved) : context.now;
};

/**
 * A batch of a source that only receives. From its first day on silence means that nothing happened, which is why each
 * batch, and an hourly empty one, says so.
 */
export const pushedBatch = (
  context: PullContext,
  families: readonly FactFamily[],
  rows: Batch['rows'],
  unreadable: readonly Unreadable[] = [],
): Batch => {
  const from = sinceOf(context);
  return {
    rows,
    cursor: { entity: sinceEntity, value: from.toString() },
    complete: families.map((family) => ({ family, from, to: context.now, dimensions: [] })),
    unreadable,
  };
};

/** Reads a delivery; what cannot be read is put aside with its reason and the time it came. */
export const readPushed = (
  delivery: Delivery,
  context: PullContext,
  families: readonly [FactFamily, ...FactFamily[]],
  read: (json: unknown) => Batch['rows'],
): Batch => {
  try {
    return pushedBatch(context, families, read(jsonOf(delivery)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const reference = `hook/${context.now}`;
    return pushedBatch(context, families, {}, [{ reference, family: families[0], reason: error.message }]);
  }
};

/** What a source that only receives yields when it is asked: that it is still there. */
export async function* stillHere(
  context: PullContext,
  families: readonly FactFamily[],
): AsyncGenerator<Batch> {
  yield pushedBatch(context, families, {});
}
