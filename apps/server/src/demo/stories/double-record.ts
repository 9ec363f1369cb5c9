// One child under two records: a monitor who does not find the name registers it again, in another spelling. The supervisor compares the
// two and makes them one; neither record is lost.
import * as register from '@komar/domain/register/kinds'
import { merged } from '@komar/domain/register/merge-kinds'
import { plainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import type { Work } from '../casework-steps.ts'
import type { ToldFamily } from '../family-entries.ts'
import { supervisor } from './story-steps.ts'

/** Tells it. `code`: the readable code of the second record. */
export function tellDouble({ pen }: Work, { mother, children, facility }: ToldFamily, code: string): void {
  const [child] = children
  if (child === undefined) return
  const day = plainDate('2014-12-02')
  const by = { who: 'monitor', hour: hours.monitor, day } as const
  const second = pen.id(day)
  const { km, latin } = child.names
  pen.write(register.childRegistered, {
    ...by,
    subject: second,
    body: { names: { km, latin: respelt(latin ?? '') }, sex: child.plan.sex, code },
  })
  pen.write(register.birthStated, {
    ...by,
    subject: second,
    occurred: child.plan.stated,
    basis: 'told',
    body: { born: child.plan.stated, toldBy: 'ម្តាយ' },
  })
  pen.write(register.relationStated, {
    ...by,
    subject: second,
    also: [mother],
    basis: 'told',
    body: { carer: mother, relation: 'mother' },
  })
  pen.write(register.residenceBegan, { ...by, subject: second, body: { facility, carer: mother } })
  pen.write(merged, {
    ...supervisor,
    day: plainDate('2014-12-05'),
    subject: child.id,
    also: [second],
    body: {
      other: second,
      compared: ['names', 'birth', 'mother', 'facility', 'met'],
      because: 'ក្មេងតែមួយ ម្តាយតែមួយ សរសេរឈ្មោះពីរបែប',
    },
  })
}

/** As another ear writes it. */
function respelt(latin: string): string {
  return latin.replace(/ph/i, 'p').replace(/th/i, 't').replace(/ea/, 'ia').replace(/ch/i, 'j')
}
