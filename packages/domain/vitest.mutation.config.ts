import { defineConfig } from 'vitest/config'

// For the mutation tests, which run the domain's tests very often and nothing else.
export default defineConfig({ test: { include: ['packages/domain/src/**/*.test.ts'] } })
