import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command as stock } from '#commands/stock.ts';
import { answer } from '#src/answer/answer.ts';
import type { Desk } from '#src/answer/scene.ts';
import { openDesk } from '#src/compose.ts';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';
import type { Question } from '#src/language/interpretation.ts';
import { createLogger } from '#src/lib/log.ts';
import { importFolder } from '#src/sources/csv/import.ts';
import { bigShop, bigShopNow, writeBigShop } from './big-shop.ts';

/** How long an answer takes from the question to the finished reply, in milliseconds. */
export type Latency = {
  readonly what: string;
  readonly lines: number;
  readonly first: number;
  readonly p50: number;
  readonly p99: number;
};

const questionOf = (text: string): Question => ({
  text,
  asker: { id: 'bench', departments: ['finance'], roles: [], locale: 'en-GB' },
  place: { kind: 'direct' },
  thread: null,
  stores: [],
  now: bigShopNow,
});

const stockOf = (product: number): string => {
  const asked = stock.run(`SKU-${product}`);
  if (asked.kind !== 'question') throw new Error('/stock asks no question');
  return asked.text;
};

const measure = async (
  what: string,
  lines: number,
  rounds: number,
  desk: Desk,
  textOf: (round: number) => string,
): Promise<Latency> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    const reply = await answer(questionOf(textOf(round)), desk);
    times.push(performance.now() - before);
    if (reply.kind !== 'answer') throw new Error(`${textOf(round)} was not answered: ${reply.headline}`);
  }
  const [first = 0, ...later] = times;
  const sorted = later.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { what, lines, first, p50: at(0.5), p99: at(0.99) };
};

/** Answers over a store of about a million order lines, one after the other. */
export const measureLatency = async (lines = 1_000_000, rounds = 300): Promise<readonly Latency[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const server = await startEmbedded(join(folder, 'data'));
  try {
    const written = await writeBigShop(join(folder, 'shop'), lines);
    const database = await connectDatabase({ url: server.url });
    await migrateDatabase(database);
    const log = createLogger('silent');
    await importFolder({
      database,
      folder: join(folder, 'shop'),
      storeId: bigShop.id,
      now: bigShopNow,
      personSecret: 'bench',
      log,
    });
    await database.client`analyze`;
    const desk = await openDesk({ database, log, sources: [], model: null });
    const results = [
      await measure('/stock <SKU>', written, rounds, desk, (n) => stockOf((n * 61) % 20_000)),
      await measure(
        'net revenue last month by country',
        written,
        rounds,
        desk,
        () => 'net revenue last month by country',
      ),
    ];
    await database.close();
    return results;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
