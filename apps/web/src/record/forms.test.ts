// Every form's entries are held to the domain: each body fits its kind, and gates pass where the story says so.
import { kindNamed, kinds } from '@komar/domain/kinds'
import { gateCodes } from '@komar/domain/gates'
import { newEntry, type EntryDraft } from '../store/new-entry.ts'
import { describe, expect, it } from 'vitest'
import en from '../i18n/en.json' with { type: 'json' }
import { correctionOf, everyForm, formNamed } from './all-forms.ts'
import type { FormSubject } from './context.ts'
import { correctionForm } from './correction.ts'
import { mendPath } from './gate-mends.ts'
import { isMadeAnew } from './made-anew.ts'
import { livePieces } from './gate-pieces.ts'
import { author, contextOf, facility, recorded, story } from './story.fixture.ts'
import type { Values } from './values.ts'
import { faultsOf } from './faults.ts'

/** The values that a person would give to a form, found by its fields. */
function drafted(subject: FormSubject, name: string, given: Values, context = contextOf(subject)): EntryDraft[] {
  const form = formNamed(subject, name)
  if (form === undefined) throw new Error(`no form ${name}`)
  const values = { ...form.initial?.(context), occurred: '2014-03-01', basis: 'seen', ...given }
  expect(faultsOf(form, values, context)).toEqual([])
  return form.build(values, context)
}

function fits(draft: EntryDraft): void {
  const kind = kindNamed(draft.kind)
  const entry = newEntry(draft, author)
  const body = kind?.body.safeParse(entry.body)
  expect(body?.error?.issues ?? []).toEqual([])
  expect(body?.success).toBe(true)
}

const names = { km: 'សុខា', latin: 'Sokha' }

describe('register', () => {
  it('records an arrest with custody and pregnancy', () => {
    const drafts = drafted('none', 'register-carer', {
      ...names,
      facility,
      legalStatus: 'pre-trial',
      charge: 'theft',
      pregnant: 'yes',
      due: '2014-06',
    })
    drafts.forEach(fits)
    expect(drafts.map(({ kind }) => kind)).toEqual([
      'register.carer-registered',
      'register.custody-began',
      'register.pregnancy-recorded',
    ])
  })

  it('makes a birth one step, and says nothing of prison in identity', () => {
    const drafts = drafted('carer', 'birth', { ...names, sex: 'female', facility, pregnancy: story.pregnancy })
    drafts.forEach(fits)
    expect(drafts).toHaveLength(6)
    const identity = drafts.filter(({ kind }) => ['register.child-registered', 'register.birth-stated'].includes(kind))
    expect(JSON.stringify(identity)).not.toMatch(/custody|facility|prison/)
  })

  it('registers a child who comes in, or before it does', () => {
    const given = { ...names, sex: 'male', born: '2012', bornBasis: 'told', how: 'present-at-arrest', facility }
    drafted('carer', 'arrival', given).forEach(fits)
    const before = drafted('carer', 'arrival', { ...given, isBefore: true })
    expect(before.map(({ kind }) => kind)).not.toContain('register.residence-began')
  })

  it('registers a prison, by a code in capital letters', () => {
    const given = { nameKm: 'ពន្ធនាគារ', nameEn: 'Prison A', code: 'PA-1', province: '12', holdsWomen: 'yes' }
    drafted('none', 'register-prison', given).forEach(fits)
    const form = formNamed('none', 'register-prison')
    const faults =
      form && faultsOf(form, { ...given, code: 'pa', occurred: '2014-03-01', basis: 'seen' }, contextOf('none'))
    expect(faults).toEqual([expect.objectContaining({ path: 'code' })])
  })

  it('moves mother and child together', () => {
    const drafts = drafted('child', 'transfer', { facility: story.otherFacility })
    drafts.forEach(fits)
    expect(drafts.map(({ subject }) => subject)).toEqual([story.carer, story.child])
  })

  it.each([
    ['child', 'birth-date', { born: '2012-05', basis: 'document', document: 'card' }],
    ['child', 'departure', { route: 'kin' }],
    ['child', 'note', { note: 'words' }],
    ['carer', 'pregnancy', { due: '2014-07' }],
    ['carer', 'pregnancy-ended', { outcome: 'loss', pregnancy: story.pregnancy }],
    ['carer', 'release', { how: 'bail' }],
    ['carer', 'custody', { legalStatus: 'convicted', charge: 'theft', sentenceMonths: '២៤' }],
    ['carer', 'held', { legalStatus: 'pre-trial', charge: 'theft', facility }],
    ['facility', 'census', { method: 'visit', children: '១២' }],
    ['facility', 'programme', { isRunning: 'yes', isOnSite: 'yes', runBy: 'state' }],
  ] as const)('records %s/%s', (subject, name, given) => {
    drafted(subject, name, given).forEach(fits)
  })
})

