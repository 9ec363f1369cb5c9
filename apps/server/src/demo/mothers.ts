// What the monitors learnt of the mothers themselves in 2014: most have no lawyer and are there for the first time; three are foreign,
// one of them without papers; one is deaf; one is a child herself (practice.md part 4).
import * as register from '@komar/domain/register/kinds'
import { carerDescribed, carerIsChildStated } from '@komar/domain/register/standing-kinds'
import { edtf } from '@komar/domain/time/edtf'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { hours, lastDay } from './calendar.ts'
import type { Work } from './casework-steps.ts'
import type { ToldFamily } from './family-entries.ts'
import { makeNames } from './names.ts'

const asked = plainDate('2014-05-20')
const usual = {
  nationality: 'national',
  hasPapers: 'yes',
  needsInterpreter: 'no',
  disability: 'none',
} as const

const others = [
  { nationality: 'foreign', country: 'VN', hasPapers: 'yes', language: 'វៀតណាម', needsInterpreter: 'yes' },
  { nationality: 'foreign', country: 'TH', hasPapers: 'yes', language: 'ថៃ', needsInterpreter: 'yes' },
  { nationality: 'unclear', hasPapers: 'no', language: 'វៀតណាម', needsInterpreter: 'yes' },
  { disability: 'hearing', needsInterpreter: 'yes' },
  { disability: 'understanding' },
] as const

/** Describes the mothers who are inside in the spring of 2014. */
export function tellMothers(work: Work, told: readonly ToldFamily[], nextCode: () => string): void {
  const { pen, random } = work
  const inside = told.filter(({ plan, children }) => {
    const came = children[0]?.plan.entered ?? plan.custodyFrom
    return (
      came < addDays(asked, -30) && (plan.left === null || plan.left > addDays(asked, 10)) && plan.story === undefined
    )
  })
  inside.forEach(({ mother }, index) => {
    pen.write(carerDescribed, {
      who: 'monitor',
      hour: hours.monitor + 1,
      day: addDays(asked, random.int(0, 20)),
      subject: mother,
      basis: 'told',
      body: {
        ...usual,
        hasLawyer: random.pick(['no', 'no', 'no', 'yes', 'unknown'] as const),
        isFirstOffence: random.pick(['yes', 'yes', 'yes', 'no', 'unknown'] as const),
        ...others[index - 1],
      },
    })
  })
  const girl = inside.at(0)
  if (girl !== undefined) tellGirl(work, girl, nextCode())
}

/** A mother of sixteen has a record of her own: she is a child twice. */
function tellGirl({ pen, random }: Work, { mother }: ToldFamily, code: string): void {
  const day = addDays(lastDay, -60)
  const by = { who: 'monitor', hour: hours.monitor + 2, day } as const
  const own = pen.id(day)
  const born = edtf('1998-02')
  pen.write(register.childRegistered, {
    ...by,
    subject: own,
    body: { names: makeNames(random, 'female'), sex: 'female', code },
  })
  pen.write(register.birthStated, {
    ...by,
    subject: own,
    occurred: born,
    basis: 'told',
    body: { born, toldBy: 'នាងផ្ទាល់' },
  })
  pen.write(carerIsChildStated, { ...by, subject: mother, also: [own], basis: 'told', body: { ownRecord: own, born } })
}
