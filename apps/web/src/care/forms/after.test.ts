// The forms of the time after a move: each body fits its kind, each act's gate is asked while its form is still empty, and the page that is
// carried on the day of a release does not say where they come from.
import { kindNamed } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../../record/all-forms.ts'
import type { FormSubject } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { livePieces } from '../../record/gate-pieces.ts'
import { author, contextOf, facility, story } from '../../record/story.fixture.ts'
import type { Values } from '../../record/values.ts'
import { newEntry } from '../../store/new-entry.ts'

function formOf(subject: FormSubject, name: string) {
  const form = formNamed(subject, name)
  if (form === undefined) throw new Error(`no form ${name}`)
  return form
}

function valuesOf(subject: FormSubject, name: string, given: Values): Values {
  return { occurred: '2014-03-01', basis: 'seen', ...formOf(subject, name).initial?.(contextOf(subject)), ...given }
}

const trial = { on: '2014-02-20', length: 'night', how: 'Slept well' }

describe('each form writes what its kind holds', () => {
  it.each([
    [
      'contact',
      {
        way: 'visit',
        hasHappened: 'yes',
        siblings: 'some',
        isFarePaid: 'yes',
        unofficialFeeRiel: '៥០០០',
        basis: 'seen',
      },
    ],
    [
      'follow-up',
      {
        way: 'visit',
        isChildSeen: 'yes',
        isChildAlone: 'no',
        isSleepingPlaceSeen: 'yes',
        concern: 'none',
        friends: 'one-friend',
        missesMother: 'says-so',
        basis: 'seen',
      },
    ],
    ['follow-up', { way: 'call', isChildAlone: 'no', concern: 'none', basis: 'told', toldBy: 'Aunt' }],
    ['contact-stop', { danger: 'Threats', reasons: 'Threats' }],
    ['need-level', { level: 'low', reasons: 'Doing well' }],
    ['placement-end', { isPlanned: 'no', why: 'carer-cannot-go-on', basis: 'told', toldBy: 'Aunt' }],
    ['reunification', { means: 'lacking', aid: 'Rice', isDangerKnown: 'no', trials: { rows: [trial] } }],
    ['reunited', { where: 'With her mother', basis: 'seen' }],
    [
      'release-pack',
      { whoMeets: 'Aunt', releaseExpected: '2014-08', isReleaseHeard: 'yes', basis: 'told', toldBy: 'Lawyer' },
    ],
    ['transfer-check', { distanceToKin: 'farther', conditions: 'Crowded', basis: 'seen' }],
    ['leaving-care', { livingPlace: 'Aunt', trustedAdult: 'Aunt' }],
    ['story', { what: 'own-version', words: 'I was there', basis: 'told', toldBy: 'The child' }],
    [
      'death',
      { whoDied: 'mother', toldOutsideOn: '2014-03-01', areSiblingsTold: 'has-none', basis: 'told', toldBy: 'Nurse' },
    ],
    ['close', { ground: 'placement-stable', planToAdulthood: 'Aunt', reasons: 'Settled' }],
    ['reopen', { reasons: 'She is held again' }],
  ] as const)('%s', (name, given) => {
    const context = contextOf('child')
    const values = valuesOf('child', name, given)
    expect(faultsOf(formOf('child', name), values, context)).toEqual([])
    const [draft] = formOf('child', name).build(values, context)
    expect(draft).toBeDefined()
    if (draft === undefined) return
    expect(kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body).error?.issues ?? []).toEqual([])
  })

  it('a notice of a transfer', () => {
    const values = valuesOf('carer', 'transfer-notice', { movesOn: '2014-03-10', to: facility })
    expect(faultsOf(formOf('carer', 'transfer-notice'), values, contextOf('carer'))).toEqual([])
    expect(formOf('carer', 'transfer-notice').build(values, contextOf('carer'))).toMatchObject([
      { kind: 'register.transfer-announced', subject: story.carer, body: { movesOn: '2014-03-10', to: facility } },
    ])
  })
})

describe('acts', () => {
  it.each(['contact-stop', 'need-level', 'reunification', 'leaving-care', 'death-review', 'close'])(
    '%s: the gate is asked while the form is still empty, and each piece has a sentence',
    (name) => {
      const context = { ...contextOf('child'), placeholder: '…' }
      const [draft] = formOf('child', name).build(formOf('child', name).initial?.(context) ?? {}, context)
      const pieces = draft === undefined ? [] : livePieces(newEntry(draft, author), context)
      expect(pieces.filter(({ status }) => status === 'missing').length).toBeGreaterThan(0)
      expect(pieces.every(({ sentence }) => sentence.length > 0)).toBe(true)
    },
  )

  it('ending names every carer, and looks at her custody on this device too', () => {
    const context = contextOf('child')
    const [draft] = formOf('child', 'close').build({ ground: 'placement-stable' }, context)
    expect(draft?.body['carers']).toEqual([story.carer])
    const pieces = draft === undefined ? [] : livePieces(newEntry(draft, author), context)
    expect(pieces.filter(({ status }) => status === 'missing').map(({ sentence }) => sentence)).toContain(
      'gate.closure.not-while-mother-held',
    )
  })
})

describe('the page that is carried', () => {
  it.each(['Aunt waits at the prison gate', 'នៅមុខពន្ធនាគារ', 'ចេញពីគុក', 'From the correctional centre'])(
    'refuses "%s"',
    (words) => {
      const values = valuesOf('child', 'release-pack', { whoMeets: words })
      expect(faultsOf(formOf('child', 'release-pack'), values, contextOf('child'))).toMatchObject([
        { path: 'whoMeets', message: 'form.fault.tells-of-prison' },
      ])
    },
  )
})
