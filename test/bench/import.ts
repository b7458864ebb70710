import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';
import { createLogger } from '#src/lib/log.ts';
import { importFolder } from '#src/sources/csv/import.ts';
import { onlineRetailStore } from '../datasets/online-retail.ts';
import { datasetFolder } from '../datasets/shared.ts';

/** What importing all of Online Retail took on this machine, with booking, into a fresh database. */
export type ImportMeasure = {
  readonly lines: number;
  readonly seconds: number;
  readonly linesPerSecond: number;
  readonly peakMb: number;
  /** Gross sales + shipping − refunds, in pounds: the published total less the charges that are left out. */
  readonly total: string;
};

const publishedLines = 541_909;

/** Converts in a process of its own, so that its memory does not count. */
const convertApart = (dataset: string, out: string): void => {
  const converter = join(import.meta.dirname, '../datasets/online-retail.ts');
  const script = `import { convertOnlineRetail } from ${JSON.stringify(converter)};
    await convertOnlineRetail(${JSON.stringify(dataset)}, ${JSON.stringify(out)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
};

/** Imports Online Retail; null where the dataset is not on this machine. */
export const measureImport = async (): Promise<ImportMeasure | null> => {
  const dataset = datasetFolder('online_retail');
  if (!dataset) return null;
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const server = await startEmbedded(join(folder, 'data'));
  try {
    convertApart(dataset, join(folder, 'retail'));
    const database = await connectDatabase({ url: server.url });
    await migrateDatabase(database);
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const { ms } = await importFolder({
      database,
      folder: join(folder, 'retail'),
      storeId: onlineRetailStore.id,
      now: Temporal.Now.instant(),
      personSecret: 'bench',
      log: createLogger('silent'),
    });
    clearInterval(watch);
    const [row] = await database.client`
      select to_char(((select sum(gross_minor) from order_lines) + (select sum(shipping_minor) from orders)
        - (select sum(amount_minor + shipping_minor) from refunds)) / 100.0, 'FM999999999.00') as total`;
    await database.close();
    return {
      lines: publishedLines,
      seconds: ms / 1000,
      linesPerSecond: Math.round((publishedLines / ms) * 1000),
      peakMb: Math.round(peak / 1e6),
      total: String(row?.['total']),
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await measureImport())}\n`);
