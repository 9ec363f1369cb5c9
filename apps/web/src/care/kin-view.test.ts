// How an approval and support stand on a day.
import { entry, people, testId } from '../../../../packages/domain/src/example-entries.fixture.ts'
import { approvalAsked, supportGiven, supportPlanned } from '@komar/domain/care/carer-kinds'
import { kinFile } from '@komar/domain/care/kin-file'
import * as kinds from '@komar/domain/care/kinds'
import { plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { approvalLine, formsAboutKin, supportLines } from './kin-view.ts'

const { aunt } = people
const approval = (kind: string, until: string) =>
  entry(1, kinds.carerApproved, aunt, '2013-09-15', { assessment: testId(9), approval: kind, capacity: 1, until })
const asked = entry(2, approvalAsked, aunt, '2013-10-01', { askedOf: 'The district', approvalStep: 'asked' })

describe('an approval', () => {
  it.each([
    [[], 'none'],
    [[approval('final', '2014-09-15')], 'final'],
    [[approval('provisional', '2013-12-31')], 'provisional'],
    [[approval('provisional', '2013-10-15')], 'ended'],
    [[approval('provisional', '2013-10-15'), asked], 'goes-on'],
    [[approval('final', '2013-10-15'), asked], 'ended'],
  ])('%# is %s', (entries, is) => {
    expect(approvalLine(kinFile(aunt, entries).care, plainDate('2013-12-01')).is).toBe(is)
  })
})

describe('support', () => {
  const plan = entry(3, supportPlanned, aunt, '2013-09-20', { what: 'Rice', promisedBy: 'Commune', by: '2013-10-01' })
  const came = entry(4, supportGiven, aunt, '2013-10-05', { support: plan.id, what: 'Rice', isComplete: true })
  const stands = (entries: Parameters<typeof kinFile>[1], today: string) =>
    supportLines(kinFile(aunt, entries).places, plainDate(today)).map(({ is }) => is)

  it('is owed until its day, then late, until all of it came', () => {
    expect(stands([plan], '2013-10-01')).toEqual(['owed'])
    expect(stands([plan], '2013-10-02')).toEqual(['late'])
    expect(stands([plan, came], '2013-10-06')).toEqual(['came'])
  })
})

describe('forms', () => {
  it('a home is inspected, never approved as a family', () => {
    expect(formsAboutKin('home')).toContain('home-inspection')
    expect(formsAboutKin('home')).not.toContain('carer-approval')
    expect(formsAboutKin('aunt')).not.toContain('match')
    expect(formsAboutKin('foster-carer')).toContain('match')
  })
})
