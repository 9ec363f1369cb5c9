// Golden cases: what follows from a finding, as practice.md asks (part 1 rows 22 to 24, part 2 "Babies" and "Repeated interviews"), told over
// the whole file of a child, from the entries alone.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { Kind } from '../chronicle/kind.ts'
import { entry, people, story } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import { plainDate } from '../time/plain-date.ts'
import { askedLately } from '../wellbeing/asked-lately.ts'
import { contactAssessed, exposureStated } from '../wellbeing/health-kinds.ts'
import { instrumentAnswered } from '../wellbeing/instrument-kinds.ts'
import { friendsStated, lossStated } from '../wellbeing/life-kinds.ts'
import { harmAnswered, harmSuspected, hospitalStopped, injurySeen } from '../wellbeing/safety-kinds.ts'
import { childFile, type ChildFile } from './child-file.ts'

const pack = cambodia()
const seen = '2013-09-02'
let number = 900

function fact(kind: Kind, body: Record<string, unknown>, day = seen): Recorded {
  number += 1
  return entry(number, kind, people.child, day, body)
}

/** The file of a child inside, born on a day, with what was found. */
function fileOf(found: readonly Recorded[], born = '2011-02-10'): ChildFile {
  const { registered, resides } = story()
  if (registered === undefined || resides === undefined) throw new Error('the story changed')
  const birth = entry(2, register.birthStated, people.child, '2011-02-10', { born })
  return childFile(people.child, [registered, birth, resides, ...found], pack)
}

function owed(code: string, found: readonly Recorded[], born?: string): Pick<Deadline, 'opens' | 'due' | 'duty'>[] {
  return fileOf(found, born)
    .deadlines.filter((deadline) => deadline.code === `wellbeing.${code}`)
    .map(({ opens, due, duty, harm, breachFrom, classes }) => ({ opens, due, duty, harm, breachFrom, classes }))
}

const thatDay = {
  opens: seen,
  due: seen,
  breachFrom: '2013-09-03',
  harm: 1,
  duty: 'both',
  classes: ['identity', 'safeguarding'],
}

describe('row 22: two babies caught tuberculosis', () => {
  const near = (disease = 'tuberculosis', nearness = 'same-room') =>
    fact(exposureStated, { disease, nearness, exposedTo: 'other-adult' })
  const inSevenDays = {
    opens: seen,
    due: '2013-09-09',
    breachFrom: '2013-09-10',
    harm: 1,
    duty: 'health',
    classes: ['identity', 'health'],
  }

  test.each(['same-bed', 'same-room', 'same-day-room', 'unknown'])(
    'a child under five near it (%s) is seen within seven days, and health owes it',
    (nearness) => {
      expect(owed('tb-contact', [near('tuberculosis', nearness)])).toEqual([inSevenDays])
    },
  )

  test('until the fifth birthday, and of an uncertain birth until it is past at the latest', () => {
    expect(owed('tb-contact', [near()], '2008-09-03')).toHaveLength(1)
    expect(owed('tb-contact', [near()], '2008-09-02')).toEqual([])
    expect(owed('tb-contact', [near()], '2008-09')).toHaveLength(1)
    expect(owed('tb-contact', [near()], '2008')).toHaveLength(1)
    expect(owed('tb-contact', [near()], '2007')).toEqual([])
  })

  test('not for another disease', () => {
    expect(owed('tb-contact', [near('measles')])).toEqual([])
  })

  test('each exposure by itself; once disease is ruled out, prevention is decided', () => {
    const [first, second] = [near(), near()]
    const looked = (finding: string, preventive: string) =>
      fact(contactAssessed, { exposure: first.id, contactFinding: finding, preventive }, '2013-09-05')
    expect(owed('tb-contact', [first, second, looked('no-disease', 'started')])).toHaveLength(1)
    expect(owed('tb-preventive', [first, looked('no-disease', 'still-to-decide')])).toHaveLength(1)
    expect(owed('tb-preventive', [first, looked('not-sure', 'not-needed')])).toHaveLength(1)
    for (const preventive of ['started', 'not-needed', 'declined']) {
      expect(owed('tb-preventive', [first, looked('no-disease', preventive)])).toEqual([])
      expect(owed('tb-contact', [first, looked('no-disease', preventive)])).toEqual([])
    }
  })
})

