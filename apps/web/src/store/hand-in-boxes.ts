// Boxes go to the host from a locked store too: whoever holds the phone brings them, and reads nothing. Only a box that the host says
// it keeps is taken away here. Source: docs/decisions/0014-the-device.md.
import { call } from '@komar/contract/client'
import { boxLimits, handIn } from '@komar/contract/hand-ins'
import { base64 } from './boxes.ts'
import type { Disk, Row } from './disk.ts'
import { openIndexedDbDisk } from './indexed-db-disk.ts'
import type { HandInBoxes } from './vault-state.ts'

/** Of a call: the host takes a megabyte, and base64 makes four of three. */
const bytesPerCall = 600_000

/** Hands in the boxes of a store on this device; what the host cannot take now stays. */
export const handInBoxes: HandInBoxes = async (storeId) => {
  const disk = await openIndexedDbDisk(storeId)
  try {
    const rows = await disk.readAll('boxes')
    let handedIn = 0
    for (const batch of batchesOf(rows)) {
      const kept = await send(storeId, batch)
      if (kept === null) break
      await forget(disk, kept)
      handedIn += kept.length
    }
    return { handedIn, left: rows.length - handedIn }
  } finally {
    disk.close()
  }
}

/** The boxes that the host now keeps; null when it could not be asked. */
async function send(device: string, batch: readonly Row[]): Promise<readonly string[] | null> {
  const boxes = batch.map(({ key, value }) => ({ id: key, box: base64(value) }))
  const answer = await call(handIn, { body: { device, boxes } }, { isBackground: true })
  return answer.ok ? answer.value.kept : null
}

async function forget(disk: Disk, keys: readonly string[]): Promise<void> {
  await disk.write(keys.map((key) => ({ table: 'boxes', key, value: null })))
}

function batchesOf(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = []
  let bytes = 0
  for (const row of rows) {
    const last = batches.at(-1)
    bytes += row.value.byteLength
    if (last === undefined || last.length === boxLimits.perCall || bytes > bytesPerCall) {
      batches.push([row])
      bytes = row.value.byteLength
    } else last.push(row)
  }
  return batches
}
