// The gate of a best-interests decision: who sits, how long, which options, which measures, who was heard.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import {
  agencies,
  day,
  entry,
  leaveBody,
  measuresInPlace,
  member,
  options,
  panel,
  people,
  story,
  testId,
  worldOf,
} from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import * as register from '../register/kinds.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
type Body = Record<string, unknown>

function without(...names: string[]): Record<string, Recorded> {
  return Object.fromEntries(
    Object.entries(story()).filter(([name]) => !['decided', 'declared', ...names].includes(name)),
  )
}

function withBirthOf(born: string, ...names: string[]): Record<string, Recorded> {
  return { ...without(...names), born: entry(2, register.birthStated, people.child, '2011-02-10', { born }) }
}

function missing(body: Body, entries: Record<string, Recorded> = without(), today = '2013-09-20'): string[] {
  const fields = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const act = entry(60, kinds.decisionMade, people.child, today, fields, { author: people.supervisor })
  const checks = gateFor(act.kind)?.checks(act, worldOf(Object.values(entries), pack, day(today))) ?? []
  return rule(checks, allClasses).pieces.map(({ code }) => code)
}

const { chosenTier: _chosen, ...leaveWithoutTier } = leaveBody
const stay = { ...leaveWithoutTier, outcome: 'stay', until: '2014-02-09', measures: measuresInPlace }
const interim = {
  ...stay,
  type: 'interim',
  until: '2013-10-04',
  options: [],
  panel: [member('Worker', agencies.ngo.id, { isChair: true })],
  secondAgency: agencies.welfare.id,
}
const overstay = {
  ...stay,
  type: 'overstay',
  from: '2014-02-10',
  until: '2014-03-12',
  options: [],
  panel: [member('Chair', agencies.welfare.id, { isChair: true })],
  overstay: {
    whyNoSafePlace: 'The aunt is ill',
    whoIsFindingOne: 'The district office',
    steps: [{ what: 'Visit', by: '2014-02-20' }],
  },
}

function decision(number: number, body: Body): Recorded {
  return entry(number, kinds.decisionMade, people.child, String(body['from']), body)
}

test('decisions to leave, to stay, for the meantime and past the limit can all pass', () => {
  expect(missing(leaveBody)).toEqual([])
  expect(missing(stay)).toEqual([])
  expect(missing(interim, {})).toEqual([])
  expect(missing(overstay, without(), '2014-02-10')).toEqual([])
  expect(missing({ ...leaveBody, outcome: 'leave-with-mother', chosenTier: 0 })).toEqual([])
})

describe('the panel', () => {
  const [chair, independent, prison] = panel
  test.each([
    [
      'needs the state authority',
      [{ ...chair, agency: testId(99) }, independent],
      ['panel.agencies-known', 'panel.state-authority-votes'],
    ],
    [
      'an agency independent of it',
      [chair, member('Second', agencies.welfare.id), prison],
      ['panel.independent-agency-votes'],
    ],
    [
      'two who vote',
      [chair, { ...independent, part: 'informs' }],
      ['panel.has-voters', 'panel.independent-agency-votes'],
    ],
    ['not one person twice', [chair, { ...chair, isChair: false, agency: agencies.ngo.id }], ['panel.has-voters']],
    ['no vote of the prison', [chair, independent, { ...prison, part: 'votes' }], ['panel.prison-has-no-vote']],
    ['one chair', [{ ...chair, isChair: false }, independent], ['panel.one-chair']],
    ['not two', [chair, { ...independent, isChair: true }], ['panel.one-chair']],
    ['a chair who did not assess', [{ ...chair, isAssessor: true }, independent], ['panel.chair-is-not-assessor']],
    [
      'someone who is for it',
      [
        { ...chair, opinion: 'against' },
        { ...independent, opinion: 'abstains' },
      ],
      ['panel.someone-is-for'],
    ],
  ])('%s', (_, members, codes) => {
    expect(missing({ ...leaveBody, panel: members })).toEqual(codes)
  })

  test('dissent and the telephone are no obstacle, and the assessor may sit', () => {
    const byPhone = { presence: 'phone', calledAt: '14:10', isReadBack: true }
    const members = [chair, { ...independent, ...byPhone, opinion: 'against', isAssessor: true }]
    expect(missing({ ...leaveBody, panel: members })).toEqual([])
  })
})

