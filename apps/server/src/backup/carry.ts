// Carries a finished backup to a place that is slow or may be gone in the middle (a stick, a network's disk), and goes on where an earlier
// try was cut. What is there already is compared with the beginning of the file, never trusted; what was carried is read back.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { renameForGood } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'

export type Carrying = {
  from: string
  to: string
  /** Bytes that are there, of all. */
  progress: (there: number, all: number) => void
}

/** A cut loses what came since the last flush. */
const flushEvery = 16 * 1024 * 1024

/** Answers from which byte it went on. @throws OperatorProblem when the place fails; what was carried stays there, for the next try. */
export async function carry({ from, to, progress }: Carrying): Promise<number> {
  const unfinished = `${to}.unfinished`
  const all = (await stat(from)).size
  let there = 0
  try {
    const target = await open(unfinished, 'a+', 0o600)
    let start: number
    try {
      start = await sameBeginning(from, unfinished, all)
      await target.truncate(start)
      there = start
      for await (const written of copied(from, target, start)) {
        there = written
        progress(there, all)
      }
    } finally {
      await target.close()
    }
    if ((await hashOf(unfinished)) !== (await hashOf(from)))
      throw new OperatorProblem(`What was carried to ${to} is not what its disk gives back: use another place.`)
    await renameForGood(unfinished, to)
    return start
  } catch (error) {
    if (error instanceof OperatorProblem || !(error instanceof Error) || !('code' in error)) throw error
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
    throw new OperatorProblem(
      `${megabytes(there)} of ${megabytes(all)} MB are at ${to}, then its place failed (${String(error.code)}). Nothing is lost: when it is there again, komar backup ${to} --resume goes on.`,
    )
  }
}

/** How many bytes at the place are the file's first ones: all that are there, or none. */
async function sameBeginning(from: string, unfinished: string, all: number): Promise<number> {
  const { size } = await stat(unfinished)
  if (size === 0 || size > all) return 0
  return (await hashOf(unfinished)) === (await hashOf(from, size)) ? size : 0
}

async function* copied(from: string, target: FileHandle, start: number): AsyncGenerator<number> {
  let there = start
  let flushed = start
  for await (const chunk of createReadStream(from, { start, highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer
    await target.appendFile(bytes)
    there += bytes.length
    if (there - flushed >= flushEvery) {
      await target.sync()
      flushed = there
    }
    yield there
  }
  await target.sync()
}

/** Of a file, or of its first bytes. */
async function hashOf(path: string, bytes?: number): Promise<string> {
  const hash: Hash = createHash('sha256')
  for await (const chunk of createReadStream(path, bytes === undefined ? {} : { end: bytes - 1 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}
