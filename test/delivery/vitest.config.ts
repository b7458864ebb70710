import { defineConfig } from 'vitest/config';

/** The long proofs of delivery: `npm run test:delivery`. */
export default defineConfig({
  test: {
    include: ['test/delivery/**/*.proof.ts'],
    globalSetup: ['test/support/database-server.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    env: { TZ: 'America/St_Johns' },
  },
});
