import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed-properties.ts'],
    reporters: ['default', 'test/report-skipped.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
