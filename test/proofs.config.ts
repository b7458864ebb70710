import { defineConfig } from 'vitest/config';

/** Proofs that take minutes: `npm run test:proofs`, in CI beside the tests. */
export default defineConfig({
  test: {
    include: ['test/datasets/**/*.proof.ts', 'test/sources/**/*.proof.ts'],
    globalSetup: ['test/support/database-server.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'America/St_Johns' },
  },
});
