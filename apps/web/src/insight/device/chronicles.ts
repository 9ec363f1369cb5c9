// Chronicles from this device, as far as they are on it; and the refusals of what was written here.
import { carerChronicle, childChronicle, facilityChronicle, kinChronicle } from '@komar/contract/register'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { answerer } from '../../store/answerer.ts'

/** Not a cursor of the host: whoever goes on from here reads the chronicle again. */
const noCursor = ''

const chronicles = [childChronicle, carerChronicle, facilityChronicle, kinChronicle].map((endpoint) =>
  answerer(endpoint, async ({ params }, { device, authors, today }) => {
    const held = await device.entriesOf(params.id as SubjectId) // an id that is none finds nothing
    const isPending = device.pending().some(({ subject, also }) => [subject, ...also].some((one) => one === params.id))
    if (held.length === 0 && !isPending) return null
    const writers = new Set<string>(held.map(({ author }) => author))
    const known = (await authors()).filter(({ id }) => writers.has(id))
    return { value: { entries: [...held], authors: known, cursor: noCursor, today } }
  }),
)

export const chronicleAnswerers = chronicles
