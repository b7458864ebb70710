import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Batch, PullContext } from '../define.ts';
import type { Rows, Window } from './collect.ts';
import { createRows } from './collect.ts';
import { addCompanyRows, billedUntil } from './company/company.ts';
import { companyFamilies, completeAt, shopFamilies } from './complete.ts';
import { createDays } from './days.ts';
import { createPlan } from './plan.ts';
import { addLevelRows, addShopRows } from './shop-rows.ts';
import type { Shop } from './shops.ts';
import { company, mainShop, ukShop } from './shops.ts';
import type { DemoWorld, Simulation } from './simulation.ts';
import { createSimulation } from './simulation.ts';

/** Where a demo shop stands: which world it is, and up to when it has been lived. */
const cursorShape = z.object({
  seed: z.number(),
  anchor: z.string(),
  days: z.number(),
  scale: z.number(),
  at: z.number(),
});

export const demoEntity = 'demo';

/** The demo as people get it: 820 days, the last of them with some 465 orders. */
export const usualWorld = { seed: 7, days: 820, scale: 1 } as const;

const shops: readonly Shop[] = [mainShop, ukShop];

/** How many rows make a batch. */
const batchRows = 24_000;

type Lived = { readonly key: string; readonly simulation: Simulation; at: number };

/** Pulls demo shops, and remembers them between pulls so that only a restart has to live their past again. */
export const createDemoPull = (
  size: Omit<DemoWorld, 'anchor'>,
): ((context: Pick<PullContext, 'store' | 'now' | 'cursorOf' | 'signal'>) => AsyncGenerator<Batch>) => {
  const known = new Map<string, Lived>();

  const resume = async (shop: Shop, world: DemoWorld, at: number): Promise<Lived> => {
    const key = JSON.stringify([world.seed, world.anchor.toString(), world.days, world.scale]);
    const before = known.get(shop.id);
    const isPast = before?.key === key && before.at <= at;
    const lived = isPast
      ? before
      : { key, simulation: createSimulation(shop, world), at: Number.NEGATIVE_INFINITY };
    known.set(shop.id, lived);
    if (lived.at === at) return lived;
    for (const day of lived.simulation.live({ from: lived.at, until: at }, null)) {
      if (day % 4 === 0) await breathe();
    }
    lived.simulation.takeMoved();
    lived.at = at;
    return lived;
  };

  return async function* pull({ store, now, cursorOf, signal }) {
    const { world, window } = open(cursorOf(demoEntity), size, now);
    if (window.until <= window.from) return;
    const shop = shops.find((one) => one.id === store.id) ?? null;
    const rows = createRows();
    if (shop) {
      const lived = await resume(shop, world, window.from);
      // A pull that is broken off leaves the shop somewhere between: it is then lived again.
      known.delete(shop.id);
      for (const done of liveShop(lived.simulation, window, rows)) {
        signal.throwIfAborted();
        if (rows.count() >= batchRows) yield { rows: rows.take(), done };
      }
      known.set(shop.id, { ...lived, at: window.until });
    } else addCompanyRows(rows, world, window);
    yield {
      rows: rows.take(),
      complete: complete(world, shop, window.until),
      ...close(world, window),
      done: 1,
    };
  };
};

/** The world a cursor stands for, or a new one, and the time that has passed since. */
const open = (
  cursor: unknown,
  size: Omit<DemoWorld, 'anchor'>,
  now: Temporal.Instant,
): { readonly world: DemoWorld; readonly window: Window } => {
  const saved = cursorShape.safeParse(cursor).data;
  return {
    world: saved ? { ...saved, anchor: Temporal.Instant.from(saved.anchor) } : { ...size, anchor: now },
    window: { from: saved?.at ?? Number.NEGATIVE_INFINITY, until: now.epochMilliseconds },
  };
};

const close = ({ seed, anchor, days, scale }: DemoWorld, { until }: Window): Pick<Batch, 'cursor'> => ({
  cursor: { entity: demoEntity, value: { seed, anchor: anchor.toString(), days, scale, at: until } },
});

/** Lives a shop through a window; yields the share of it that is over. */
function* liveShop(simulation: Simulation, window: Window, rows: Rows): Generator<number> {
  const last = simulation.days.of(window.until);
  for (const day of simulation.live(window, rows)) yield Math.max(0, day) / (last + 1);
  const isFirst = !Number.isFinite(window.from);
  if (isFirst) addShopRows(rows, simulation);
  const moved = simulation.takeMoved();
  addLevelRows(rows, simulation, window.until, isFirst ? null : moved);
}

const complete = (world: DemoWorld, shop: Shop | null, until: number): NonNullable<Batch['complete']> => {
  const days = createDays(shop?.zone ?? company.zone, world.anchor, world.days);
  return completeAt(shop ? shopFamilies : companyFamilies, {
    from: days.start(0),
    keptFrom: days.start(createPlan(days, world.seed).keptFrom),
    until,
    today: days.start(days.of(until)),
    billed: billedUntil(until),
  });
};
