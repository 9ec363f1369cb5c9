// Stories of children who stay, or died: brothers and sisters with an older one lost and found; twins who are two children; a birth date
// changed near the limit; a father who wants his child; complaints, one upheld and one still open; a death and its review.
import { granted } from '@komar/domain/access/kinds'
import { complaintAnswered, complaintMade, reprisalSeen } from '@komar/domain/assess/complaint-kinds'
import { letterSent } from '@komar/domain/assess/letter-kinds'
import { answerDueFor, officeLine } from '@komar/domain/assess/letter-text'
import * as assess from '@komar/domain/assess/kinds'
import { deathReported, deathReviewed } from '@komar/domain/care/death-kinds'
import * as care from '@komar/domain/care/kinds'
import { contactLostStated, lookedAlike, siblingStated, tracingTried } from '@komar/domain/register/family-kinds'
import * as register from '@komar/domain/register/kinds'
import { choiceExplained, died } from '@komar/domain/register/life-kinds'
import { edtf, edtfBounds } from '@komar/domain/time/edtf'
import { addDays, addMonths, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { hours, lastDay } from '../calendar.ts'
import { allocate, type Work } from '../casework-steps.ts'
import type { ToldFamily } from '../family-entries.ts'
import { registerKin, supervisor, worker } from './story-steps.ts'

const monitor = { who: 'monitor', hour: hours.monitor } as const

/** Two inside and an older sister outside: lost, a false lead, found with a neighbour, and one plan for the three. */
export function tellSiblings({ pen, people }: Work, { children }: ToldFamily): void {
  const [elder, younger] = children
  if (elder === undefined || younger === undefined) return
  const sister = { names: { km: 'សុភា', latin: 'Sophea' }, sex: 'female', born: edtf('2005~') } as const
  pen.write(siblingStated, {
    ...worker,
    day: plainDate('2013-11-05'),
    subject: elder.id,
    also: [younger.id],
    basis: 'told',
    body: { sibling: younger.id, bond: 'full', isTwin: false, livesTogether: 'yes', siblingPlace: 'inside' },
  })
  pen.write(siblingStated, {
    ...worker,
    day: plainDate('2013-11-05'),
    subject: elder.id,
    basis: 'told',
    body: {
      ...sister,
      bond: 'full',
      isTwin: false,
      livesTogether: 'no',
      siblingPlace: 'unknown',
      apartReason: 'មិនដឹងនៅឯណា',
    },
  })
  const lost = pen.write(contactLostStated, {
    ...worker,
    day: plainDate('2013-11-05'),
    subject: elder.id,
    basis: 'told',
    body: { lostRelation: 'sibling', whom: 'បងស្រីសុភា', since: edtf('2012'), lastPlace: 'ជិតផ្សារចាស់' },
  })
  const tried = (day: string, result: 'false-lead' | 'found', words: string, nextOn?: string) =>
    pen.write(tracingTried, {
      ...worker,
      day: plainDate(day),
      subject: elder.id,
      basis: 'told',
      body: { lost, tried: words, tracingResult: result, ...(nextOn !== undefined && { nextOn: plainDate(nextOn) }) },
    })
  letHelp(pen, people, children)
  tried('2013-12-03', 'false-lead', 'សួរវត្តក្បែរផ្សារ ជាក្មេងផ្សេង', '2014-01-10')
  tried('2014-01-21', 'found', 'អ្នកជិតខាងចិញ្ចឹម រៀនថ្នាក់ទី ២')
}

/** Another agency helps with the search and with the talks, and sees what it needs for that. */
function letHelp(pen: Work['pen'], people: Work['people'], children: ToldFamily['children']): void {
  for (const { id } of children) {
    pen.write(granted, {
      ...supervisor,
      day: plainDate('2014-09-02'),
      subject: id,
      body: {
        agency: people.agencyId('bridge'),
        classes: ['identity', 'care'],
        purpose: 'ជួយក្មេង និងបងស្រីឱ្យជួបគ្នា',
        until: plainDate('2015-08-31'),
        legalBasis: 'duty',
        basisReason: 'ក្រសួងទទួលបន្ទុក សុំអង្គការជួយ',
      },
    })
  }
}

/** Of one age and look, one mother: compared, and two children. */
export function tellTwins({ pen }: Work, { children }: ToldFamily): void {
  const [first, second] = children
  if (first === undefined || second === undefined) return
  pen.write(lookedAlike, {
    ...monitor,
    hour: hours.monitor + 1,
    day: plainDate('2013-09-10'),
    subject: first.id,
    also: [second.id],
    body: { other: second.id, areTwins: 'yes', compared: 'ឃើញទាំងពីរជាមួយម្តាយ' },
  })
}

/** Six weeks before planning for the limit, the prison's ledger names another year; a second agency has not looked at it yet. */
export function tellQuestionedBirth({ pen }: Work, { children }: ToldFamily): void {
  const [child] = children
  const born = child === undefined ? null : edtfBounds(child.plan.stated).earliest
  if (child === undefined || born === null) return
  pen.write(register.birthStated, {
    ...monitor,
    day: addDays(lastDay, -9),
    subject: child.id,
    occurred: addMonths(born, 11),
    basis: 'document',
    body: { born: edtf(addMonths(born, 11)), document: 'សៀវភៅកត់ត្រាពន្ធនាគារ' },
  })
}

/** The father outside wants the child; the grandfather on his side drinks and hits, and is not asked again. */
export function tellFather(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const { pen } = work
  const father = registerKin(work, family, child, '2014-09-16', 'father', '1005')
  pen.write(choiceExplained, {
    ...worker,
    day: plainDate('2014-09-16'),
    subject: child,
    basis: 'told',
    body: {
      reallyDecidedBy: 'police',
      wereAsked: ['mother'],
      optionsKnown: ['none-told'],
      questionedBy: [],
      mothersReasons: 'ខ្លាចកូនឃ្លាន គ្មានអ្នកណាប្រាប់ផ្លូវផ្សេង',
      freely: 'yes',
    },
  })
  pen.write(care.optionExplored, {
    ...worker,
    day: plainDate('2014-09-23'),
    subject: child,
    also: [father],
    basis: 'seen',
    body: { tier: 1, who: 'ឪពុក', answer: 'willing', why: 'ចង់ចិញ្ចឹមកូន មានផ្ទះ ធ្វើស្រែ' },
  })
  pen.write(care.optionExplored, {
    ...worker,
    day: plainDate('2014-09-24'),
    subject: child,
    basis: 'told',
    body: { tier: 2, who: 'ជីតាខាងឪពុក', answer: 'not-suitable', why: 'ផឹកស្រា វាយក្មេង ម្តាយខ្លាច' },
  })
  pen.write(assess.viewHeard, {
    ...worker,
    day: plainDate('2014-09-23'),
    subject: child,
    basis: 'told',
    body: {
      whose: 'father',
      about: 'leave',
      stance: 'agrees',
      freely: 'yes',
      inPrivate: 'yes',
      understood: 'own-language',
    },
  })
}

/** The mother says by voice that the food money never comes whole: upheld, and looked after for ninety days. */
export function tellComplaint({ pen, people }: Work, { mother, children }: ToldFamily): void {
  const child = children[0]?.id
  if (child === undefined) return
  const complaint = pen.write(complaintMade, {
    ...monitor,
    day: plainDate('2014-03-04'),
    subject: child,
    also: [mother],
    basis: 'told',
    body: {
      complainant: 'mother',
      way: 'voice',
      words: 'លុយអាហារកូន បានតែពាក់កណ្តាល',
      wish: 'ឱ្យគ្រប់រៀងរាល់ថ្ងៃ',
      againstAgencies: [people.agencyId('prisons')],
      about: ['measure-not-provided'],
      measure: 4,
      isAppeal: false,
    },
  })
  pen.write(complaintAnswered, {
    ...supervisor,
    day: plainDate('2014-03-13'),
    subject: child,
    body: {
      complaint,
      outcome: 'upheld',
      answer: 'ពិតដូចម្តាយនិយាយ បានបង់វិញ ហើយពិនិត្យរៀងរាល់សប្តាហ៍',
      answeredBy: people.person('supervisor').nameEn,
      change: 'បង់លុយមុខអ្នកតាមដាន',
      toldHow: 'in-person',
      isCourtRouteTold: true,
      courtRoute: 'បើមិនពេញចិត្ត អាចប្តឹងទៅតុលាការខេត្ត ដោយមានមេធាវីជួយ',
    },
  })
  for (const day of ['2014-04-08', '2014-05-06']) {
    pen.write(reprisalSeen, {
      ...monitor,
      day: plainDate(day),
      subject: child,
      also: [mother],
      body: { complaint, reprisals: [], words: 'ម្តាយនិយាយថាគ្មានអ្វី' },
    })
  }
}

/** Somebody who gives no name, a few days ago. */
export function tellOpenComplaint({ pen, people }: Work, { children }: ToldFamily): void {
  const child = children[0]?.id
  if (child === undefined) return
  pen.write(complaintMade, {
    ...monitor,
    day: addDays(lastDay, -3),
    subject: child,
    basis: 'told',
    body: {
      complainant: 'anonymous',
      way: 'box',
      words: 'គេស្រែកគំរាមក្មេង ពេលរាប់ចំនួន',
      againstAgencies: [people.agencyId('prisons')],
      about: ['treatment'],
      isAppeal: false,
    },
  })
}

/** A baby of a few months dies in hospital, after being sent back once. What was written in ninety days is read again. */
export function tellDeath(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  const { pen } = work
  const day = plainDate('2014-02-19')
  allocate(work, child, plainDate('2013-11-05'))
  pen.write(died, { ...monitor, day, subject: child, basis: 'told', body: {} })
  const reported = pen.write(deathReported, {
    ...worker,
    day,
    subject: child,
    also: [family.mother],
    basis: 'told',
    body: {
      whoDied: 'child',
      toldOutsideOn: day,
      toldOutsideTo: 'មន្ទីរសង្គមកិច្ច និងអង្គការតាមដាន',
      isClosestToldInPerson: true,
      areSiblingsTold: 'has-none',
    },
  })
  tellMinistry(work, child, day)
  pen.write(deathReported, {
    ...worker,
    day: addDays(day, 2),
    subject: child,
    also: [family.mother],
    basis: 'told',
    body: {
      whoDied: 'child',
      inquiryAskedOn: addDays(day, 1),
      inquiryAskedOf: 'ព្រះរាជអាជ្ញា',
      funeral: 'was-there',
      comfort: 'យាយម្នាក់ដេកជាមួយម្តាយបីយប់',
    },
  })
  review(work, child, reported)
}

/** A letter without a story: a child has died, on which day, and that an answer is asked for. */
function tellMinistry({ pen, pack }: Work, child: ToldFamily['mother'], day: PlainDate): void {
  pen.write(letterSent, {
    ...supervisor,
    day: addDays(day, 1),
    subject: child,
    body: {
      to: officeLine('ministry', null, pack),
      addressee: 'ministry',
      purpose: 'death',
      measures: [],
      aboutDay: day,
      answerDue: answerDueFor(addDays(day, 1), pack),
      languages: ['en', 'km'],
    },
  })
}

const reviewedOn = plainDate('2014-03-11')

function review({ pen }: Work, child: ToldFamily['mother'], death: ReturnType<Work['pen']['write']>): void {
  const at = `${reviewedOn}T08:00:00.000Z`
  const since = addDays(reviewedOn, -200)
  const before = pen.written.filter((each) => each.at <= at)
  const read = before.filter(
    ({ entry, at: written }) =>
      (entry.subject === child || entry.also.includes(child)) &&
      entry.kind !== register.noteWritten.name &&
      ((edtfBounds(entry.occurred).latest ?? reviewedOn) >= since || written >= since),
  )
  pen.write(deathReviewed, {
    ...supervisor,
    day: reviewedOn,
    subject: child,
    body: {
      death,
      upTo: before.length,
      entries: read.map(({ entry }) => entry.id),
      findings: 'ក្តៅខ្លួនបីថ្ងៃ មន្ទីរពេទ្យឱ្យត្រឡប់ម្តង គ្មានឡានយប់',
      changes: 'ឡានសង្គ្រោះយប់ លេខទូរស័ព្ទនៅជញ្ជាំង គ្រូពេទ្យមើលរៀងរាល់សប្តាហ៍',
    },
  })
}
