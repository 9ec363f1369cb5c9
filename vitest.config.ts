import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = ['apps/server/src/**/*.{db,rls}.test.ts']

// Far from UTC and on the other side of midnight from Phnom Penh for much of the day: code that looks at the machine's zone fails here.
process.env['TZ'] = 'Pacific/Auckland'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/server/src/**/*.test.ts',
            'policies/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: DATABASE_TESTS,
          // These are pure, or keep nothing in a module: loading everything anew for each file takes three times as long.
          isolate: false,
          setupFiles: ['scripts/fail-on-console.ts'],
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic' } },
        test: {
          name: 'web',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['scripts/fail-on-console.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: DATABASE_TESTS,
          globalSetup: ['apps/server/src/db/test-server.ts'],
          setupFiles: ['scripts/fail-on-console.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
