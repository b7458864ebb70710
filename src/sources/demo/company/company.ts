import type { Rows, Window } from '../collect.ts';
import { within } from '../collect.ts';
import { createDays, hourMs } from '../days.ts';
import { createPlan } from '../plan.ts';
import { mainShop } from '../shops.ts';
import type { DemoWorld } from '../simulation.ts';
import { addAdvisoryRows, addDeployRows } from './changes.ts';
import { addCloudRows } from './cloud.ts';
import { addIncidentRows, incidentsUntil } from './incidents.ts';
import { addCloudBudgets, addEventRows, addRateRows } from './plans.ts';

const dayMs = 24 * hourMs;

/** Start of the last UTC day of which cloud bills are complete, plus one: yesterday's midnight. */
export const billedUntil = (until: number): number => (Math.floor(until / dayMs) - 1) * dayMs;

/** Rows of what belongs to no single shop for a window: incidents, releases, advisories, rates, cloud bills, plans. */
export const addCompanyRows = (rows: Rows, world: DemoWorld, window: Window): void => {
  const { seed } = world;
  const days = createDays(mainShop.zone, world.anchor, world.days);
  const plan = createPlan(days, seed);
  const anchor = world.anchor.epochMilliseconds;
  if (!Number.isFinite(window.from)) {
    addEventRows(rows, days);
    addCloudBudgets(rows, days);
  }
  for (const [place, incident] of incidentsUntil(days, plan, seed, anchor, window.until).entries()) {
    addIncidentRows(rows, incident, `OUT-${place + 1}`, window);
  }
  addAdvisoryRows(rows, days, seed, window);
  const firstDay = Math.max(0, Number.isFinite(window.from) ? days.of(window.from) : 0);
  for (let day = firstDay; day <= days.of(window.until); day += 1) {
    addDeployRows(rows, days, plan, seed, day, window);
    if (within(days.start(day), window)) addRateRows(rows, days, seed, day);
  }
  addBills(rows, world, window);
};

const addBills = (rows: Rows, world: DemoWorld, window: Window): void => {
  const anchorDate = world.anchor.toZonedDateTimeISO('UTC').toPlainDate();
  const first = anchorDate.subtract({ days: world.days });
  const last = billedUntil(window.until);
  const begin = Math.max(utcStart(first), Number.isFinite(window.from) ? billedUntil(window.from) : 0);
  for (let at = begin; at < last; at += dayMs) {
    const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate();
    const before = date.until(anchorDate, { largestUnit: 'day' }).days;
    addCloudRows(rows, world.seed, { date, before, history: world.days });
  }
};

const utcStart = (date: Temporal.PlainDate): number =>
  date.toZonedDateTime({ timeZone: 'UTC' }).epochMilliseconds;
