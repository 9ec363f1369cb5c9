// Journeys through a real Komar in a real Chromium. `npm test -- browser` sets KOMAR_CHROMIUM, PORT and an empty KOMAR_DATA.
import { defineConfig } from '@playwright/test'

const port = process.env['PORT'] ?? '8099'
const origin = `http://localhost:${port}`
const chromium = process.env['KOMAR_CHROMIUM']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results',
  forbidOnly: true,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: origin,
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
  webServer: {
    command: 'node ../apps/server/src/main.ts',
    url: `${origin}/readyz`,
    env: { PORT: port },
    timeout: 180_000,
    // While journeys are written: without a data directory of its own, the demonstration that runs on PORT.
    reuseExistingServer: process.env['KOMAR_DATA'] === undefined,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
