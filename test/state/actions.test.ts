import { expect, test } from 'vitest';
import { findActionStates, finishAction, takeAction, takeReminders } from '#src/state/actions.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const at = (day: number) => Temporal.Instant.from(`2026-11-${day}T08:00Z`);
const found = (...keys: readonly string[]) => keys.map((key) => ({ key, text: `Do ${key}` }));
const record = async (day: number, ...keys: readonly string[]) =>
  findActionStates(database().fast, 'T1', found(...keys), at(day), true);

test('the same thing found twice is one action', async () => {
  expect([...(await record(10, 'a', 'b', 'a')).keys()].toSorted()).toEqual(['a', 'b']);
});

test('digests that find the same things at the same time in another order do not get in each other’s way', async () => {
  const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const writers = Array.from({ length: 6 }, (_, index) =>
    record(11, ...(index % 2 === 0 ? keys : keys.toReversed())),
  );
  expect((await Promise.all(writers)).map(({ size }) => size)).toEqual(Array(6).fill(40));
});

test('one person takes it, reminded once; who does it after three days finds it again if it is still there', async () => {
  const id = (await record(12, 'c')).get('c')?.id ?? '';
  expect((await takeAction(database().fast, id, 'U1', at(12))).kind).toBe('changed');
  expect((await takeAction(database().fast, id, 'U2', at(12))).kind).toBe('already');
  expect(await takeReminders(database().fast, at(12), at(13))).toMatchObject([{ key: 'c', teamId: 'T1' }]);
  expect(await takeReminders(database().fast, at(12), at(13))).toEqual([]);
  await finishAction(database().fast, id, 'U1', at(13));
  expect((await record(15, 'c')).get('c')?.done?.by).toBe('U1');
  expect((await record(17, 'c')).get('c')?.done).toBeNull();
});
