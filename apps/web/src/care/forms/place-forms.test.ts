// The forms of places outside, warning signs and emergencies: each body fits its kind, and a ticked sign becomes an entry of its own.
import { warningSignsSeen } from '@komar/domain/care/warning-kinds'
import { kindNamed } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../../record/all-forms.ts'
import type { RecordContext } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { contextOf, story, author } from '../../record/story.fixture.ts'
import type { Values } from '../../record/values.ts'
import { newEntry, type EntryDraft } from '../../store/new-entry.ts'
import { livePieces } from '../../record/gate-pieces.ts'

function drafted(name: string, given: Values, context: RecordContext = contextOf('child')): EntryDraft[] {
  const form = formNamed('child', name)
  if (form === undefined) throw new Error(`no form ${name}`)
  const values = { ...form.initial?.(context), occurred: '2014-03-01', basis: 'seen', ...given }
  expect(faultsOf(form, values, context)).toEqual([])
  const drafts = form.build(values, context)
  for (const draft of drafts) {
    const parsed = kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body)
    expect(parsed?.error?.issues ?? []).toEqual([])
  }
  return drafts
}

const kin = story.kin

describe('forms about a carer', () => {
  it.each([
    ['household', { ownChildren: '០', people: { rows: [{ person: 'Aunt', ageYears: '៤១' }] } }],
    ['home-inspection', { inspectedBy: 'The province', registration: 'not-known', fitness: 'fit' }],
    ['support-plan', { what: 'Rice', promisedBy: 'The commune' }],
    ['support-given', { what: 'Rice', isComplete: 'yes' }],
    ['approval-asked', { askedOf: 'The district' }],
  ] as const)('records %s in both chronicles', (name, given) => {
    const [draft] = drafted(name, { kin, ...given })
    expect(draft).toMatchObject({ subject: kin, also: [story.child] })
    expect(draft?.body['kin']).toBeUndefined()
  })

  it('records a match, and the whole visit', () => {
    expect(drafted('match', { carer: kin, whyTheyFit: 'They speak one language' })[0]?.also).toEqual([kin])
    const visit = { household: 'Four', isSleepingPlaceSeen: 'yes', hasHouseholdTalk: 'yes', references: '2' }
    const talk = { whyThisChild: 'Her sister’s', isPaidOrPromised: 'no', hitsOrLocksIn: 'no' }
    const [draft] = drafted('carer-assessment', {
      kin,
      ...visit,
      ...talk,
      needsMaterialSupport: 'no',
      recommendation: 'do-not-approve',
      reasonsAgainst: ['means'],
    })
    expect(draft?.body).toMatchObject({ isPaidOrPromised: false, hitsOrLocksIn: false, reasonsAgainst: ['means'] })
  })

  it('leaves out the commune’s word where the approval is not final', () => {
    const given = { kin, assessment: story.pregnancy, capacity: '1', communeWord: 'agrees' }
    expect(drafted('carer-approval', { ...given, approval: 'final' })[0]?.body['communeWord']).toBe('agrees')
    const [forNow] = drafted('carer-approval', { ...given, approval: 'provisional' })
    expect(forNow?.body).not.toHaveProperty('communeWord')
  })
})

describe('warning signs', () => {
  const meeting = { withCarer: kin, isMotherPresent: 'yes', isAtNewHome: 'no', howItWent: 'calm' }

  it('ticked on a visit are an entry of their own, about the child and the person', () => {
    const drafts = drafted('meeting', { ...meeting, signs: ['payment'] })
    expect(drafts.map(({ kind }) => kind)).toEqual(['care.meeting-held', warningSignsSeen.name])
    expect(drafts[0]?.body).not.toHaveProperty('signs')
    expect(drafts[1]).toMatchObject({ subject: story.child, also: [kin], body: { signs: ['payment'] } })
  })

  it('not ticked, or on a correction, are no entry', () => {
    expect(drafted('meeting', meeting)).toHaveLength(1)
    const context = { ...contextOf('child'), query: { entry: story.pregnancy } }
    expect(drafted('meeting', { ...meeting, signs: ['payment'] }, context)).toHaveLength(1)
  })

  it('are recorded by themselves, and answered', () => {
    expect(drafted('warning-signs', { signs: ['thumbprint-asked'], kin })[0]?.also).toEqual([kin])
    const answer = { warning: story.pregnancy, whatWasDone: 'Asked', finding: 'no-danger' }
    expect(drafted('warning-answer', answer)[0]?.body).toMatchObject(answer)
  })
})

describe('a children’s home', () => {
  it('is approved with the home beside the child', () => {
    const given = { home: kin, decision: story.pregnancy, grounds: ['sibling-group'], isAdoptionOffered: 'no' }
    const [draft] = drafted('residential-approval', { ...given, reasons: 'Her sister is there' })
    expect(draft).toMatchObject({ also: [kin], body: { home: kin, isAdoptionOffered: false, until: '2014-06-01' } })
  })

  it('asks its gate while it is half empty', () => {
    const context = { ...contextOf('child'), placeholder: '…' }
    const form = formNamed('child', 'residential-approval')
    const [draft] = form?.build(form.initial?.(context) ?? {}, context) ?? []
    const pieces = draft === undefined ? [] : livePieces(newEntry(draft, author), context)
    expect(pieces.filter(({ status }) => status === 'missing').length).toBeGreaterThan(8)
  })
})

describe('an emergency', () => {
  const order = { ground: 'violence', whatHappened: 'Blows', place: 'known-kin', carer: kin }

  it('names each nearer place that was tried', () => {
    const [draft] = drafted('emergency', { ...order, 'who-other-parent': 'The father', 'why-other-parent': 'Far' })
    expect(draft?.body['placesTried']).toEqual([{ place: 'other-parent', whoWasAsked: 'The father', whyNot: 'Far' }])
    expect(draft).toMatchObject({ also: [kin], body: { until: '2014-03-15' } })
  })

  it('has no carer in hospital', () => {
    const [draft] = drafted('emergency', { ...order, place: 'hospital-with-mother' })
    expect(draft?.body).not.toHaveProperty('carer')
    expect(draft).not.toHaveProperty('also')
  })

  it('asks its gate before anything is chosen', () => {
    const context = { ...contextOf('child'), placeholder: '…' }
    const form = formNamed('child', 'emergency')
    const [draft] = form?.build(form.initial?.(context) ?? {}, context) ?? []
    expect(draft === undefined ? [] : livePieces(newEntry(draft, author), context)).not.toEqual([])
  })

  it('records who was told, and its review', () => {
    drafted('emergency-told', { order: story.pregnancy, told: 'mother', how: 'in-person' })
    const review = { order: story.pregnancy, isChildSeen: 'yes', motherHeard: 'heard', reasons: 'Still ill' }
    const [draft] = drafted('emergency-review', { ...review, emergencyOutcome: 'back-with-mother' })
    expect(draft?.body).not.toHaveProperty('motherNotHeardReason')
  })
})
