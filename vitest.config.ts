import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The default leaves one core to others, which is half of a small machine.
    maxWorkers: '100%',
    // Files share what they load, a third of the time: tests put back what they change.
    isolate: false,
    // Real browsers and PDFs take their time on a small machine.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
