import type { RowOf } from '#src/sources/rows.ts';
import type { Oracle, World } from './world.ts';
import { by, instant, quantile, ratio, secondsBetween, within } from './world.ts';

const incidents = (world: World) => world.company.incidents ?? [];
const begun = (world: World) => incidents(world).filter(({ startedAt }) => within(world, startedAt));

const elapsed = (world: World): number => world.to.since(world.from).total('seconds');

/** Counted minute by minute, so that incidents at the same time count once. */
const downtime = (world: World): number => {
  const spans = incidents(world)
    .filter(({ origin, severity }) => origin === 'own' && severity !== 'minor')
    .map(({ startedAt, resolvedAt }) => ({
      from: Math.max(instant(startedAt).epochMilliseconds, world.from.epochMilliseconds),
      to: Math.min(
        by(world.to, resolvedAt) ? instant(resolvedAt ?? '').epochMilliseconds : world.to.epochMilliseconds,
        world.to.epochMilliseconds,
      ),
    }))
    .filter(({ from, to }) => from < to);
  const minutes = new Set<number>();
  for (const { from, to } of spans)
    for (let at = from; at < to; at += 60_000) minutes.add(Math.floor(at / 60_000));
  return minutes.size * 60;
};

const deploys = (world: World): readonly RowOf<'deploys'>[] =>
  (world.company.deploys ?? []).filter(
    ({ environment, at }) => environment === 'production' && within(world, at),
  );
const failedDeploys = (world: World) =>
  deploys(world).filter(({ at }) =>
    incidents(world).some(({ origin, startedAt }) => {
      const seconds = secondsBetween(at, startedAt);
      return origin === 'own' && seconds >= 0 && seconds < 86_400 && by(world.now, startedAt);
    }),
  );

const plans = (world: World) => [
  ...(world.shop.calendarEvents ?? [])
    .filter(({ cancelledAt }) => cancelledAt == null)
    .map(({ kind, startsAt, endsAt }) => ({
      kind: kind as string,
      from: instant(startsAt),
      to: instant(endsAt),
    })),
  ...(world.shop.purchaseOrders ?? [])
    .filter(({ id, expectedOn, cancelledAt }) => {
      const lines = (world.shop.purchaseOrderLines ?? []).filter(
        ({ purchaseOrderId }) => purchaseOrderId === id,
      );
      const isOpen = lines.some((line) => (line.receivedQuantity ?? 0) < line.orderedQuantity);
      return expectedOn != null && cancelledAt == null && isOpen;
    })
    .map(({ expectedOn }) => {
      const day = Temporal.PlainDate.from(expectedOn ?? '');
      const start = (of: Temporal.PlainDate) => of.toZonedDateTime(world.zone).toInstant();
      return { kind: 'delivery', from: start(day), to: start(day.add({ days: 1 })) };
    }),
];
type Plan = ReturnType<typeof plans>[number];

const overlap = (a: Pick<Plan, 'from' | 'to'>, b: Pick<Plan, 'from' | 'to'>): boolean =>
  Temporal.Instant.compare(a.from, b.to) < 0 && Temporal.Instant.compare(b.from, a.to) < 0;
const planned = (world: World) => plans(world).filter((plan) => overlap(plan, world));
const isWork = ({ kind }: Plan): boolean =>
  ['maintenance', 'migration', 'change', 'stock_take'].includes(kind);
const isBusy = ({ kind }: Plan): boolean => ['campaign', 'launch', 'sale', 'delivery'].includes(kind);

export const techOracles: Readonly<Record<string, Oracle>> = {
  'tech.incidents': (world) => begun(world).length,
  'tech.downtime': downtime,
  'tech.uptime': (world) => ratio(elapsed(world) - downtime(world), elapsed(world)),
  'tech.time_to_recover': (world) =>
    quantile(
      begun(world)
        .filter(({ resolvedAt }) => by(world.now, resolvedAt))
        .map(({ startedAt, resolvedAt }) => secondsBetween(startedAt, resolvedAt ?? '')),
      0.5,
    ),
  'tech.deploys': (world) => deploys(world).length,
  'tech.deploys_followed_by_incident': (world) => failedDeploys(world).length,
  'tech.change_failure_rate': (world) => ratio(failedDeploys(world).length, deploys(world).length),
  'tech.vulnerabilities': (world) =>
    (world.company.advisories ?? []).filter(
      ({ openedAt, closedAt }) => by(world.to, openedAt) && !by(world.to, closedAt),
    ).length,
  'calendar.events': (world) => planned(world).length,
  'calendar.clashes': (world) => {
    const all = planned(world);
    return all
      .filter(isWork)
      .reduce((pairs, work) => pairs + all.filter((busy) => isBusy(busy) && overlap(work, busy)).length, 0);
  },
  'data.exchange_rate': (world) => {
    const day = world.to.toZonedDateTimeISO(world.zone).toPlainDate().toString();
    const pairs = Map.groupBy(
      (world.company.exchangeRates ?? []).filter((rate) => rate.day <= day),
      ({ base, quote }) => `${base}${quote}`,
    );
    return [...pairs.values()].reduce(
      (total, rates) => total + Number(rates.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0]?.rate),
      0,
    );
  },
};