describe('assess and care', () => {
  it.each([
    ['view', { whose: 'mother', about: 'stay', stance: 'agrees', freely: 'yes' }],
    ['view', { whose: 'child', about: 'stay', stance: 'could-not-be-asked', whyNot: 'ill' }],
    [
      'view',
      { whose: 'child', about: 'stay', stance: 'undecided', seenBy: { rows: [{ who: 'Nurse', sees: 'Calm' }] } },
    ],
    ['view', { whose: 'father', about: 'leave', stance: 'disagrees', freely: 'yes', legalHelp: 'accepted' }],
    [
      'do-not-ask',
      { notAsked: 'mother', topics: ['violence', 'losses'], whoseWish: 'own', askInstead: 'The specialist' },
    ],
    ['measure', { measure: '1', isInPlace: 'yes', proof: 'mother-says' }],
    ['recommendation', { outcome: 'leave-to-care', tier: '2' }],
    ['circumstance', { circumstance: 'illness', isSo: 'yes' }],
    ['option', { tier: '2', who: 'Aunt', answer: 'willing' }],
    ['kin', { ...names, relation: 'aunt', district: '1201' }],
    ['meeting', { withCarer: story.kin, isMotherPresent: 'yes', isAtNewHome: 'no', howItWent: 'calm' }],
    ['placement', { tier: '2', carer: story.kin, isParentsOwnArrangement: 'no' }],
    ['contact', { way: 'visit', hasHappened: 'no', cause: 'money' }],
    [
      'follow-up',
      { way: 'visit', isChildSeen: 'yes', isChildAlone: 'no', isSleepingPlaceSeen: 'yes', concern: 'none' },
    ],
  ] as const)('records %s', (name, given) => {
    drafted('child', name, given).forEach(fits)
  })

  it('records a home visit in the chronicle of the carer and of the child', () => {
    const [visit] = drafted('child', 'carer-assessment', {
      kin: story.kin,
      household: 'four people',
      isSleepingPlaceSeen: 'yes',
      hasHouseholdTalk: 'yes',
      references: '2',
      needsMaterialSupport: 'no',
      recommendation: 'approve',
    })
    expect(visit).toMatchObject({ subject: story.kin, also: [story.child] })
    if (visit) fits(visit)
  })
})

