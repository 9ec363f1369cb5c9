import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = ['apps/server/src/**/*.{db,rls}.test.ts']

/**
 * What can differ between engines: the migrations' own SQL and the rights of roles (0000-roles.sql takes another way before 16), row-level
 * security and definer functions, how text is compared and sorted (this one sorts by ICU), plans and locks of the append, the feed and its
 * cursors, what a backup reads from the catalogue (a rehearsal restores into the embedded engine, whatever the host's is). The rest uses
 * the same statements through the same doors; `npm run test:engines` runs all of it.
 */
const TESTS_ON_15 = [
  'db/{migrate,catalogue,pool,connect}.db.test.ts',
  'access/{accounts,sign-in,devices,changes}.db.test.ts',
  'backup/{backup,backup-fuzz,released}.db.test.ts',
  'chronicle/{append,chain,feed,keeping,withholding,writers,attachments}.db.test.ts',
  'chronicle/access.rls.test.ts',
  'register/{register,merge}.db.test.ts',
].map((pattern) => `apps/server/src/${pattern}`)

/** These are about the embedded engine itself, or start one. */
const OWN_ENGINE_TESTS = [
  'apps/server/src/db/embedded*.db.test.ts',
  'apps/server/src/faults/{kill,disk,stopped}.db.test.ts',
]

/** Only root mounts a disk; `npm test` says when these are not run. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0
const DISK_TESTS = 'apps/server/src/faults/disk.db.test.ts'

/** Tests of the web app that need what a browser has; its other ones are pure. */
const TESTS_IN_A_PAGE = ['apps/web/src/**/*.test.tsx', 'apps/web/src/{store,shell}/**/*.test.ts']

const database = {
  // Each file has a database of its own; loading the server anew for each took a fifth of the time.
  isolate: false,
  globalSetup: ['apps/server/src/db/test-server.ts'],
  setupFiles: ['scripts/fail-on-console.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

// Far from UTC and on the other side of midnight from Phnom Penh for much of the day: code that looks at the machine's zone fails here.
process.env['TZ'] = 'Pacific/Auckland'

export default defineConfig({
  test: {
    // All cores: by itself Vitest leaves one of them idle, which on two of them is half of the machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/server/src/**/*.test.ts',
            'apps/web/src/**/*.test.ts',
            'policies/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: [...DATABASE_TESTS, ...TESTS_IN_A_PAGE],
          // These are pure, or keep nothing in a module: loading everything anew for each file takes three times as long.
          isolate: false,
          setupFiles: ['scripts/fail-on-console.ts'],
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic' } },
        test: {
          name: 'web',
          include: TESTS_IN_A_PAGE,
          environment: 'happy-dom',
          setupFiles: ['scripts/fail-on-console.ts'],
        },
      },
      { test: { name: 'db', include: DATABASE_TESTS, exclude: mayMount ? [] : [DISK_TESTS], ...database } },
      {
        test: {
          name: 'db-15',
          include: process.env['KOMAR_TESTS_ON_15'] === 'all' ? DATABASE_TESTS : TESTS_ON_15,
          exclude: OWN_ENGINE_TESTS,
          ...database,
        },
      },
    ],
  },
})
