// The forms of the whole register: what they write fits its kind, stands in the right chronicles, and says no more than it should.
import { kindNamed } from '@komar/domain/kinds'
import { readCode } from '@komar/domain/register/child-code'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../../record/all-forms.ts'
import type { FormSubject } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { author, contextOf, story } from '../../record/story.fixture.ts'
import type { Values } from '../../record/values.ts'
import { newEntry, type EntryDraft } from '../../store/new-entry.ts'
import { SimilarChildren } from './similar-children.tsx'

const context = contextOf('child')
const brother = '01940000-0000-7000-8000-000000000077'

function drafted(subject: FormSubject, name: string, given: Values, from = contextOf(subject)): EntryDraft[] {
  const form = formNamed(subject, name)
  if (form === undefined) throw new Error(`no form ${name}`)
  const values = { ...form.initial?.(from), occurred: '2014-03-01', basis: 'seen', ...given }
  expect(faultsOf(form, values, from)).toEqual([])
  const drafts = form.build(values, from)
  for (const draft of drafts) {
    const issues = kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body).error?.issues
    expect([draft.kind, issues ?? []]).toEqual([draft.kind, []])
  }
  return drafts
}

const names = { km: 'សុខា', latin: 'Sokha' }

describe('facts about a child', () => {
  it.each([
    [
      'choice',
      {
        reallyDecidedBy: 'prison',
        wereAsked: ['mother'],
        optionsKnown: ['none-told'],
        questionedBy: ['nobody'],
        freely: 'no',
      },
    ],
    ['papers', { nationality: 'foreign', birthRegistration: 'asked-for', isPaperSeen: 'no', needsInterpreter: 'yes' }],
    ['consul', { motherOnConsul: 'fears-her-state', isConsulInformed: 'no' }],
    ['died', {}],
    ['living-outside', { whereaboutsKnown: 'no' }],
    ['living-outside', { whereaboutsKnown: 'yes', livingWith: 'grandparent', attended: 'yes', district: '1201' }],
    ['host-stay', { household: 'four people', isSafetyChecked: 'yes', returnOn: '2014-03-08' }],
    ['contact-lost', { lostRelation: 'sibling', whom: 'Big brother', since: '2013' }],
    ['sibling', { ...names, bond: 'half', livesTogether: 'no', siblingPlace: 'with-kin', apartReason: 'words' }],
  ] as const)('%s', (name, given) => {
    const [draft] = drafted('child', name, given)
    expect(draft?.subject).toBe(story.child)
  })

  it('a brother with a record stands in both chronicles, one without is only named', () => {
    const row = { id: brother, code: '13-BCDEFG', names: { km: null, latin: 'Dara', called: null } }
    // Of a row the form reads the id, the names and the code.
    const known = { ...context, children: [row as (typeof context.children)[number]] }
    const [own] = drafted('child', 'sibling', { sibling: brother, bond: 'full', livesTogether: 'yes' }, known)
    expect(own).toMatchObject({ also: [brother], body: { sibling: brother } })
    expect(own?.body).not.toHaveProperty('names')
    const [named] = drafted(
      'child',
      'sibling',
      { sibling: 'none', ...names, bond: 'full', livesTogether: 'yes' },
      known,
    )
    expect(named?.also).toBeUndefined()
    expect(named?.body).not.toHaveProperty('sibling')
    const [alike] = drafted('child', 'compared', { other: brother, areTwins: 'yes' }, known)
    expect(alike).toMatchObject({ kind: 'register.looked-alike', also: [brother] })
  })

  it('a search is chosen from those that go on', () => {
    expect(
      faultsOf(form('tracing'), { occurred: '2014-03-01', basis: 'seen' }, context).map(({ path }) => path),
    ).toContain('lost')
  })
})

function form(name: string) {
  const found = formNamed('child', name)
  if (found === undefined) throw new Error(`no form ${name}`)
  return found
}

describe('forms about a carer', () => {
  it('register a child left outside without a prison in it', () => {
    const drafts = drafted('carer', 'left-outside', {
      ...names,
      sex: 'male',
      born: '2010',
      whereaboutsKnown: 'no',
      livingWith: 'unknown',
      attended: 'unknown',
    })
    expect(drafts.map(({ kind }) => kind)).toEqual([
      'register.child-registered',
      'register.birth-stated',
      'register.relation-stated',
      'register.living-outside-stated',
    ])
    expect(JSON.stringify(drafts)).not.toMatch(/facility|prison/)
    expect(readCode(String(drafts[0]?.body['code']))).toMatchObject({ is: 'code' })
  })

  it('make a girl’s own record from what is known of her', () => {
    const drafts = drafted('carer', 'own-record', { born: '1998-05' })
    expect(drafts[2]).toMatchObject({ subject: story.carer, also: [drafts[0]?.subject] })
    expect(drafts[2]?.body['ownRecord']).toBe(drafts[0]?.subject)
  })

  it('seal how a pregnancy began in a class that no prison reads', () => {
    const [draft] = drafted('carer', 'pregnancy-origin', {
      pregnancy: story.pregnancy,
      began: 'in-custody',
      wasSafe: 'prefers-not-to-say',
    })
    expect(kindNamed(draft?.kind ?? '')?.class).toBe('safeguarding')
  })

  it('describe what she needs', () => {
    drafted('carer', 'described', {
      nationality: 'national',
      hasPapers: 'no',
      needsInterpreter: 'no',
      hasLawyer: 'unknown',
      isFirstOffence: 'yes',
      disability: 'none',
    })
  })
})

describe('settling a birth date', () => {
  it('names the claim and its date', () => {
    const claim = context.child?.register.birth.claims[0]
    const [act] = drafted('child', 'birth-settled', { claim: claim?.entry.id ?? '', documentSeen: 'A yellow card' })
    expect(act).toMatchObject({ body: { claim: claim?.entry.id, born: '2012-05' } })
  })
})

it('the hint about similar children is part of both ways to register one', () => {
  for (const [subject, name] of [
    ['none', 'register-child'],
    ['carer', 'left-outside'],
  ] as const) {
    const slots = formNamed(subject, name)?.fields.flatMap((field) => (field.type === 'slot' ? [field.Component] : []))
    expect(slots).toContain(SimilarChildren)
  }
})