describe('decisions and plans', () => {
  const head = { name: 'Head', agency: contextOf('child').agencies[0]?.id ?? '', part: 'votes', opinion: 'for' }
  const decision = {
    type: 'interim',
    outcome: 'stay',
    reasons: 'The mother and the child need each other.',
    measures: { rows: [] },
    orders: ['food', 'keep-together'],
    panel: { rows: [{ ...head, presence: 'phone', calledAt: '9:30', isReadBack: true, hasInterest: 'no' }] },
  }

  it('asks every member for an interest, and of a call for its time', () => {
    const [made] = drafted('child', 'decision', decision)
    expect(made?.body['panel']).toMatchObject([{ hasInterest: false, calledAt: '9:30', isReadBack: true }])
    expect(made?.body['orders']).toEqual(['food', 'keep-together'])
    const form = formNamed('child', 'decision')
    if (form === undefined) throw new Error('no form')
    const context = contextOf('child')
    const silent = { rows: [{ ...head, presence: 'phone' }] }
    const faults = faultsOf(form, { ...form.initial?.(context), ...decision, panel: silent }, context)
    expect(faults.map(({ path }) => path)).toEqual(['panel.0.calledAt', 'panel.0.hasInterest'])
  })

  it('records each voice on each measure apart, and nothing of what was not looked at', () => {
    const rows = [
      { measure: '3', class: 'A', seen: 'in-place', mother: 'not-in-place' },
      { measure: '4', class: 'A' },
      { measure: '6', class: 'A', paper: 'in-place' },
    ]
    const drafts = drafted('child', 'measures', { measures: { rows } })
    drafts.forEach(fits)
    expect(drafts.map(({ basis, body }) => [body['measure'], body['proof'], body['isInPlace'], basis])).toEqual([
      [3, 'seen-by-monitor', true, 'seen'],
      [3, 'mother-says', false, 'told'],
      [6, 'record', true, 'document'],
    ])
  })

  it.each([
    ['drawing', { drawingType: 'life-map', permission: 'child', childsWords: 'My house' }],
    ['memory-picture', { permission: 'child-and-carer' }],
    ['voice-note', {}],
  ])('keeps what was taken with a %s, and records none without', (name, given) => {
    const file = { id: story.kin, sha256: 'a'.repeat(64), bytes: '10', type: 'image/jpeg' }
    const [draft] = drafted('child', name, { ...given, attachments: { rows: [file] } })
    expect(draft?.body['attachments']).toEqual([{ ...file, bytes: 10 }])
    if (draft) fits(draft)
    const form = formNamed('child', name)
    const context = contextOf('child')
    const values = { occurred: '2014-03-01', basis: 'seen', ...given }
    expect(form && faultsOf(form, values, context).map(({ path }) => path)).toEqual(['attachments'])
  })

  it('leaves a child as it was said on a round', () => {
    const said = { ...contextOf('child'), query: { occurred: '2014-02-10', route: 'kin' } }
    expect(formNamed('child', 'departure')?.initial?.(said)).toMatchObject({
      occurred: '2014-02-10',
      route: 'kin',
      basis: 'told',
    })
  })

  it('asks for consent to each agency by itself', () => {
    const [consent] = drafted('child', 'consent', {
      purpose: 'Visits',
      agencies: { rows: [{ agency: head.agency, agrees: 'no' }, { agency: story.kin }] },
      isReadAloud: 'yes',
      isFreeToRefuse: 'yes',
      isWitnessStaff: 'no',
      understood: 'own-language',
      basis: 'told',
    })
    expect(consent?.body['agencies']).toEqual([{ agency: head.agency, agrees: false }])
    expect(consent?.also).toEqual([story.carer])
    if (consent) fits(consent)
  })

  it('writes a decision and its declaration in the same words', () => {
    const [made, declared] = drafted('child', 'decision', decision)
    expect(declared?.body['decision']).toBe(made?.id)
    expect(declared?.body['until']).toBe(made?.body['until'])
    ;[made, declared].forEach((draft) => draft && fits(draft))
  })

  it('asks the gate while the form is half empty, with each piece in words', () => {
    const context = { ...contextOf('child'), placeholder: '…' }
    const form = formNamed('child', 'separation-plan')
    const [plan] = form?.build(form.initial?.(context) ?? {}, context) ?? []
    const pieces = plan === undefined ? [] : livePieces(newEntry(plan, author), context)
    expect(pieces.filter(({ status }) => status === 'missing').length).toBeGreaterThan(10)
    expect(pieces.every(({ sentence }) => sentence.length > 0)).toBe(true)
  })
})

describe('corrections', () => {
  it('finds the form of each fact that is corrected, and none for an act', () => {
    const facts = ['register.birth-stated', 'register.child-registered', 'register.custody-began', 'care.contact-held']
    facts.forEach((kind) => expect(correctionOf(kind)?.corrects).toBe(kind))
    expect(correctionOf('assess.decision-made')).toBeUndefined()
  })

  it('says of each fact whether it is made anew instead', () => {
    const facts = kinds.filter(({ family }) => family === 'fact').map(({ name }) => name)
    const anew = facts.filter((kind) => correctionOf(kind) === undefined)
    expect(facts.filter(isMadeAnew)).toEqual(anew)
  })

  it('replaces a birth date with a reason', () => {
    const born = recorded.find(({ kind }) => kind === 'register.birth-stated')
    const context = { ...contextOf('child'), query: { entry: born?.id } }
    const form = correctionForm(context)
    const values = { ...form?.initial?.(context), born: '2012-06', reason: 'a card was found' }
    const [draft] = form?.build(values, context) ?? []
    expect(draft).toMatchObject({ replaces: born?.id, body: { born: '2012-06', reason: 'a card was found' } })
    if (draft) fits(draft)
  })
})

describe('words', () => {
  it('has a sentence and a place to mend for every gate code', () => {
    const context = contextOf('child')
    for (const code of gateCodes) {
      expect(Object.keys(en)).toContain(`gate.${code}`)
      const path = mendPath(code, {}, context)
      const name = path?.split('/record/')[1]?.split('?')[0]
      const isForm = name === undefined || name === 'entry-assessment' || formNamed('child', name) !== undefined
      expect([code, isForm]).toEqual([code, true])
    }
  })

  it('gives each form an address of its own', () => {
    const addresses = everyForm().map(({ subject, name }) => `${subject}/${name}`)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})
