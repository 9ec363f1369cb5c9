// Default deny: every kind has a decision, nothing else has one, and what is left out or unknown never reaches the copy.
import { describe, expect, it } from 'vitest'
import { entry, people, testId } from '../example-entries.fixture.ts'
import { kinds } from '../kinds.ts'
import { copyDecisions, copyPartOf, copyParts, leftOutGrounds } from './own-copy-kinds.ts'
import { factsOf, life, secret } from './own-copy.fixture.ts'
import { ownCopy } from './own-copy.ts'
import { cambodia } from '../../../../policies/kh/policy.ts'

const pack = cambodia()
const factsIn = (entries: Parameters<typeof factsOf>[0], more?: Parameters<typeof factsOf>[2]) =>
  factsOf(entries, pack, more)

describe('what goes into the own copy', () => {
  it('is decided for every kind: a new one goes nowhere until somebody decides in own-copy-kinds.ts', () => {
    expect(kinds.map(({ name }) => name).filter((name) => !Object.hasOwn(copyDecisions, name))).toEqual([])
  })

  it('is decided for nothing that is no kind', () => {
    const names = new Set(kinds.map(({ name }) => name))
    expect(Object.keys(copyDecisions).filter((name) => !names.has(name))).toEqual([])
    for (const name of ['weather.forecast', 'constructor', '__proto__', 'toString']) expect(copyPartOf(name)).toBeNull()
  })

  it('leaves out every kind of the classes notes and legal, and of facilities', () => {
    const told = kinds.filter(({ name }) => copyPartOf(name) !== null)
    expect(told.filter(({ subject }) => subject === 'facility')).toEqual([])
    expect(told.filter(({ class: guard }) => guard === 'notes' || guard === 'legal')).toEqual([])
    expect(told.filter(({ class: guard }) => guard === 'safeguarding').map(({ name }) => name)).toEqual([
      'assess.complaint-made',
      'assess.complaint-answered',
    ])
    expect(told.filter(({ class: guard }) => guard === 'psychology').map(({ name }) => name)).toEqual([
      'wellbeing.instrument-answered',
    ])
  })

  it('uses each part and each ground', () => {
    const decided = Object.values(copyDecisions)
    expect(copyParts.filter((part) => !decided.some((each) => 'told' in each && each.told === part))).toEqual([])
    const unused = leftOutGrounds.filter(
      (ground) => !decided.some((each) => 'leftOut' in each && each.leftOut === ground),
    )
    expect(unused).toEqual([])
  })

  it('of no kind tells a member that nobody wrote out, nor anything of a kind that is not known', () => {
    const { child, mother: carer, aunt: kin, prison: facility } = people
    const subject = { child, carer, kin, facility, agency: child }
    const planted = kinds.map((kind, index) =>
      entry(500 + index, kind, subject[kind.subject], '2013-09-01', {
        unknown: `${secret} ${kind.name}`,
        names: { other: `${secret} ${kind.name}` },
      }),
    )
    const strange = planted.map((each) => ({
      ...each,
      id: testId(9000 + (each.seq ?? 0)),
      kind: 'care.not-invented-yet',
    }))
    const copy = JSON.stringify(ownCopy(factsIn([...Object.values(life()), ...planted, ...strange]), 'en'))
    expect(kinds.filter(({ name }) => copy.includes(`${secret} ${name}`)).map(({ name }) => name)).toEqual([])
  })

  it('is the same with and without entries of every kind that is left out', () => {
    const planted = kinds
      .filter(({ name }) => copyPartOf(name) === null)
      .map((kind, index) =>
        entry(500 + index, kind, people.child, '2013-09-02', { words: secret, facility: people.otherPrison }),
      )
    const whole = Object.values(life())
    expect(ownCopy(factsIn([...whole, ...planted]), 'en')).toEqual(ownCopy(factsIn(whole), 'en'))
  })
})
