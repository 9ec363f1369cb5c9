// A pregnant woman in prison whose pregnancy brings no child into the register. A loss is recorded gently and makes no child.
import * as register from '@komar/domain/register/kinds'
import { edtf } from '@komar/domain/time/edtf'
import { addDays, addMonths } from '@komar/domain/time/plain-date'
import { hours, lastDay } from './calendar.ts'
import type { WomanPlan } from './families.ts'
import type { Telling } from './family-entries.ts'
import { makeNames } from './names.ts'

/** Writes what the register learns of her. */
export function tellWoman({ pen, random, facilityId }: Telling, plan: WomanPlan): void {
  const by = { who: 'monitor', day: addDays(plan.recorded, 1), hour: hours.monitor, basis: 'told' } as const
  const subject = pen.id(by.day)
  const position = { legalStatus: 'pre-trial', charge: plan.charge } as const
  pen.write(register.carerRegistered, { ...by, subject, body: { names: makeNames(random, 'female'), sex: 'female' } })
  pen.write(register.custodyBegan, {
    ...by,
    subject,
    occurred: plan.custodyFrom,
    body: { place: 'facility', facility: facilityId(plan.facility), cause: 'remand', ...position },
  })
  const due = edtf(addMonths(plan.recorded, random.int(3, 6)).slice(0, 7))
  const pregnancy = pen.write(register.pregnancyRecorded, { ...by, subject, occurred: plan.recorded, body: { due } })
  const { convictedOn } = plan
  if (convictedOn !== null && convictedOn < (plan.how === 'loss' ? lastDay : (plan.ends ?? lastDay))) {
    const after = { ...by, day: convictedOn > by.day ? addDays(convictedOn, 3) : by.day }
    pen.write(register.custodyChanged, {
      ...after,
      subject,
      occurred: convictedOn,
      body: { ...position, legalStatus: 'convicted', sentenceMonths: 24 },
    })
  }
  if (plan.ends === null) return
  const end = { ...by, day: addDays(plan.ends, 4), subject, occurred: plan.ends }
  if (plan.how === 'loss') pen.write(register.pregnancyEnded, { ...end, body: { pregnancy, outcome: 'loss' } })
  else pen.write(register.custodyEnded, { ...end, body: { how: random.pick(['bail', 'released'] as const) } })
}
