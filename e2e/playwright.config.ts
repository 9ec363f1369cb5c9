// Journeys through a real Komar in a real Chromium. `npm test -- browser` sets KOMAR_CHROMIUM, KOMAR_HEADLESS_SHELL (the same browser without
// its own windows; journeys with a profile on the disk use the whole one, profile.ts) and KOMAR_DEMONSTRATION, a data directory with the
// demonstration loaded; each worker has a host of its own on a copy of it (sign-in.ts), so that they do not meet.
import { defineConfig } from '@playwright/test'
import { availableParallelism } from 'node:os'

const chromium = process.env['KOMAR_HEADLESS_SHELL'] ?? process.env['KOMAR_CHROMIUM']
// A worker is a browser, a host and its database: one more than there are cores, and all of them together take longer.
const mostWorkers = 4
const workers = Number(process.env['KOMAR_WORKERS'] ?? Math.min(mostWorkers, availableParallelism()))

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results',
  forbidOnly: true,
  workers,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    // A trace copies the whole page at each step, which on long pages costs as much as the journey itself.
    trace: process.env['KOMAR_TRACE'] === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      // Chromium's sandbox does not work for root; the pages are ours.
      ...(process.getuid?.() === 0 && { args: ['--no-sandbox'] }),
    },
  },
})
