import { expect, test } from 'vitest';
import { createDeliveryClaims } from '#src/state/deliveries.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const at = Temporal.Instant.from('2026-11-18T09:00Z');

test('each delivery is taken in by exactly one of several processes, whatever the order', async () => {
  const processes = Array.from({ length: 4 }, () => createDeliveryClaims(database().fast));
  const ids = Array.from({ length: 500 }, (_, n) => `Ev${n}`);
  const taken = await Promise.all(
    processes.flatMap((claim, index) =>
      (index % 2 === 0 ? ids : ids.toReversed()).map(async (id) => [id, await claim(id, at)] as const),
    ),
  );
  const winners = taken.filter(([, isFirst]) => isFirst).map(([id]) => id);
  expect(winners.toSorted()).toEqual(ids.toSorted());
});

test('twice in one burst is once', async () => {
  const claim = createDeliveryClaims(database().fast);
  expect(await Promise.all([claim('twice', at), claim('twice', at)])).toEqual([true, false]);
  expect(await claim('twice', at)).toBe(false);
});

test('what was claimed is durable when the claim is answered', async () => {
  const claim = createDeliveryClaims(database().fast);
  expect(await claim('durable', at)).toBe(true);
  const rows = await database().client`select id from seen_deliveries where id = 'durable'`;
  expect(rows).toHaveLength(1);
});

test('a failing database fails the claims that wait for it, and no later ones', async () => {
  const claim = createDeliveryClaims(database().fast);
  const { client } = database();
  await client`alter table seen_deliveries rename to gone`;
  await expect(Promise.all([claim('a', at), claim('b', at)])).rejects.toThrow();
  await client`alter table gone rename to seen_deliveries`;
  expect(await claim('c', at)).toBe(true);
});
