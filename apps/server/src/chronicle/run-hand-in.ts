// Takes in a file of boxes, piece by piece: a stick may hold months of work.
import { boxLimits, handInFileSchema, sealedBoxSchema } from '@komar/contract/hand-ins'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { boundedLines } from '../cli/bounded-lines.ts'
import { Misuse, type CommandIo } from '../cli/command.ts'
import { openDatabase } from '../db/connect.ts'
import { readSettings } from '../env.ts'
import { loadHostKeys } from '../keys/host-keys.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { SealedBox, Taken } from './hand-ins.ts'
import { receiveHandIns } from './receive-hand-ins.ts'

/** A box in base64 is at most 128 kB; the room is for blanks. */
const longestLine = 256 * 1024

type Receive = (given: { device: string; boxes: readonly SealedBox[] }) => Promise<Taken>
export type HandInCount = { kept: number; refused: Record<string, number> }

/** The command, with its exit code. */
export async function runHandIn(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new Misuse('name one file')
  const settings = readSettings(io.environment)
  const database = await openDatabase(settings, 'join')
  try {
    const { handIn } = await loadHostKeys(settings.dataDirectory, settings.keys)
    const count = await takeFile(path, (given) => receiveHandIns(database.app, handIn.identity, given))
    io.stdout.write(values.json ? `${JSON.stringify(count)}\n` : inWords(count))
    return Object.keys(count.refused).length === 0 ? 0 : 1
  } finally {
    await database.close()
  }
}

/** Reads a file of boxes and has them received, some at a time. @throws an OperatorProblem when it is no such file. */
export async function takeFile(path: string, receive: Receive): Promise<HandInCount> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorProblem(`${path} could not be opened (${error.code ?? error.name}).`)
  })
  const count: HandInCount = { kept: 0, refused: {} }
  try {
    let device: string | null = null
    let boxes: SealedBox[] = []
    const flush = async () => {
      if (device !== null && boxes.length > 0) add(count, await receive({ device, boxes }))
      boxes = []
    }
    for await (const line of boundedLines(file.createReadStream({ autoClose: false }), longestLine)) {
      if (device === null) device = deviceOf(line, path)
      else if (line.trim() !== '') boxes.push(boxOf(line.trim()))
      if (boxes.length === boxLimits.perCall) await flush()
    }
    if (device === null) throw new OperatorProblem(`${path} is empty.`)
    await flush()
  } finally {
    await file.close()
  }
  return count
}

function deviceOf(line: string, path: string): string {
  const parsed = handInFileSchema.safeParse(jsonOf(line))
  if (!parsed.success) throw new OperatorProblem(`${path} is not a file of handed-in work that this version reads.`)
  return parsed.data.device
}

/** A line that is no box keeps none of the others out: it is refused where boxes are. */
function boxOf(line: string): SealedBox {
  const hash = createHash('sha256').update(line).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return { id, box: sealedBoxSchema.shape.box.safeParse(line).success ? line : '' }
}

function add(count: HandInCount, { kept, refused }: Taken): void {
  count.kept += kept.length
  for (const { because } of refused) count.refused[because] = (count.refused[because] ?? 0) + 1
}

function inWords({ kept, refused }: HandInCount): string {
  const faults = Object.entries(refused).map(([because, times]) => `${times} refused: ${because}.\n`)
  return `${kept} kept; their author can append them now.\n${faults.join('')}`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
