// Receiving boxes, from the network or from a file: known device, sound boxes, then kept.
import type { Pool } from 'pg'
import { z } from 'zod'
import { asNobody } from '../db/as-actor.ts'
import { isDevice, openBox, takeHandIns, type SealedBox, type Taken } from './hand-ins.ts'

/** Keeps what is sound, and says of each box what became of it. What is said to be kept is committed. */
export async function receiveHandIns(
  pool: Pool,
  identity: string,
  { device, boxes }: { device: string; boxes: readonly SealedBox[] },
): Promise<Taken> {
  if (!(await asNobody(pool, (db) => isDevice(db, device)))) return refuseAll(boxes, 'device-unknown')
  const sound: SealedBox[] = []
  const unsound: SealedBox[] = []
  for (const each of boxes) {
    const content = await openBox(identity, Buffer.from(each.box, 'base64'))
    if (content === null) unsound.push(each)
    else sound.push({ ...each, ...idsOf(content.entry) })
  }
  const { kept, refused } = await asNobody(pool, (db) => takeHandIns(db, device, sound))
  return { kept, refused: [...refused, ...refuseAll(unsound, 'not-a-box').refused] }
}

const named = z.object({ id: z.uuid(), replaces: z.uuid().optional(), retracts: z.uuid().optional() })

/** Which entry a box holds, and which it corrects: what is erased must go from here too. */
function idsOf(entry: unknown): Pick<SealedBox, 'entry' | 'corrects'> {
  const { id, replaces, retracts } = named.safeParse(entry).data ?? {}
  const corrects = replaces ?? retracts
  return { ...(id !== undefined && { entry: id }), ...(corrects !== undefined && { corrects }) }
}

function refuseAll(boxes: readonly SealedBox[], because: 'device-unknown' | 'not-a-box'): Taken {
  return { kept: [], refused: boxes.map(({ id }) => ({ id, because })) }
}
