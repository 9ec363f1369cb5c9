// What a psychologist and a nurse add to two children: three informants of one SDQ who do not agree, a session and a report; and a child
// who slept in one room with somebody who had tuberculosis, was seen, and is treated. Answers are by item number and made up.
import { exposureStated, contactAssessed, illnessRecorded } from '@komar/domain/wellbeing/health-kinds'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { diaryEntrusted } from '@komar/domain/wellbeing/diary-kinds'
import { diaryWritten, schoolStated } from '@komar/domain/wellbeing/life-kinds'
import { sessionHeld } from '@komar/domain/wellbeing/session-kinds'
import { developmentObserved } from '@komar/domain/wellbeing/development-kinds'
import { sdqFiveScales, sdqItems, sdqReversed, type SdqFiveScale } from '@komar/domain/wellbeing/sdq'
import { plainDate } from '@komar/domain/time/plain-date'
import { hours } from './calendar.ts'
import type { Work } from './casework-steps.ts'
import type { ToldFamily } from './family-entries.ts'
import { supervisor, worker } from './stories/story-steps.ts'

const psychologist = { who: 'specialist', hour: 14 } as const
const nurse = { who: 'clinician', hour: hours.clinic } as const

type Scores = Record<SdqFiveScale, number>

/** The oldest child: its mother, a teacher and the uncle where it spends the holidays answer; each sees another child. */
export function tellInformants({ pen }: Work, { children }: ToldFamily): void {
  const child = children[0]?.id
  if (child === undefined) return
  const answered = (on: string, answeredBy: 'mother' | 'teacher' | 'kin-carer', scores: Scores) =>
    pen.write(instrumentAnswered, {
      ...psychologist,
      day: plainDate(on),
      subject: child,
      basis: 'document',
      body: {
        instrument: 'sdq',
        form: '4-17',
        informant: answeredBy === 'teacher' ? 'teacher' : 'parent',
        answeredBy,
        answers: answersFor(scores),
        isEnteredTwice: true,
      },
    })
  answered('2014-03-12', 'mother', { emotional: 3, conduct: 1, hyperactivity: 3, peer: 3, prosocial: 9 })
  answered('2014-10-15', 'mother', { emotional: 6, conduct: 2, hyperactivity: 5, peer: 6, prosocial: 9 })
  answered('2014-10-16', 'teacher', { emotional: 2, conduct: 6, hyperactivity: 6, peer: 2, prosocial: 7 })
  answered('2014-10-22', 'kin-carer', { emotional: 4, conduct: 7, hyperactivity: 6, peer: 6, prosocial: 7 })
  pen.write(sessionHeld, {
    ...psychologist,
    day: plainDate('2014-10-29'),
    subject: child,
    body: {
      sessionType: 'report',
      sections: [
        { heading: 'ជួយនៅថ្នាក់', words: 'ឱ្យអង្គុយមុខ ប្រាប់ម្តងមួយៗ សរសើរពេលធ្វើបាន', isShareable: true },
        { heading: 'អ្វីដែលកុមារនិយាយ', words: 'គូរផ្ទះមួយ មានទ្វារធំ ហើយមិនចង់និយាយអំពីយប់', isShareable: false },
      ],
    },
  })
  pen.write(schoolStated, {
    ...worker,
    day: plainDate('2014-10-20'),
    subject: child,
    basis: 'told',
    body: { isAtSchool: true, grade: 1, attendance: 'some-days', isTeased: 'unknown' },
  })
}

/** 25 answers with these scores, in the order of the paper. */
function answersFor(scores: Scores): number[] {
  const answers = Array.from({ length: 25 }, () => 0)
  for (const scale of sdqFiveScales) {
    let left = scores[scale]
    for (const item of sdqItems[scale]) {
      const points = Math.min(2, left)
      left -= points
      answers[item - 1] = sdqReversed.includes(item) ? 2 - points : points
    }
  }
  return answers
}

/** Coughing in the room, a contact found and seen in five days, and preventive treatment begun. */
export function tellContact({ pen }: Work, { children }: ToldFamily): void {
  const child = children[0]?.id
  if (child === undefined) return
  const exposure = pen.write(exposureStated, {
    ...nurse,
    day: plainDate('2014-06-04'),
    subject: child,
    basis: 'told',
    body: { disease: 'tuberculosis', nearness: 'same-room', exposedTo: 'other-adult' },
  })
  pen.write(contactAssessed, {
    ...nurse,
    day: plainDate('2014-06-09'),
    subject: child,
    body: { exposure, contactFinding: 'no-disease', preventive: 'started' },
  })
  pen.write(illnessRecorded, {
    ...nurse,
    day: plainDate('2014-06-25'),
    subject: child,
    body: { illness: 'cough', dangerSigns: [], treatedWhere: 'health-centre', treatment: 'ថ្នាំបង្ការរបេង បន្តលេប' },
  })
  pen.write(developmentObserved, {
    ...worker,
    day: plainDate('2014-07-01'),
    subject: child,
    basis: 'seen',
    body: { milestones: [{ id: 'walks-alone', state: 'yes' }], words: 'រត់លេងបាន' },
  })
  for (const [on, tone, tags, words] of [
    ['2014-09-02', 'good', ['play', 'friends'], 'លេងបាល់ជាមួយក្មេងបីនាក់'],
    ['2014-09-09', 'hard', ['sleep', 'afraid'], 'ភ្ញាក់យប់ ស្រែករកម៉ាក់'],
  ] as const) {
    pen.write(diaryWritten, {
      ...worker,
      day: plainDate(on),
      subject: child,
      basis: 'told',
      body: { tone, tags: [...tags], words },
    })
  }
}

/** A grandmother keeps the diary of the child that lives with her: a week of it, from her telephone. */
export function tellDiary({ pen, people }: Work, { children }: ToldFamily): void {
  const child = children[0]?.id
  if (child === undefined) return
  pen.write(diaryEntrusted, {
    ...supervisor,
    day: plainDate('2014-11-28'),
    subject: child,
    body: { keeper: people.person('carer').id, until: plainDate('2015-06-30'), keeperIs: 'ជីដូន' },
  })
  for (const [on, tone, tags, words] of [
    ['2014-12-01', 'good', ['school', 'learned'], 'សរសេរឈ្មោះខ្លួនឯងបាន'],
    ['2014-12-03', 'hard', ['mother', 'sad'], 'សួរថាម៉ាក់មកពេលណា យំយប់'],
    ['2014-12-04', 'good', ['helped'], 'ជួយឱ្យចំណីមាន់'],
    ['2014-12-06', 'hard', ['angry', 'friends'], 'វាយគ្នាជាមួយក្មេងជិតផ្ទះ'],
    ['2014-12-08', 'good', ['play', 'friends'], 'លេងជាមួយក្មេងនោះវិញ'],
  ] as const) {
    pen.write(diaryWritten, {
      who: 'carer',
      hour: 18,
      day: plainDate(on),
      subject: child,
      body: { tone, tags: [...tags], words },
    })
  }
}
