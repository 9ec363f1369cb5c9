import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import * as assess from '../assess/kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people, story } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import { childFile } from './child-file.ts'
import { decisionDoubt } from './decision-doubts.ts'

const pack = cambodia()
const { child, prison } = people

function doubtOf(more: readonly Recorded[], change: (entry: Recorded) => Recorded = (one) => one) {
  const entries = [...Object.values(story()).map(change), ...more]
  return decisionDoubt(childFile(child, entries, pack), entries)
}

/** The decision of the story, by somebody who had seen no more than up to this seq. */
const basedOn = (seq: number) => (one: Recorded) =>
  one.kind === assess.decisionMade.name ? { ...one, basedOn: seq } : one
const birth = (number: number, more: Partial<Recorded>) =>
  entry(number, register.birthStated, child, '2011-02-10', { born: '2010-02-10', reason: 'paper seen' }, more)
const decided = () => story()['decided']
function born(): Recorded {
  const { born: found } = story()
  if (found === undefined) throw new Error('the story changed')
  return found
}

describe('the last decision', () => {
  test('raises nothing while the facts are those that it was made on', () => {
    expect(doubtOf([])).toBeNull()
    expect(decisionDoubt({ lastDecision: null }, [])).toBeNull()
  })

  test('names a fact that was corrected since', () => {
    const correction = birth(400, { replaces: born().id })
    expect(doubtOf([correction])).toMatchObject({
      decision: { id: decided()?.id },
      unseen: [],
      changed: [{ fact: { id: born().id }, by: { id: correction.id } }],
    })
  })

  test('names a fact that was withdrawn since', () => {
    const withdrawal = birth(400, { retracts: born().id })
    expect(doubtOf([withdrawal])?.changed.map(({ by }) => by.id)).toEqual([withdrawal.id])
  })

  test('names what came in while it was made without a network, and not what came after it', () => {
    const seq = decided()?.seq ?? 0
    const moved = { ...entry(300, register.residenceBegan, child, '2013-09-19', { facility: prison }), seq: seq - 0.5 }
    const later = entry(900, register.residenceBegan, child, '2013-10-19', { facility: prison })
    expect(doubtOf([moved, later], basedOn(seq - 1))?.unseen.map(({ id }) => id)).toEqual([moved.id])
    expect(doubtOf([moved, later], basedOn(seq))).toBeNull()
  })

  test('leaves out what says nothing new of the child, and what waits on a device', () => {
    const note = entry(400, register.noteWritten, child, '2013-10-01', { note: 'x' })
    const { seq: _seq, received: _received, ...waiting } = birth(401, { replaces: born().id })
    expect(doubtOf([note, waiting])).toBeNull()
  })
})
