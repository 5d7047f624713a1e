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
    pool: 'threads',
    isolate: false,
    // The default leaves one processor idle, which on two is half of them.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
