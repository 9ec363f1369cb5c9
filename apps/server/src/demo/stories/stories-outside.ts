// Stories of children who leave: a placement that broke down and the next one; an emergency in the night and its review; a pardon at
// four hours' notice that finds a pack ready, and closure half a year later; bail for the mother of a baby who loses weight.
import { consentStated, granted } from '@komar/domain/access/kinds'
import * as assess from '@komar/domain/assess/kinds'
import { closed, needLevelSet, placementEnded, releasePackStated, reunited } from '@komar/domain/care/after-kinds'
import * as care from '@komar/domain/care/kinds'
import { emergencyOrdered, emergencyReviewed, emergencyTold } from '@komar/domain/care/emergency-kinds'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import * as register from '@komar/domain/register/kinds'
import { edtf } from '@komar/domain/time/edtf'
import { addDays, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import { allocate, type Work } from '../casework-steps.ts'
import type { ToldFamily } from '../family-entries.ts'
import { contact, followUp, leave, move, registerKin, supervisor, worker } from './story-steps.ts'

/** An uncle takes the child and cannot go on; the grandmother can, and is visited closely. */
export function tellBrokenPlacement(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const { pen } = work
  leave(work, family, child, '2013-12-12', 'told')
  allocate(work, child, plainDate('2013-12-13'))
  const uncle = registerKin(work, family, child, '2013-12-14', 'uncle', '0802')
  const first = move(work, child, { on: '2013-12-14', occurred: '2013-12-10', kin: uncle, tier: 2 })
  followUp(work, child, '2013-12-14', 'watch', 'នៅស្ងៀម មិនសូវញ៉ាំ')
  contact(work, family, child, '2014-01-19', { cause: 'money' })
  followUp(work, child, '2014-02-22', 'act', 'ដេកក្នុងរោង ពូផឹកស្រា', { friends: 'nobody', missesMother: 'says-so' })
  pen.write(placementEnded, {
    ...worker,
    day: plainDate('2014-02-24'),
    subject: child,
    also: [uncle],
    basis: 'told',
    body: { placement: first, isPlanned: false, why: 'carer-cannot-go-on', whereNow: 'ផ្ទះជីដូន' },
  })
  const grandmother = registerKin(work, family, child, '2014-02-24', 'grandmother', '0805')
  move(work, child, { on: '2014-02-25', occurred: '2014-02-24', kin: grandmother, tier: 2 })
  followUp(work, child, '2014-02-27', 'watch', 'គេងជាមួយជីដូន ញ៉ាំបាយបាន')
  pen.write(needLevelSet, {
    ...supervisor,
    day: plainDate('2014-02-28'),
    subject: child,
    body: { level: 'high', reasons: 'ទើបប្តូរផ្ទះ ដោយគ្មានគ្រោង' },
  })
  for (const [on, words] of [
    ['2014-03-13', 'រត់លេងនឹងបងជីដូនមួយ'],
    ['2014-03-28', 'ចូលសាលាមត្តេយ្យ'],
    ['2014-05-02', 'សួរអំពីម៉ាក់'],
    ['2014-08-06', 'ធំឡើង មានមិត្តពីរនាក់'],
  ] as const) {
    followUp(work, child, on, 'none', words, { friends: 'has-friends', schoolLevel: 'មត្តេយ្យ', attendance: 'goes' })
  }
  contact(work, family, child, '2014-04-27', { siblings: 'has-none', isFarePaid: true, words: 'ម៉ាក់ឱបយូរ' })
  contact(work, family, child, '2014-06-15', { cause: 'prison' })
  contact(work, family, child, '2014-09-21', { siblings: 'has-none', unofficialFeeRiel: 20_000 })
}

/** The mother goes to hospital in the night; an aunt takes the child the same evening, and gives it back when the mother is free. */
export function tellEmergency(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const { pen } = work
  const day = plainDate('2014-08-20')
  const aunt = registerKin(work, family, child, '2014-08-20', 'aunt', '1208')
  const order = orderEmergency(pen, child, aunt, day)
  leave(work, family, child, '2014-08-21', 'told')
  move(work, child, { on: '2014-08-21', occurred: '2014-08-20', kin: aunt, tier: 2 })
  followUp(work, child, '2014-08-21', 'watch', 'យំរកម៉ាក់ តែញ៉ាំបបរ')
  pen.write(emergencyReviewed, {
    ...supervisor,
    day: plainDate('2014-08-22'),
    subject: child,
    body: {
      order,
      emergencyOutcome: 'stays-for-now',
      isChildSeen: true,
      motherHeard: 'heard',
      nextStep: 'សួរតុលាការ អំពីការដោះលែងម្តាយ',
      reasons: 'ម្តាយនៅពេទ្យ មីងមើលបានល្អ',
    },
  })
  contact(work, family, child, '2014-08-26', { words: 'ជួបម៉ាក់នៅពេទ្យ' })
  free(work, family, '2014-09-01', 'bail')
  pen.write(reunited, {
    ...worker,
    day: plainDate('2014-09-02'),
    subject: child,
    also: [family.mother],
    basis: 'seen',
    body: { carer: family.mother, where: 'ផ្ទះមីង', words: 'នៅជាមួយម៉ាក់វិញ' },
  })
  followUp(work, child, '2014-09-08', 'none', 'ម៉ាក់កំពុងជា កូនសើច')
}

/** The child is taken to its aunt in the night, and everyone who must know is told in the same hours. */
function orderEmergency(pen: Work['pen'], child: SubjectId, aunt: SubjectId, day: PlainDate): Uuid {
  const order = pen.write(emergencyOrdered, {
    ...worker,
    hour: hours.worker + 4,
    day,
    subject: child,
    also: [aunt],
    body: {
      ground: 'mother-in-hospital',
      whatHappened: 'ម្តាយឈឺពោះខ្លាំង ដឹកទៅពេទ្យយប់ គ្មានអ្នកមើលកូន',
      on: day,
      place: 'known-kin',
      carer: aunt,
      placesTried: [{ place: 'other-parent', whoWasAsked: 'ប៉ុស្តិ៍ និងភូមិ', whyNot: 'ឪពុកបាត់ដំណឹង' }],
      until: plainDate('2014-09-03'),
    },
  })
  const told = (who: 'supervisor' | 'authority' | 'mother', hour: number) =>
    pen.write(emergencyTold, {
      ...worker,
      hour: hours.worker + hour,
      day,
      subject: child,
      body: {
        order,
        told: who,
        how: who === 'mother' ? 'in-person' : 'phone',
        ...(who === 'supervisor' && { agrees: 'yes' }),
      },
    })
  told('supervisor', 5)
  told('authority', 5)
  told('mother', 6)
  return order
}

/** A pardon at New Year: heard of at noon, out at four. The pack was ready, and work ends half a year later with another agency's word. */
export function tellPardon(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const { pen } = work
  const pack = { ...worker, subject: child, also: [family.mother], basis: 'told' as const }
  pen.write(releasePackStated, {
    ...pack,
    day: plainDate('2014-01-23'),
    body: { whoMeets: 'បងស្រីម្តាយ ទូរស័ព្ទមាន', fare: 'ការិយាល័យបង់', papers: 'សំបុត្រកំណើតក្នុងកាបូប', healthCard: 'ប័ណ្ណលឿង' },
  })
  pen.write(releasePackStated, {
    ...pack,
    day: plainDate('2014-02-20'),
    body: { firstNight: 'ផ្ទះបងស្រី ភូមិជិតផ្សារ', firstFollowUp: 'ថ្ងៃទី ៥ ក្រោយចេញ' },
  })
  pen.write(releasePackStated, {
    ...pack,
    hour: 12,
    day: plainDate('2014-04-11'),
    body: { isReleaseHeard: true, releaseExpected: edtf('2014-04-11') },
  })
  leave(work, family, child, '2014-04-11', 'seen')
  free(work, family, '2014-04-11', 'pardon')
  followUp(work, child, '2014-04-16', 'none', 'ផ្ទះតូច តែស្អាត ម៉ាក់លក់បន្លែ')
  followUp(work, child, '2014-05-15', 'none', 'លេងជាមួយកូនមីង', { friends: 'has-friends', attendance: 'goes' })
  followUp(work, child, '2014-10-20', 'none', 'រៀនថ្នាក់ទី ១ ម៉ាក់ធ្វើការ', { schoolLevel: 'ថ្នាក់ទី ១', attendance: 'goes' })
  for (const whose of ['mother', 'child'] as const) {
    pen.write(assess.viewHeard, {
      ...worker,
      day: plainDate('2014-10-20'),
      subject: child,
      basis: 'told',
      body: {
        whose,
        about: 'closure',
        stance: 'agrees',
        freely: 'yes',
        ...(whose === 'mother' ? { inPrivate: 'yes', understood: 'own-language' } : { ways: ['talk', 'drawing'] }),
      },
    })
  }
  letOtherAgencyApprove(work, family.mother, child)
  pen.write(closed, {
    who: 'ngo-supervisor',
    hour: hours.supervisor,
    day: plainDate('2014-10-27'),
    subject: child,
    body: { ground: 'mother-out-settled', carers: [family.mother], reasons: 'ប្រាំមួយខែហើយ កូនស្ងប់ ម៉ាក់មានការងារ' },
  })
}

/** The mother says who may know: the other agency yes, the prison no. */
function letOtherAgencyApprove({ pen, people }: Work, mother: SubjectId, child: SubjectId): void {
  const day = plainDate('2014-10-21')
  const bridge = people.agencyId('bridge')
  pen.write(consentStated, {
    ...worker,
    day,
    subject: child,
    also: [mother],
    basis: 'told',
    body: {
      whose: 'mother',
      purpose: 'ពិនិត្យមុនបិទសំណុំរឿង',
      agencies: [
        { agency: bridge, agrees: true },
        { agency: people.agencyId('prisons'), agrees: false },
      ],
      isReadAloud: true,
      witness: 'បងស្រីម្តាយ',
      isWitnessStaff: false,
      isFreeToRefuse: true,
      understood: 'own-language',
    },
  })
  pen.write(granted, {
    ...supervisor,
    day,
    subject: child,
    body: {
      agency: bridge,
      classes: ['identity', 'custody', 'care'],
      purpose: 'ពិនិត្យមុនបិទសំណុំរឿង',
      until: addDays(day, 60),
      legalBasis: 'consent',
    },
  })
}

/** A baby who gains no weight: the court is asked, and the mother leaves on bail with her child. */
export function tellBail(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const asked = (day: string, answer: 'undecided' | 'willing', why: string) =>
    work.pen.write(care.optionExplored, {
      ...worker,
      day: plainDate(day),
      subject: child,
      basis: 'told',
      body: { tier: 0, who: 'តុលាការខេត្ត', answer, why },
    })
  work.pen.write(register.noteWritten, {
    who: 'monitor',
    hour: hours.monitor,
    day: plainDate('2013-10-29'),
    subject: child,
    body: { note: 'ទារកមិនឡើងគីឡូពីរខែ ម្តាយទឹកដោះតិច' },
  })
  asked('2013-11-01', 'undecided', 'ទារកស្រកទម្ងន់ សុំឱ្យម្តាយនៅក្រៅឃុំ')
  asked('2013-11-19', 'willing', 'តុលាការអនុញ្ញាត ក្រោមការត្រួតពិនិត្យ')
  leave(work, family, child, '2013-11-22', 'seen')
  free(work, family, '2013-11-21', 'bail')
  followUp(work, child, '2013-11-26', 'watch', 'ញ៉ាំទឹកដោះច្រើន')
  followUp(work, child, '2013-12-24', 'none', 'ឡើង ០,៧ គីឡូ')
}

function free({ pen }: Work, { mother }: ToldFamily, day: string, how: 'bail' | 'pardon'): void {
  pen.write(register.custodyEnded, {
    who: 'monitor',
    hour: hours.monitor + 1,
    day: plainDate(day),
    subject: mother,
    basis: 'told',
    body: { how },
  })
}
