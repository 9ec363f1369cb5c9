// npm run simulate -- --seeds 10000 [--from 1]: many worlds, one line for each that breaks a promise.
import { parseArgs } from 'node:util'
import { simulate } from './run.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10000' }, from: { type: 'string', default: '1' } },
})
const [seeds, from] = [Number(values.seeds), Number(values.from)]
const began = performance.now()
let [failed, entries] = [0, 0]
for (let seed = from; seed < from + seeds; seed += 1) {
  const outcome = await simulate(seed)
  entries += outcome.entries
  // A run of hours that is cut off has still said how far it came.
  if ((seed - from + 1) % 250 === 0) process.stderr.write(`up to seed ${seed}: ${failed} broke a promise\n`)
  if (outcome.broken.length === 0) continue
  failed += 1
  process.stdout.write(`seed ${seed}: ${JSON.stringify(outcome.broken.slice(0, 3))}\n`)
}
const seconds = Math.round((performance.now() - began) / 1000)
process.stdout.write(`${seeds} worlds with ${entries} entries in ${seconds} s: ${failed} broke a promise\n`)
process.exitCode = failed === 0 ? 0 : 1