describe('how long, how often', () => {
  test('a stay ends before the limit', () => {
    expect(missing({ ...stay, until: '2014-02-10' })).toEqual(['decision.stay-within-limit'])
    expect(missing(stay, withBirthOf('2011'))).toEqual(['decision.stay-within-limit'])
    expect(missing({ ...stay, until: '2013-12-31' }, withBirthOf('2011'))).toEqual([])
    expect(missing(stay, without('born'))).toEqual(['decision.stay-not-too-long', 'decision.stay-within-limit'])
  })

  test('six months from one year on, three for who may be younger', () => {
    const seenBy = [
      { who: 'The mother', sees: 'Sleeps at her side' },
      { who: 'The nurse', sees: 'Calm when carried' },
    ]
    const baby = entry(40, kinds.viewHeard, people.child, '2013-09-03', {
      whose: 'child',
      about: 'general',
      stance: 'undecided',
      seenBy,
    })
    const withBirth = (born: string) => ({ ...withBirthOf(born, 'childHeard', 'childOnSeparation'), baby })
    expect(missing({ ...stay, until: '2014-03-20' }, withBirth('2012-09-20'))).toEqual([])
    expect(missing({ ...stay, until: '2014-03-21' }, withBirth('2012-09-20'))).toEqual(['decision.stay-not-too-long'])
    expect(missing({ ...stay, until: '2013-12-20' }, withBirth('2012-09-21'))).toEqual([])
    expect(missing({ ...stay, until: '2013-12-21' }, withBirth('2012-09-21'))).toEqual(['decision.stay-not-too-long'])
    expect(missing({ ...stay, until: '2013-12-21' }, withBirth('2012'))).toEqual(['decision.stay-not-too-long'])
  })

  test('no decision ends before it begins', () => {
    expect(missing({ ...leaveBody, until: '2013-09-19' })).toEqual(['decision.ends-after-it-begins'])
  })

  test('an interim one: 14 days, twice in a row, no separation', () => {
    expect(missing({ ...interim, until: '2013-10-05' }, {})).toEqual(['interim.not-too-long'])
    expect(missing({ ...interim, outcome: 'leave-to-care' }, {})).toEqual(['interim.keeps-together'])
    const first = decision(71, { ...interim, from: '2013-08-22', until: '2013-09-05' })
    const second = decision(72, { ...interim, from: '2013-09-05', until: '2013-09-19' })
    expect(missing(interim, { first })).toEqual([])
    expect(missing(interim, { first, second })).toEqual(['interim.not-too-often'])
    const full = decision(73, { ...stay, from: '2013-08-28', until: '2013-09-04' })
    expect(missing(interim, { first, full, second })).toEqual([])
  })

  test('an overstay: only past the limit, 30 days, three times in a row, with reasons and dated steps', () => {
    const late = (body: Body, entries = without()) => missing(body, entries, '2014-05-11')
    const early = { ...overstay, from: '2014-02-09', until: '2014-03-01' }
    expect(late(early)).toEqual(['overstay.may-be-past-limit'])
    expect(late(early, withBirthOf('2011-02~'))).toEqual([])
    expect(late({ ...overstay, until: '2014-03-13' })).toEqual(['overstay.not-too-long'])
    expect(late({ ...overstay, outcome: 'leave-with-mother' })).toEqual(['overstay.is-a-stay'])
    expect(late({ ...overstay, overstay: undefined })).toEqual(['overstay.says-why', 'overstay.has-dated-steps'])
    expect(late({ ...overstay, overstay: { ...overstay.overstay, steps: [] } })).toEqual(['overstay.has-dated-steps'])
    expect(late({ ...overstay, panel: interim.panel })).toEqual(['panel.state-authority-votes'])
    const former = (number: number, from: string, until: string) => decision(number, { ...overstay, from, until })
    const one = former(71, '2014-02-10', '2014-03-12')
    const two = former(72, '2014-03-12', '2014-04-11')
    const three = former(73, '2014-04-11', '2014-05-11')
    const fourth = { ...overstay, from: '2014-05-11', until: '2014-06-10' }
    expect(late(fourth, { ...without(), one, two })).toEqual([])
    expect(late(fourth, { ...without(), one, two, three })).toEqual(['overstay.not-too-often'])
    // An interim decision slipped in between begins no new row.
    const between = decision(74, { ...interim, from: '2014-04-28', until: '2014-05-11' })
    expect(late(fourth, { ...without(), one, two, three, between })).toEqual(['overstay.not-too-often'])
  })

  test('a corrected decision does not count itself', () => {
    const first = decision(71, { ...interim, from: '2013-09-06', until: '2013-09-20' })
    const second = decision(72, interim)
    const act = {
      ...entry(60, kinds.decisionMade, people.child, '2013-09-21', { ...interim, reason: 'A slip' }),
      replaces: second.id,
    }
    const world = worldOf([first, second], pack, day('2013-09-21'))
    expect(rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).passes).toBe(true)
  })
})

describe('options', () => {
  test.each([0, 1, 2, 3, 4])('tier %i is answered', (tier) => {
    const answered = options.filter((option) => option.tier !== tier)
    const codes = missing({ ...leaveBody, options: answered })
    expect(codes[0]).toBe('decision.option-answered')
  })

  test('arguments alone do not answer for the mother and the other parent', () => {
    const [, , ...rest] = options
    const bare = [{ tier: 0, argumentsAgainst: 'No' }, { tier: 1, argumentsAgainst: 'No' }, ...rest]
    expect(missing({ ...stay, options: bare })).toEqual(['decision.option-answered', 'decision.option-answered'])
  })

  test('a chosen tier needs who was asked and why not for each before it', () => {
    expect(missing({ ...leaveBody, chosenTier: 3 })).toEqual(['decision.higher-option-excluded'])
    expect(missing({ ...leaveBody, chosenTier: 4 })).toEqual([
      'decision.higher-option-excluded',
      'decision.higher-option-excluded',
    ])
  })

  test('the tier fits the outcome', () => {
    expect(missing({ ...leaveBody, chosenTier: undefined })).toEqual(['decision.tier-fits-outcome'])
    expect(missing({ ...leaveBody, chosenTier: 0 })).toEqual(['decision.tier-fits-outcome'])
    expect(missing({ ...stay, chosenTier: 2 })).toEqual(['decision.tier-fits-outcome'])
  })
})

