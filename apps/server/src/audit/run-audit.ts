// `komar audit`: export and check.
import { open, readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Misuse, type CommandIo } from '../cli/command.ts'
import { asOwner } from '../db/as-owner.ts'
import { readSettings } from '../env.ts'
import { loadHostKeys } from '../keys/host-keys.ts'
import { renameForGood } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { checkAudit, type AuditManifest } from './audit-file.ts'
import type { Period } from './audit-rows.ts'
import { exportAudit } from './export-audit.ts'

/** The command, with its exit code. */
export async function runAudit(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      since: { type: 'string' },
      until: { type: 'string' },
      logins: { type: 'boolean', default: false },
      key: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [what, file, ...more] = positionals
  if ((what !== 'export' && what !== 'check') || file === undefined || more.length > 0)
    throw new Misuse('say export or check, and name one file')
  if (what === 'check') return check(resolve(file), { key: values.key, isJson: values.json }, io)
  const period = { since: firstOf(values.since), until: afterLast(values.until) }
  if (period.since >= period.until) throw new Misuse('the last day lies before the first')
  const manifest = await exportTo(resolve(file), period, values.logins, io)
  const counts = manifest.files.map(({ name, rows }) => `${name}: ${rows}`).join(', ')
  io.stdout.write(
    values.json ? `${JSON.stringify(manifest)}\n` : `${file} holds ${counts}. Signed by ${manifest.key}\n`,
  )
  return 0
}

const day = /^\d{4}-\d{2}-\d{2}$/u

function firstOf(text = '0001-01-01'): string {
  if (!day.test(text) || Number.isNaN(Date.parse(text))) throw new Misuse(`"${text}" is not a day such as 2026-11-29`)
  return `${text}T00:00:00.000Z`
}

function afterLast(text = '9998-12-31'): string {
  const after = new Date(firstOf(text))
  after.setUTCDate(after.getUTCDate() + 1)
  return after.toISOString()
}

async function exportTo(path: string, period: Period, hasLogins: boolean, io: CommandIo): Promise<AuditManifest> {
  const settings = readSettings(io.environment)
  const unfinished = `${path}.unfinished`
  try {
    return await asOwner(settings, { name: 'komar audit' }, async (db) => {
      const { signing } = await loadHostKeys(settings.dataDirectory, settings.keys)
      const file = await open(unfinished, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
        throw new OperatorProblem(`${path} cannot be written (${error.code ?? error.name}).`)
      })
      try {
        await db.query('begin isolation level repeatable read')
        const write = (bytes: Uint8Array): Promise<void> => file.writeFile(bytes)
        const manifest = await exportAudit(db, { period, signing, hasLogins, write })
        await db.query('commit')
        await file.sync()
        await renameForGood(unfinished, path)
        return manifest
      } finally {
        await file.close()
      }
    })
  } finally {
    await rm(unfinished, { force: true })
  }
}

type Checking = { key: string | undefined; isJson: boolean }

async function check(path: string, { key, isJson }: Checking, io: CommandIo): Promise<number> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorProblem(`${path} cannot be read (${error.code ?? error.name}).`)
  })
  const { manifest, faults: found } = checkAudit(bytes)
  const isOthers = key !== undefined && manifest !== null && manifest.key !== key
  const faults = [...found, ...(isOthers ? [`It was signed by another key: ${manifest.key}.`] : [])]
  if (isJson) io.stdout.write(`${JSON.stringify({ fits: faults.length === 0, faults, manifest })}\n`)
  else if (faults.length === 0 && manifest !== null) io.stdout.write(inWords(manifest, key !== undefined))
  for (const fault of faults) io.stderr.write(`${fault}\n`)
  return faults.length === 0 ? 0 : 1
}

function inWords({ madeAt, since, until, key }: AuditManifest, isKnown: boolean): string {
  const whose = isKnown ? 'by the key that you named' : `by ${key}: compare it with the key that the host published`
  return `As it was made on ${madeAt}, of ${since} to ${until}. Signed ${whose}.\n`
}
