import type { Questionnaire } from '@komar/contract/questionnaires'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { expect, it } from 'vitest'
import { author, story } from '../record/story.fixture.ts'
import { newEntry } from '../store/new-entry.ts'
import { takenIn } from './teacher-answers.tsx'
import { tokenOf } from './teacher-page/host.ts'

const link: Questionnaire = {
  id: '01940000-0000-7000-8000-00000000000e',
  form: '4-17',
  language: 'km',
  greeting: 'Nita',
  askedBy: 'Dara',
  made: '2014-02-01',
  until: '2014-02-22',
  state: 'answered',
  answeredOn: '2014-02-03',
  answers: { answers: [...Array<number>(24).fill(1), null], impact: [1, 2, null, 0, 1, null], words: 'Quieter.' },
}

it('takes a teacher’s answers in as told by the teacher, under the link’s own id', () => {
  const entry = newEntry(takenIn(link, story.child, { who: 'Class teacher', reason: '' }), author)
  expect(entry).toMatchObject({ id: link.id, occurred: '2014-02-03', basis: 'told' })
  expect(instrumentAnswered.body.parse(entry.body)).toMatchObject({
    informant: 'teacher',
    answeredBy: 'teacher',
    toldBy: 'Class teacher',
    isEnteredTwice: false,
    answers: link.answers?.answers,
    words: 'Quieter.',
  })
  expect(entry.body).not.toHaveProperty('repeatReason')
})

it('leaves out a supplement that nobody answered, and keeps why it was asked again', () => {
  const bare = { ...link, answers: { answers: Array<number>(25).fill(0), impact: Array<null>(6).fill(null) } }
  const { body } = takenIn(bare, story.child, { who: 'Class teacher', reason: 'A new class' })
  expect(body).not.toHaveProperty('impact')
  expect(body).toMatchObject({ repeatReason: 'A new class' })
})

it('finds the token in the fragment alone, whole', () => {
  const token = 'A'.repeat(43)
  expect(tokenOf(`#${token}`)).toBe(token)
  for (const cut of ['', '#', `#${token}A`, `#${token.slice(1)}`, `?${token}`]) expect(tokenOf(cut)).toBeNull()
})