describe('measures', () => {
  const rest = measuresInPlace.filter(({ measure }) => measure !== 4)
  const food = { measure: 4, class: 'A', dutyHolder: 'Prison director', due: '2013-09-20' }

  test('every class-A measure that is always owed is listed', () => {
    expect(missing({ ...stay, measures: rest })).toEqual(['decision.measure-listed'])
    expect(missing({ ...interim, measures: rest }, {})).toEqual(['decision.measure-listed'])
  })

  test('a full stay waits for what someone present can provide; an interim one does not', () => {
    const available = [...rest, { ...food, state: 'can-be-provided-now' }]
    expect(missing({ ...stay, measures: available })).toEqual(['decision.measure-in-place'])
    expect(missing({ ...interim, measures: available }, {})).toEqual([])
  })

  test('what nobody can provide is owed and holds nothing up', () => {
    expect(missing({ ...stay, measures: [...rest, { ...food, state: 'owed' }] })).toEqual([])
  })

  test('a class-B measure holds nothing up', () => {
    const play = { ...food, measure: 11, class: 'B', state: 'can-be-provided-now' }
    expect(missing({ ...stay, measures: [...measuresInPlace, play] })).toEqual([])
  })
})

describe('assessment and views', () => {
  test('a finished full assessment is named', () => {
    expect(missing({ ...leaveBody, assessment: undefined })).toEqual(['decision.assessment-finished'])
    expect(missing(leaveBody, without('finished'))).toEqual(['decision.assessment-finished'])
    const finished = story()['finished']
    if (finished === undefined) throw new Error('the story changed')
    const short = { ...finished, body: { ...finished.body, isShort: true } }
    expect(missing(leaveBody, { ...without(), finished: short })).toEqual(['decision.assessment-finished'])
  })

  test('mother and child were heard', () => {
    expect(missing(leaveBody, without('motherHeard', 'motherOnSeparation'))).toEqual(['decision.mother-heard'])
    expect(missing(leaveBody, without('childHeard', 'childOnSeparation'))).toEqual(['decision.child-heard'])
  })
})

describe('an ordinary renewal', () => {
  const former = decision(71, { ...stay, from: '2013-09-20', until: '2013-12-20' })
  const worker = member('Worker', agencies.welfare.id)
  const renewal = {
    ...stay,
    isRenewal: true,
    from: '2013-12-20',
    assessment: undefined,
    options: [],
    panel: [worker, member('Supervisor', agencies.welfare.id, { isChair: true })],
  }
  const today = '2013-12-20'

  test('takes a worker and a supervisor', () => {
    expect(missing(renewal, { ...without(), former }, today)).toEqual([])
    expect(missing({ ...renewal, panel: [{ ...worker, isChair: true }] }, { ...without(), former }, today)).toEqual([
      'panel.has-voters',
    ])
  })

  test('of something, and of a full stay', () => {
    expect(missing(renewal, without(), today)).toEqual(['decision.renewal-unchanged'])
    const meanwhile = decision(71, { ...interim, from: '2013-12-06', until: '2013-12-20' })
    expect(missing(renewal, { ...without(), meanwhile }, today)).toEqual(['decision.renewal-unchanged'])
  })

  test('with nothing changed: no transfer, no kin found', () => {
    const moved = entry(72, register.residenceBegan, people.child, '2013-10-10', { facility: people.otherPrison })
    expect(missing(renewal, { ...without(), former, moved }, today)).toEqual(['decision.renewal-unchanged'])
    const found = entry(
      73,
      register.kinRegistered,
      testId(93),
      '2013-10-10',
      { names: { latin: 'Sok' }, relation: 'grandmother' },
      { also: [people.child] },
    )
    expect(missing(renewal, { ...without(), former, found }, today)).toEqual(['decision.renewal-unchanged'])
  })

  test('a mother who disagrees brings the state authority to the table', () => {
    const no = entry(74, kinds.viewHeard, people.child, '2013-12-10', {
      whose: 'mother',
      about: 'stay',
      stance: 'disagrees',
      freely: 'yes',
      legalHelp: 'declined',
    })
    expect(missing(renewal, { ...without(), former, no }, today)).toEqual([])
    const ngo = [member('Worker', agencies.ngo.id), member('Lead', agencies.ngo.id, { isChair: true })]
    expect(missing({ ...renewal, panel: ngo }, { ...without(), former, no }, today)).toEqual([
      'panel.state-authority-votes',
    ])
  })

  test('is of a stay: leaving is never a renewal', () => {
    expect(missing({ ...leaveBody, isRenewal: true }, { ...without(), former }, today)).toContain(
      'decision.renewal-unchanged',
    )
  })
})
