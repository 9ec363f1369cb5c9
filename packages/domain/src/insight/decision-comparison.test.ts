// Recommended, decided, done: the same, different, or not yet; a difference is shown and is no error.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { recommendationMade } from '../assess/decision-kinds.ts'
import * as assess from '../assess/kinds.ts'
import * as care from '../care/kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, leaveBody, people, planBody, planned, story } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import { childFile } from './child-file.ts'
import { compareDecisions } from './decision-comparison.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function compared(entries: Entries) {
  return compareDecisions(childFile(people.child, Object.values(entries), pack))
}

function recommended(on: string, outcome: string, tier?: number): Recorded {
  return entry(80, recommendationMade, people.child, on, {
    byWhom: 'The worker',
    outcome,
    ...(tier !== undefined && { tier }),
  })
}

const moved = entry(81, care.placementBegan, people.child, '2013-10-15', {
  tier: 2,
  carer: people.aunt,
  isParentsOwnArrangement: false,
})
const left = entry(82, register.residenceEnded, people.child, '2013-10-15', { route: 'kin' })

describe('three columns', () => {
  test('nothing said, nothing compared', () => {
    const { decided: _decided, declared: _declared, ...rest } = story()
    expect(compared(rest)).toEqual([])
  })

  test('a recommendation waits for its decision, a decision for its deed', () => {
    const { decided: _decided, declared: _declared, ...rest } = story()
    const [waiting] = compared({ ...rest, said: recommended('2013-09-15', 'leave-to-care', 2) })
    expect(waiting).toMatchObject({ asRecommended: 'not-yet', asDecided: 'not-yet', decided: null })
    const [decision] = compared({ ...story(), said: recommended('2013-09-15', 'leave-to-care', 2) })
    expect(decision).toMatchObject({ asRecommended: 'same', asDecided: 'not-yet', done: null })
  })

  test('done as decided', () => {
    const [row] = compared({ ...story(), plan: planned(planBody), moved, left })
    expect(row).toMatchObject({
      asRecommended: 'not-said',
      asDecided: 'same',
      done: { outcome: 'leave-to-care', tier: 2, on: '2013-10-15' },
    })
  })

  test('another kind of care, or another way out, differs', () => {
    const foster = { ...moved, body: { ...moved.body, tier: 3 } }
    expect(compared({ ...story(), moved: foster, left })[0]?.asDecided).toBe('differs')
    const withMother = { ...left, body: { ...left.body, route: 'with-mother' } }
    expect(compared({ ...story(), left: withMother })[0]).toMatchObject({
      asDecided: 'differs',
      done: { outcome: 'leave-with-mother' },
    })
    const own = { ...left, body: { ...left.body, route: 'parents-own-arrangement' } }
    expect(compared({ ...story(), left: own })[0]?.done?.outcome).toBe('went-another-way')
  })

  test('a stay is done by staying, and a departure after it differs', () => {
    const stays = { ...leaveBody, outcome: 'stay', chosenTier: undefined }
    const decided = entry(46, assess.decisionMade, people.child, '2013-09-20', stays)
    const { declared: _declared, ...rest } = story()
    const said = recommended('2013-09-10', 'leave-to-care', 2)
    expect(compared({ ...rest, decided, said })[0]).toMatchObject({ asRecommended: 'differs', asDecided: 'same' })
    expect(compared({ ...rest, decided, moved, left })[0]?.asDecided).toBe('differs')
  })

  test('each decision keeps its own recommendation and its own deed', () => {
    const interim = { ...leaveBody, type: 'interim', outcome: 'stay', chosenTier: undefined, until: '2013-09-15' }
    const first = entry(45, assess.decisionMade, people.child, '2013-09-01', { ...interim, from: '2013-09-01' })
    const rows = compared({ ...story(), first, said: recommended('2013-09-10', 'leave-to-care', 2), moved, left })
    expect(rows.map(({ recommended: by, asDecided }) => [by?.on ?? null, asDecided])).toEqual([
      ['2013-09-10', 'same'],
      [null, 'same'],
    ])
  })

  test('who sees only what was declared sees the outcome, and no kind of care', () => {
    const { decided: _decided, ...rest } = story()
    const [row] = compared(rest)
    expect(row?.decided).toMatchObject({ outcome: 'leave-to-care', tier: null, byWhom: null })
  })
})