describe('part 2: a baby who was hurt, a hospital that was refused', () => {
  test.each(['fracture', 'burn', 'bruise'])('a %s of a child who cannot walk is acted upon that day', (injury) => {
    expect(owed('injury-not-walking', [fact(injurySeen, { injury, walks: 'not-yet' })])).toEqual([thatDay])
    expect(owed('injury-not-walking', [fact(injurySeen, { injury, walks: 'unknown' })])).toEqual([thatDay])
    expect(owed('injury-not-walking', [fact(injurySeen, { injury, walks: 'yes' })])).toEqual([])
  })

  const stopped = (hospitalStop: string, stoppedBy: string) =>
    owed('hospital-stopped', [fact(hospitalStopped, { hospitalStop, stoppedBy, neededFor: 'a fracture' })])

  test.each(['refused', 'delayed', 'ended-early', 'ended'])('a hospital stay %s is acted upon that day', (stop) => {
    for (const by of ['prison', 'hospital', 'mother', 'money', 'transport', 'unknown']) {
      expect(stopped(stop, by)).toEqual([thatDay])
    }
  })

  test('a stay that ended as the treatment was over asks nothing', () => {
    expect(stopped('ended', 'treatment-over')).toEqual([])
  })
})

describe('row 23: possible sexual harm', () => {
  const suspicion = fact(harmSuspected, { seenOrSaid: 'Plays what is beyond its age, with a smaller girl' })
  const answer = {
    suspicion: suspicion.id,
    askedSafely: 'by-specialist',
    referredTo: 'The hospital in the province',
    planForOthers: 'Sleeps in the room of its mother; an adult is there when they play',
  }

  test('is asked safely and referred that day', () => {
    expect(owed('possible-harm', [suspicion])).toEqual([thatDay])
    expect(owed('possible-harm', [suspicion, fact(harmAnswered, answer)])).toEqual([])
  })

  test.each(['askedSafely', 'referredTo', 'planForOthers'] as const)('is not answered without %s', (member) => {
    const { [member]: _, ...without } = answer
    const salt = 'A'.repeat(22)
    expect(harmAnswered.body.safeParse({ ...answer, salt }).success).toBe(true)
    expect(harmAnswered.body.safeParse({ ...without, salt }).success).toBe(false)
  })

  test('puts no label on the child: what was seen, in words, and nothing to class it by', () => {
    const salt = 'A'.repeat(22)
    expect(harmSuspected.body.safeParse({ seenOrSaid: 'words', salt }).success).toBe(true)
    // Beside what every entry has: why it was corrected, and who told it.
    const common = ['reason', 'salt', 'toldBy']
    expect(Object.keys(harmSuspected.body.shape).toSorted()).toEqual([...common, 'seenOrSaid', 'words'].toSorted())
  })
})

describe('row 24: a friend drowned; he cannot name a friend', () => {
  test('a loss, and friends, stand in the file as facts', () => {
    const { wellbeing } = fileOf([
      fact(lossStated, { lossOf: 'friend', isChildTold: 'yes', howChildIs: 'Does not go near the water' }),
      fact(friendsStated, { hasFriend: 'no', friendsInside: 'yes' }),
    ])
    expect(wellbeing.losses.map(({ body }) => body.lossOf)).toEqual(['friend'])
    expect(wellbeing.friends?.body).toMatchObject({ hasFriend: 'no', friendsInside: 'yes' })
  })

  test('both are asked at each follow-up of a child who lives outside', () => {
    const ids = pack.questionnaires
      .filter(({ id }) => id === 'placement')
      .flatMap(({ sections }) => sections.flatMap(({ item }) => item))
      .flatMap(({ linkId, item = [] }) => [linkId, ...item.map((inner) => inner.linkId)])
    expect(ids).toEqual(expect.arrayContaining(['C9', 'C13', 'C13.1', 'C13.2']))
  })
})

describe('part 2: nobody is asked again within three months', () => {
  const answered = (day: string, answeredBy = 'mother') =>
    fact(
      instrumentAnswered,
      {
        instrument: 'sdq',
        form: '4-17',
        informant: 'parent',
        answeredBy,
        answers: Array.from({ length: 25 }, () => 0),
        isEnteredTwice: true,
      },
      day,
    )
  const lately = (found: Recorded, answeredBy: string, day: string) =>
    askedLately(
      fileOf([found]).wellbeing.instruments,
      { instrument: 'sdq', answeredBy },
      plainDate(day),
      pack.wellbeing,
    )?.entry.id

  test('to the day, and each informant by itself', () => {
    const first = answered('2013-06-15')
    expect(lately(first, 'mother', '2013-06-15')).toBe(first.id)
    expect(lately(first, 'mother', '2013-09-14')).toBe(first.id)
    expect(lately(first, 'mother', '2013-09-15')).toBeUndefined()
    expect(lately(first, 'teacher', '2013-06-16')).toBeUndefined()
  })
})
