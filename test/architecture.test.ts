import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which folder may import which: the table of ARCHITECTURE.md. Type-only imports obey it too. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  config: ['lib'],
  database: ['lib'],
  state: ['database', 'lib'],
  metrics: ['database', 'lib'],
  outbox: ['database', 'lib'],
  query: ['metrics', 'state', 'database', 'lib'],
  sources: ['metrics', 'state', 'database', 'lib'],
  language: ['metrics', 'lib'],
  model: ['language', 'metrics', 'lib'],
  status: ['query', 'metrics', 'model', 'state', 'database', 'lib'],
  answer: ['language', 'model', 'query', 'status', 'metrics', 'state', 'lib'],
  digests: ['answer', 'query', 'status', 'metrics', 'state', 'lib'],
  watches: ['answer', 'query', 'status', 'metrics', 'state', 'database', 'lib'],
  schedule: [
    'digests',
    'watches',
    'outbox',
    'answer',
    'query',
    'status',
    'metrics',
    'state',
    'database',
    'lib',
  ],
  slack: ['answer', 'digests', 'watches', 'schedule', 'status', 'outbox', 'sources', 'state', 'lib'],
  commands: ['slack', 'answer', 'digests', 'schedule', 'watches', 'status', 'state', 'lib'],
  server: ['answer', 'sources', 'metrics', 'state', 'lib'],
  playground: ['lib'],
};

const root = join(import.meta.dirname, '..');
const files = globSync(['src/**/*.{ts,cjs}', 'commands/**/*.ts'], { cwd: root });
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `src/answer/answer.ts` → answer; `src/config.ts` → config; `commands/stock.ts` → commands. */
const areaOf = (file: string): string => {
  const parts = file.split('/');
  return parts[0] === 'commands' ? 'commands' : (parts[1] ?? '').replace(/\.\w+$/, '');
};

const importsOf = (file: string): readonly string[] =>
  [
    ...text(file).matchAll(
      /(?:^|\s)(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');

/** The file in this repository an import leads to, or null for a package. */
const targetOf = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('#src/')) return specifier.replace('#src/', 'src/');
  if (specifier.startsWith('#commands/')) return specifier.replace('#commands/', 'commands/');
  return specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : null;
};

/** Where things are put together: these may import everything, and nothing imports them. */
const roots = ['main', 'compose', 'welcome', 'cli', 'demo-shop', 'every-minute', 'workspace-channels'];

describe('architecture', () => {
  test('no folder imports against the table', () => {
    const wrong = files
      .filter((file) => !roots.includes(areaOf(file)))
      .flatMap((file) =>
        importsOf(file)
          .map((specifier) => targetOf(file, specifier))
          .filter((target) => target !== null)
          .filter(
            (target) => areaOf(target) !== areaOf(file) && !mayImport[areaOf(file)]?.includes(areaOf(target)),
          )
          .map((target) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  const only = (what: RegExp, where: RegExp): readonly string[] =>
    files.filter((file) => !where.test(file) && what.test(text(file)));
  const onlyImporter = (packages: RegExp, where: RegExp): readonly string[] =>
    files.filter(
      (file) => !where.test(file) && importsOf(file).some((specifier) => packages.test(specifier)),
    );

  test('no stage reads the clock', () => {
    expect(
      only(/Temporal\.Now|Date\.now|new Date\(\)|performance\.now/, /^src\/(lib\/clock\.ts|playground\/)/),
    ).toEqual([]);
  });

  test('nothing outside config.ts reads the environment', () => {
    expect(only(/process\.env|loadEnvFile/, /^src\/config\.ts$/)).toEqual([]);
  });

  test('nothing outside slack/ and commands/ knows Bolt', () => {
    expect(onlyImporter(/^@slack\//, /^(src\/slack\/|commands\/|src\/main\.ts$)/)).toEqual([]);
  });

  test('nothing outside model/ knows the model', () => {
    expect(onlyImporter(/^openai/, /^src\/model\//)).toEqual([]);
  });

  test('the interpreter never touches the database', () => {
    expect(
      files
        .filter((file) => /^src\/language\//.test(file))
        .filter((file) => importsOf(file).some((s) => /database|postgres|drizzle/.test(s))),
    ).toEqual([]);
  });

  test('no shared code names a source, a metric, a department or a command', () => {
    const shared = /^src\/(answer|language|query|slack|server|schedule|outbox|watches|state|lib)\//;
    const names =
      /'(?:(?:sales|customers|products|stock|fulfilment|returns|marketing|carts|payments|finance|cloud)\.\w+|shopify|woocommerce|magento|\/(?:ask|stock|cost|outages|announce|digest|watch))'/;
    expect(files.filter((file) => shared.test(file) && names.test(text(file)))).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    expect(files.filter((file) => text(file).split('\n').length > 301)).toEqual([]);
  });

  test('lib stays at ten modules or fewer', () => {
    expect(files.filter((file) => file.startsWith('src/lib/')).length).toBeLessThanOrEqual(10);
  });
});
