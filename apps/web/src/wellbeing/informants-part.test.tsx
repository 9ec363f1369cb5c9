// Golden case G8 as a picture: three informants of one SDQ side by side, where they differ said in words, and no mean anywhere.
import { settled } from '@komar/domain/settled'
import { childWellbeing } from '@komar/domain/wellbeing/state'
import { scoreAnswers, type SdqScored } from '@komar/domain/wellbeing/instruments'
import { sdqFromScores } from '@komar/domain/wellbeing/sdq-answers.fixture'
import { instantSchema } from '@komar/domain/time/instant'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { author, story } from '../record/story.fixture.ts'
import { newEntry } from '../store/new-entry.ts'
import { Informants } from './informants-part.tsx'

afterEach(cleanup)

const given = [
  ['mother', 'parent', { emotional: 3, conduct: 2, hyperactivity: 4, peer: 6, prosocial: 9 }],
  ['home-carer', 'parent', { emotional: 4, conduct: 7, hyperactivity: 6, peer: 6, prosocial: 7 }],
  ['teacher', 'teacher', { emotional: 2, conduct: 6, hyperactivity: 5, peer: 2, prosocial: 7 }],
] as const

function scored(): SdqScored[] {
  const entries = given.map(([answeredBy, informant, scores], index) => ({
    ...newEntry(
      {
        kind: 'wellbeing.instrument-answered',
        subject: story.child,
        occurred: '2014-02-01',
        basis: 'document',
        body: {
          instrument: 'sdq',
          form: '4-17',
          informant,
          answeredBy,
          answers: sdqFromScores(scores),
          isEnteredTwice: true,
        },
      },
      author,
    ),
    seq: index + 1,
    received: instantSchema.parse('2014-02-01T04:00:00.000Z'),
  }))
  return childWellbeing(settled(entries))
    .instruments.map((answers) => scoreAnswers(answers, { sex: 'male', ageYears: 7 }))
    .filter((each): each is SdqScored => each.instrument === 'sdq')
}

it.each(['en', 'km'] as const)('shows each informant, the bands and the disagreement (%s)', (language) => {
  renderSpoken(<Informants scored={scored()} />, language)
  const words = {
    en: { row: /Other children/, differ: /they differ/, high: /very high/, near: /close to average/ },
    km: { row: /កុមារដទៃ/, differ: /ខុសគ្នា/, high: /ខ្ពស់ខ្លាំង/, near: /ជិតមធ្យម/ },
  }[language]
  const row = screen.getByRole('row', { name: words.row })
  const cells = within(row).getAllByRole('cell')
  expect(cells).toHaveLength(3)
  const found = cells.map((cell) =>
    words.high.test(cell.textContent) ? 'high' : words.near.test(cell.textContent) ? 'near' : '',
  )
  expect(found.toSorted()).toEqual(['high', 'high', 'near'])
  expect(within(row).getByRole('rowheader').textContent).toMatch(words.differ)
})

it('says beside the result whose bands these are', () => {
  renderSpoken(<Informants scored={scored()} />)
  expect(screen.getByText(/UK bands; no Cambodian norms/)).toBeTruthy()
})
