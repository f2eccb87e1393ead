import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/store/pglite-image.ts'],
    setupFiles: ['test/seed-properties.ts'],
    reporters: ['default', 'test/report-skipped.ts'],
    // Vitest leaves a core to itself, which is half of a machine with two.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // On a busy machine, and over a network, what is awaited comes later than in a second.
    expect: { poll: { timeout: 20_000 } },
  },
});
