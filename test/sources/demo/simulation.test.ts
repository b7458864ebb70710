import { describe, expect, test } from 'vitest';
import type { Window } from '#src/sources/demo/collect.ts';
import { createRows } from '#src/sources/demo/collect.ts';
import { addLevelRows } from '#src/sources/demo/shop-rows.ts';
import { mainShop } from '#src/sources/demo/shops.ts';
import type { Simulation } from '#src/sources/demo/simulation.ts';
import { createSimulation } from '#src/sources/demo/simulation.ts';
import type { FactRows } from '#src/sources/rows.ts';

const anchor = Temporal.Instant.from('2026-11-18T10:30:00+01:00');
const until = anchor.epochMilliseconds;
const beginning = Number.NEGATIVE_INFINITY;
const dayMs = 86_400_000;

const simulate = (seed = 7): Simulation =>
  createSimulation(mainShop, { seed, anchor, days: 20, scale: 0.12 });

/** Lives through windows one after the other and gives the rows of each. */
const live = (simulation: Simulation, ...windows: readonly Window[]): readonly FactRows[] =>
  windows.map((window) => {
    const rows = createRows();
    for (const _ of simulation.live(window, rows));
    addLevelRows(rows, simulation, window.until, null);
    return rows.take();
  });

const text = (rows: unknown): string =>
  JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));

/** What is stored after both were loaded: of the same key the later one, as loading does it. */
const together = (parts: readonly FactRows[]): Readonly<Record<string, readonly string[]>> => {
  const tables = new Map<string, Map<string, string>>();
  for (const [name, given] of parts.flatMap((part) => Object.entries(part))) {
    const table = tables.get(name) ?? new Map<string, string>();
    tables.set(name, table);
    for (const row of given as readonly Readonly<Record<string, unknown>>[]) {
      const { id, orderId, lineId, purchaseOrderId, variantId, locationId } = row;
      const key = id ?? [orderId, purchaseOrderId, lineId, variantId, locationId].join('/');
      table.set(row['day'] === undefined ? String(key) : text(row), text(row));
    }
  }
  return Object.fromEntries([...tables].map(([name, table]) => [name, [...table.values()].sort()]));
};

describe('the demo shop', () => {
  test('is the same for the same seed and instant, and another for another seed', () => {
    const window = { from: beginning, until };
    const [first] = live(simulate(), window);
    const [again] = live(simulate(), window);
    const [other] = live(simulate(8), window);
    expect(text(again)).toBe(text(first));
    expect(text(other)).not.toBe(text(first));
  });

  test('lived in pieces, with a restart between, comes to what it is when lived in one go', () => {
    const [whole] = live(simulate(), { from: beginning, until: until + 2 * dayMs });
    const cuts = [0, 1, 2, 200, 201, 900, 1000, 1400, 2880].map((minutes) => until + minutes * 60_000);
    const windows = cuts.map((cut, place) => ({ from: cuts[place - 1] ?? beginning, until: cut }));
    const restarted = simulate();
    for (const _ of restarted.live({ from: beginning, until: cuts[4] ?? 0 }, null));
    const parts = [...live(simulate(), ...windows.slice(0, 5)), ...live(restarted, ...windows.slice(5))];
    expect(together(parts)).toEqual(together([whole ?? {}]));
  });

  test('shows nothing that is still to come', () => {
    const [rows] = live(simulate(), { from: beginning, until });
    const times = [...text(rows).matchAll(/"\w+At":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(times.length).toBeGreaterThan(1000);
    expect(times.filter((at) => at > anchor.toString())).toEqual([]);
  });
});
