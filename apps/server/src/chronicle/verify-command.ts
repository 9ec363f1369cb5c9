import { parseArgs } from 'node:util'
import type { Command } from '../cli/command.ts'
import type { Verdict } from './chain.ts'

const usage = `komar verify: proves that no accepted entry was changed, removed or put in another place

  komar verify [--json]

  --json   { "fits": true, "entries": 51, "head": "…", "erased": [] } or { "fits": false, "fault": "…", "seq": 7, "entry": "…" }
  --help   this text

Exits 1 and names the first entry that does not fit. Keep the head it prints: it proves later that nothing before it has changed.
`

function inWords({ entries, head, erased }: Extract<Verdict, { fits: true }>): string {
  const lines = erased.map(({ seq, entry, act }) => `Number ${seq} (entry ${entry}) was erased under act ${act}.\n`)
  return `${lines.join('')}${entries} entries fit${erased.length === 0 ? '' : `, ${erased.length} of them erased`}. Head: ${head}\n`
}

export const verifyCommand = {
  name: 'verify',
  summary: 'prove that no accepted entry was changed or removed',
  usage,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    const { openDatabase } = await import('../db/connect.ts')
    const { makePool } = await import('../db/pool.ts')
    const { readSettings } = await import('../env.ts')
    const { verifyChain } = await import('./chain.ts')
    const database = await openDatabase(readSettings(io.environment), 'join')
    const owner = makePool({ url: database.ownerUrl, name: 'komar verify', max: 1 })
    try {
      const db = await owner.connect()
      await db.query('begin isolation level repeatable read read only')
      const verdict = await verifyChain(db, (seq) => void io.stderr.write(`… ${seq} entries\n`))
      await db.query('rollback')
      db.release()
      if (values.json) io.stdout.write(`${JSON.stringify(verdict)}\n`)
      else if (verdict.fits) io.stdout.write(inWords(verdict))
      if (verdict.fits) return 0
      const place = verdict.seq === null ? `after entry ${verdict.entries}` : `at number ${verdict.seq}`
      io.stderr.write(
        `The chain does not fit ${place}${verdict.entry === null ? '' : ` (entry ${verdict.entry})`}: ${verdict.fault}. Compare with a backup made before.\n`,
      )
      return 1
    } finally {
      await owner.end()
      await database.close()
    }
  },
} satisfies Command
