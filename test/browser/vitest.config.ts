import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const chromium = places.find((place) => existsSync(place)) ?? null;

// biome-ignore lint/style/noProcessEnv: only here is it known whether this machine has to have a browser
if (chromium === null && process.env['CROSSWALK_SHARED'] !== undefined)
  throw new Error(
    `No Chromium at ${places[0]}: the page could not be proved. Install it (apt-get install chromium).`,
  );

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: vitest's own interface is added to, which a type cannot
  interface ProvidedContext {
    readonly chromium: string | null;
  }
}

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/browser/**/*.test.ts'],
    provide: { chromium },
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
