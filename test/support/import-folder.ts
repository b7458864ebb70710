import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';
import type { ImportOptions, ImportReport } from '#src/sources/csv/import.ts';
import { importFolder } from '#src/sources/csv/import.ts';

/** A folder for one test, and the import of it as store `files`. */
export type ImportFolder = {
  readonly path: () => string;
  readonly put: (name: string, content: string | Buffer) => void;
  readonly run: (over?: Partial<ImportOptions>) => Promise<ImportReport>;
};

export const storeFile = '{"name":"Files","currency":"EUR","zone":"Europe/Berlin"}';
export const orderFile = `id,number,placed_at,total,country\n1,1,2026-11-09T23:30:00,10.50,DE\n`;

/** An empty folder for each test of the calling file, next to an empty database. */
export const useImportFolder = (database: () => Database): ImportFolder => {
  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'crosswalk-import-'));
    await database()
      .client`truncate stores, products, variants, orders, order_lines, refunds, cancellations, persons,
      coverage, changes, quarantine, dimension_values, ad_spend`;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: () => folder,
    put: (name, content) => writeFileSync(join(folder, name), content),
    run: (over = {}) =>
      importFolder({
        database: database(),
        folder,
        storeId: 'files',
        now: Temporal.Instant.from('2026-11-20T12:00:00Z'),
        personSecret: 'secret',
        log: createLogger('silent'),
        ...over,
      }),
  };
};
