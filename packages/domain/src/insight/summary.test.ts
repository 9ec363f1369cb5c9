import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { uuidSchema, writtenSchema, type Recorded, type SubjectId } from '../chronicle/entry.ts'
import { instantSchema } from '../time/instant.ts'
import { summarize, type ChildSummary, type Reader, type SentStatus } from './summary.ts'

const id = (number: number) => uuidSchema.parse(`01940000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const [child, other, facility, agency] = [id(1), id(2), id(3), id(4)]
const monitor: Reader = { account: id(5), agency, roles: ['monitor'] }
const pack = cambodia()

let number = 100
function entry(
  subject: SubjectId,
  kind: string,
  body: Record<string, unknown>,
  more: Partial<Recorded> = {},
): Recorded {
  number += 1
  const written = writtenSchema.parse({
    id: id(number),
    kind,
    v: 1,
    subject,
    also: [],
    occurred: '2013-07-01',
    basis: 'seen',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', ...body },
    author: monitor.account,
    agency,
    device: id(6),
    written: '2013-07-01T03:00:00.000Z',
  })
  return { ...written, seq: number, received: instantSchema.parse('2013-07-01T03:00:00.000Z'), ...more }
}

const arrival = (subject: SubjectId, code: string, latin: string): Recorded[] => [
  entry(subject, 'register.child-registered', { names: { latin }, sex: 'female', code }),
  entry(subject, 'register.birth-stated', { born: '2011-03-05' }),
  entry(subject, 'register.residence-began', { facility }),
]

const inside: SentStatus = {
  child,
  isInside: true,
  pastFromEarliest: '2014-03-05',
  pastFromLatest: '2014-03-05',
  approachFrom: '2013-09-05',
  decisionType: 'full',
  decisionUntil: '2014-01-01',
  nextDue: '2013-07-02',
  sight: 0b1000011,
}

function summaryOf(entries: readonly Recorded[], status: SentStatus | null): ChildSummary {
  const world = { pack, reader: monitor, chronicle: () => [], status: () => null }
  const made = summarize(child, 'child', entries, status, world)
  if (made?.type !== 'child') throw new Error('no summary of a child')
  return made
}

describe('the summary of a child', () => {
  it('takes the dates that everybody sees from the host, never from what this reader sees', () => {
    const { dates, identity } = summaryOf(arrival(child, 'K-0001', 'Sokha'), inside)
    expect(dates).toMatchObject({ decisionType: 'full', decisionUntil: '2014-01-01', isClosed: false })
    expect(identity).toMatchObject({ code: 'K-0001', facility, livesSince: '2013-07-01' })
  })

  it('says nothing of what is owed when the host knows the child elsewhere than its entries here say', () => {
    const seen = summaryOf(arrival(child, 'K-0001', 'Sokha'), inside)
    expect(seen.deadlines.length).toBeGreaterThan(0)
    const partial = summaryOf(arrival(child, 'K-0001', 'Sokha'), { ...inside, isInside: false })
    expect(partial).toMatchObject({ isPartial: true, deadlines: [] })
  })

  it('shows no deadline of classes that the reader does not read of this child today', () => {
    const { deadlines } = summaryOf(arrival(child, 'K-0001', 'Sokha'), { ...inside, sight: 0b1 })
    expect(new Set(deadlines.flatMap(({ classes }) => classes))).toEqual(new Set(['identity']))
    expect(deadlines.map(({ code }) => code)).not.toContain('assess.full-assessment')
  })

  it('gives no name where the reader does not read identity, and no dates where the host shows the child no longer', () => {
    expect(summaryOf(arrival(child, 'K-0001', 'Sokha'), { ...inside, sight: 0b10 }).identity).toBeNull()
    expect(summaryOf(arrival(child, 'K-0001', 'Sokha'), null)).toMatchObject({ dates: null, deadlines: [] })
  })

  it('never counts what waits on this device as done', () => {
    const {
      seq: _seq,
      received: _received,
      ...moved
    } = entry(child, 'register.residence-ended', { route: 'with-mother' })
    const { identity } = summaryOf([...arrival(child, 'K-0001', 'Sokha'), moved], inside)
    expect(identity?.facility).toBe(facility)
  })

  it('shows a child whom only this device knows, as waiting', () => {
    const waiting = arrival(child, 'K-0002', 'Dara').map(({ seq: _seq, received: _received, ...rest }) => rest)
    expect(summaryOf(waiting, null)).toMatchObject({
      isPending: true,
      identity: { code: 'K-0002', facility },
      dates: { isInside: true },
    })
  })
})

it('no list shows a relative or an agency', () => {
  const world = { pack, reader: monitor, chronicle: () => [], status: () => null }
  expect(summarize(other, 'kin', [], null, world)).toBeNull()
  expect(summarize(other, 'agency', [], null, world)).toBeNull()
})
