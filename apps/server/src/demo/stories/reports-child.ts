// The one real story: the report's own child, under its published pseudonym, with what the report says and nothing else (G1).
// Mother arrested in January 2005, seven months pregnant; born in March; Kampong Cham, seven months later CC2; left in January 2012
// for a children's home. Names, days and places that the report does not give are not made up here.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import * as register from '@komar/domain/register/kinds'
import { edtf } from '@komar/domain/time/edtf'
import { plainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import type { Telling } from '../family-entries.ts'
import type { Pen } from '../pen.ts'

const first = { who: 'monitor', day: plainDate('2011-01-11'), hour: hours.monitor, basis: 'document' } as const

/** Written down on the first visit; the leaving when it happened. Gives the child's id. */
export function tellReportsChild({ pen, facilityId, nextCode }: Telling): SubjectId {
  const after = { ...first, day: plainDate('2012-02-01') }
  const [mother, child] = [pen.id(first.day), pen.id(first.day)]
  const [kampongCham, cc2] = [facilityId('KCM-P'), facilityId('CC2')]
  tellMother(pen, mother, kampongCham, cc2)
  pen.write(register.childRegistered, {
    ...first,
    subject: child,
    body: { names: { km: 'សុគុណ', latin: 'Sokun' }, sex: 'male', code: nextCode() },
  })
  pen.write(register.birthStated, {
    ...first,
    subject: child,
    occurred: edtf('2005-03'),
    body: { born: edtf('2005-03') },
  })
  pen.write(register.relationStated, {
    ...first,
    subject: child,
    also: [mother],
    body: { carer: mother, relation: 'mother' },
  })
  pen.write(register.residenceBegan, {
    ...first,
    subject: child,
    occurred: edtf('2005-03'),
    body: { facility: kampongCham, carer: mother },
  })
  pen.write(register.residenceBegan, {
    ...first,
    subject: child,
    occurred: edtf('2005-10'),
    body: { facility: cc2, carer: mother },
  })
  pen.write(register.arrivalExplained, {
    ...first,
    subject: child,
    occurred: edtf('2005-03'),
    body: { how: 'born-in-custody' },
  })
  pen.write(register.residenceEnded, {
    ...after,
    subject: child,
    occurred: edtf('2012-01'),
    body: { facility: cc2, route: 'residential' },
  })
  return child
}

function tellMother(pen: Pen, mother: SubjectId, kampongCham: SubjectId, cc2: SubjectId): void {
  const position = { legalStatus: 'unknown', charge: 'human-trafficking' } as const
  const names = { km: 'ម្តាយរបស់សុគុណ', latin: 'Mother of Sokun' }
  pen.write(register.carerRegistered, { ...first, subject: mother, body: { names, sex: 'female' } })
  pen.write(register.custodyBegan, {
    ...first,
    subject: mother,
    occurred: edtf('2005-01'),
    body: { place: 'facility', facility: kampongCham, cause: 'arrest', ...position },
  })
  pen.write(register.custodyBegan, {
    ...first,
    subject: mother,
    occurred: edtf('2005-10'),
    body: { place: 'facility', facility: cc2, cause: 'transfer', transferReason: 'unknown', ...position },
  })
  pen.write(register.custodyChanged, {
    ...first,
    subject: mother,
    occurred: edtf('2005/2012-01'),
    body: { legalStatus: 'convicted', charge: 'human-trafficking', sentenceMonths: 180 },
  })
}
