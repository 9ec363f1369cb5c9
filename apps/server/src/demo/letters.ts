// Letters of the demonstration: one to each office that owes something, a notice where the limit is passed, and what came back. About
// half are acknowledged and a third answered, as it went in the first year (practice.md part 4).
import {
  letterAcknowledged,
  letterAnswered,
  letterSent,
  type Addressee,
  type LetterPurpose,
} from '@komar/domain/assess/letter-kinds'
import { answerDueFor, officeLine } from '@komar/domain/assess/letter-text'
import type { SpecialMeasure } from '@komar/domain/assess/measures'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import { hours, lastDay, usualSeed } from './calendar.ts'
import type { DecisionBody, Work } from './casework-steps.ts'
import { makeRandom } from './random.ts'

const offices = {
  prison: 'prison-director',
  health: 'health-department',
  'child-welfare': 'provincial-social-affairs',
  justice: 'court',
} as const satisfies Record<SpecialMeasure['dutyHolder'], Addressee>

type Occasion = { child: SubjectId; day: PlainDate; decision: Uuid }

/** Writes to whoever owes what the decision left owed. */
export function writeToDutyHolders(work: Work, occasion: Occasion, measures: DecisionBody['measures']): void {
  const owed = measures.filter(({ state }) => state === 'owed').map(({ measure }) => measure)
  const byOffice = Map.groupBy(owed, (number) => {
    const row = work.pack.measures.measures.find((each) => each.number === number)
    return offices[row?.dutyHolder ?? 'prison']
  })
  for (const [addressee, numbers] of byOffice) send(work, occasion, 'measures-owed', addressee, numbers)
}

/** Tells the prison's director and the ministry that the limit is passed. */
export function writeNotices(work: Work, occasion: Occasion): void {
  for (const addressee of ['prison-director', 'ministry'] as const) send(work, occasion, 'past-limit', addressee, [])
}

function send(
  { pen, pack }: Work,
  { child, day, decision }: Occasion,
  purpose: Extract<LetterPurpose, 'measures-owed' | 'past-limit'>,
  addressee: Exclude<Addressee, 'other'>,
  measures: number[],
): void {
  const to = officeLine(addressee, null, pack)
  const letter = pen.write(letterSent, {
    who: 'supervisor',
    hour: hours.supervisor + 1,
    day,
    subject: child,
    body: {
      to,
      addressee,
      purpose,
      measures,
      answerDue: answerDueFor(day, pack),
      ...(purpose === 'measures-owed' && { decision }),
    },
  })
  // A chance of its own: what comes back moves nothing else of the history.
  const random = makeRandom(usualSeed, `${letter} returns`)
  const arrived = addDays(day, random.int(2, 9))
  const answeredOn = addDays(arrived, random.int(3, 30))
  const by = { who: 'worker', hour: hours.answer, subject: child, basis: 'document' } as const
  const body = { letter, byOffice: to }
  if (!random.chance(0.5) || arrived > lastDay) return
  pen.write(letterAcknowledged, { ...by, day: arrived, body: { ...body, how: random.pick(['stamp', 'phone']) } })
  if (!random.chance(0.6) || answeredOn > lastDay) return
  const says = random.pick(['done', 'promised', 'promised', 'refused', 'passed-on'] as const)
  pen.write(letterAnswered, {
    ...by,
    day: answeredOn,
    body: { ...body, says, ...(says === 'promised' && { promisedBy: addDays(answeredOn, 30) }) },
  })
}
