// A backup that is first made whole on the host's own disk and then carried to its place, so that a place that breaks off costs no new
// beginning (carry.ts). One at a time; it lies encrypted as it will lie there, and goes once it is there.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { oneRow } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { carry } from './carry.ts'
import { makeBackup, runOf, type Making } from './make-backup.ts'
import { noteBackedUp, type Backup } from './write-backup.ts'

const noteSchema = z.object({
  file: z.string(),
  madeAt: z.string(),
  head: z.object({ seq: z.int(), chain: z.string() }),
  bytes: z.int(),
  rows: z.record(z.string(), z.int()),
})
export type OnItsWay = z.infer<typeof noteSchema>

export type Way = { dataDirectory: string; progress: (there: number, all: number) => void }

type Places = { directory: string; file: string; note: string }

function placesIn({ dataDirectory }: Way): Places {
  const directory = join(dataDirectory, 'backup-on-its-way')
  return { directory, file: join(directory, 'backup.komar'), note: join(directory, 'note.json') }
}

/** Makes one here, then carries it. One that was on its way before goes: it is older. @throws OperatorProblem, as makeBackup and carry. */
export async function makeAndCarry(db: ClientBase, making: Making, way: Way): Promise<OnItsWay> {
  const places = placesIn(way)
  await rm(places.directory, { recursive: true, force: true })
  await mkdir(places.directory, { recursive: true, mode: 0o700 })
  const arrive = async (backup: Backup): Promise<void> => {
    await writeFile(places.note, JSON.stringify(noteOf(making.file, backup)), { mode: 0o600 })
    await carry({ from: places.file, to: making.file, progress: way.progress })
  }
  const made = await makeBackup(db, { ...making, by: { file: places.file, arrive } })
  await rm(places.directory, { recursive: true, force: true })
  return noteOf(making.file, made)
}

/** Goes on with one that was cut on its way to this file. @throws OperatorProblem where none is, or the place fails again. */
export async function resume(db: ClientBase, file: string, way: Way): Promise<OnItsWay> {
  const places = placesIn(way)
  const text = await readFile(places.note, 'utf8').catch(() => missing(file))
  const note = noteSchema.parse(JSON.parse(text))
  if (note.file !== file) throw new OperatorProblem(`What is on its way goes to ${note.file}: name that file.`)
  await refuseErased(db, note, places)
  await runOf(db, { file, isScheduled: false }, async () => {
    await carry({ from: places.file, to: file, progress: way.progress })
    await noteBackedUp(db, note.head.seq)
    return { seq: note.head.seq, bytes: note.bytes }
  })
  await rm(places.directory, { recursive: true, force: true })
  return note
}

/** It would bring back what two agencies erased. */
async function refuseErased(db: ClientBase, { madeAt }: OnItsWay, { directory }: Places): Promise<void> {
  const { isOlder } = await oneRow(
    db,
    z.object({ isOlder: z.boolean() }),
    'select exists (select from komar.erased where at >= $1::timestamptz) as "isOlder"',
    [madeAt],
  )
  if (!isOlder) return
  await rm(directory, { recursive: true, force: true })
  throw new OperatorProblem('Since it was made something was erased, which it still holds: it is gone. Make a new one.')
}

function noteOf(file: string, { manifest, rows, bytes }: Backup): OnItsWay {
  return { file, madeAt: manifest.madeAt, head: manifest.head, bytes, rows }
}

function missing(file: string): never {
  throw new OperatorProblem(`No backup is on its way to ${basename(file)}: make one with --resumable.`)
}
