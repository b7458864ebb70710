import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';
import { createLogger } from '#src/lib/log.ts';
import { createHttp } from '#src/sources/http/http.ts';
import type { SyncDesk } from '#src/sources/sync/desk.ts';
import { openSyncDesk } from '#src/sources/sync/desk.ts';
import { runSources } from '#src/sources/sync/run.ts';
import { source } from '#src/sources/woocommerce/index.ts';

/** What a first load, and then a look at a shop where nothing is new, took on this machine. `own` is the time of this process's processor. */
export type ShopMeasure = {
  readonly orders: number;
  readonly seconds: number;
  readonly ownSeconds: number;
  readonly ordersPerOwnSecond: number;
  readonly peakMb: number;
  readonly pollRequests: readonly string[];
  readonly pollOwnMs: number;
};

const startShop = async (orders: number) => {
  const file = join(import.meta.dirname, 'shop-server.ts');
  const child = spawn(process.execPath, [file, String(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((ready) => {
    child.stdout.once('data', (text: Buffer) => ready(text.toString().trim()));
  });
  return { url, stop: () => child.kill() };
};

const ownMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const run = async (desk: SyncDesk): Promise<{ readonly ms: number; readonly own: number }> => {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const [report] = await runSources(desk);
  if (report?.failure) throw new Error(report.failure.message);
  return { ms: performance.now() - start, own: ownMs(cpu) };
};

/** Reads a WooCommerce of so many orders into a fresh database, then looks whether there is anything new. */
export const measureShop = async (orders = 100_000): Promise<ShopMeasure> => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const server = await startEmbedded(join(folder, 'data'));
  const shop = await startShop(orders);
  const http = createHttp({ privateHosts: ['127.0.0.1'] });
  try {
    const database = await connectDatabase({ url: server.url });
    await migrateDatabase(database);
    const now = (): Temporal.Instant => Temporal.Now.instant();
    const settings = {
      WOOCOMMERCE_URL: shop.url,
      WOOCOMMERCE_CONSUMER_KEY: 'ck_bench',
      WOOCOMMERCE_CONSUMER_SECRET: 'cs_bench',
    };
    const given = {
      database,
      sources: [source],
      settings,
      secret: 'bench',
      now,
      log: createLogger('silent'),
    };
    const desk = openSyncDesk(given, {
      http: () => http,
      now,
      impactOf: () => ({ capability: 'storefront', severity: 'minor', share: null }),
    });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const load = await run(desk);
    clearInterval(watch);
    const [row] = await database.client`select count(*)::int as count from orders`;
    await fetch(`${shop.url}/asked`);
    const poll = await run(desk);
    const asked = (await (await fetch(`${shop.url}/asked`)).json()) as readonly string[];
    await database.close();
    return {
      orders: Number(row?.['count']),
      seconds: Math.round(load.ms / 100) / 10,
      ownSeconds: Math.round(load.own / 100) / 10,
      ordersPerOwnSecond: Math.round((orders / load.own) * 1000),
      peakMb: Math.round(peak / 1e6),
      pollRequests: asked,
      pollOwnMs: Math.round(poll.own),
    };
  } finally {
    shop.stop();
    await http.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await measureShop(), null, 2)}\n`);
