// A complaint in the story of example-entries.fixture.ts: the mother appeals against the decision to let the child go, on 1 October 2013.
import type { Recorded, Uuid } from '../chronicle/entry.ts'
import { agencies, entry, people, testId } from '../example-entries.fixture.ts'
import * as kinds from './complaint-kinds.ts'

export const complaintId = testId(1300)

export const appealBody = {
  complainant: 'mother',
  way: 'voice',
  about: ['decision'],
  words: 'Nobody asked my sister.',
  aboutEntry: testId(1046),
  isAppeal: true,
}

type More = { also?: Uuid[]; author?: Uuid; agency?: Uuid; replaces?: Uuid; retracts?: Uuid }

export function complaint(more: Record<string, unknown> = {}, envelope: More = {}): Recorded {
  const taken = { author: people.ngoWorker, agency: agencies.ngo.id, also: [people.mother] }
  return entry(
    300,
    kinds.complaintMade,
    people.child,
    '2013-10-01',
    { ...appealBody, ...more },
    { ...taken, ...envelope },
  )
}

export const answerBody = {
  complaint: complaintId,
  outcome: 'partly-upheld',
  answer: 'The sister is visited this week; until then the child stays.',
  answeredBy: 'Director of the province',
  toldHow: 'in-person',
  isCourtRouteTold: true,
  courtRoute: 'You can ask the court of the province; the lawyer of the office writes it with you.',
}

const answerer = testId(19)

export function answer(more: Record<string, unknown> = {}, day = '2013-10-10', envelope: More = {}): Recorded {
  const body = { ...answerBody, ...more }
  return entry(310, kinds.complaintAnswered, people.child, day, body, { author: answerer, ...envelope })
}

export function look(number: number, day: string, more: Record<string, unknown> = {}): Recorded {
  return entry(number, kinds.reprisalSeen, people.child, day, { complaint: complaintId, reprisals: [], ...more })
}
