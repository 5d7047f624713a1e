import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'validation/**/*.test.ts',
      'examples/*.test.ts',
      'tools/*.test.ts',
      'simtest/*.test.ts',
    ],
    globalSetup: 'tools/test-run.ts',
    setupFiles: 'tools/fixed-draws.ts',
    pool: 'threads',
    isolate: false,
    // The default leaves one processor idle, which on two is half of them.
    maxWorkers: '100%',
    // Far longer than anything takes: a machine with other work may be many times slower, and a bound is there to end what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 90_000 } },
  },
});
