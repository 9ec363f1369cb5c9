import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { PaperSection } from './paper-section.tsx'

afterEach(cleanup)

const pack = cambodia()
const context = { form: 'full', class: 'care', age: { minMonths: 30, maxMonths: 30 } } as const

function part(type: string, id: string) {
  const questionnaire = pack.questionnaires.find((each) => each.id === type)
  const section = questionnaire?.sections.find((each) => each.id === id)
  if (questionnaire === undefined || section === undefined) throw new Error(`no section ${id}`)
  return { questionnaire, section }
}

it('prints every question with empty boxes, and the words to read aloud with the stop rule', () => {
  renderSpoken(<PaperSection {...part('periodic', 'first-words')} context={context} answers={null} />)
  expect(screen.getByText('Read this aloud before any question')).toBeDefined()
  expect(screen.getByText('For you: when to stop')).toBeDefined()
  expect(screen.queryByText('ticked')).toBeNull()
})

it('skips by age, and prints what depends on another answer, for paper skips nothing', () => {
  renderSpoken(<PaperSection {...part('periodic', 'feeling')} context={context} answers={null} />)
  expect(screen.getByText('New, or worse than last time?')).toBeDefined()
  expect(screen.queryByText('What a child this small shows it wants')).toBeNull()
})

it('ticks what was answered and writes what was said, seen apart from told', () => {
  renderSpoken(
    <PaperSection
      {...part('periodic', 'growing')}
      context={context}
      answers={{
        'P1.1': { values: ['no'], toldBy: 'mother' },
        'P1.3': { values: [{ value: 9.5, unit: 'kg' }] },
        'P4.1': { missing: 'prefers-not-to-say', seenWords: 'A mark on the arm' },
      }}
    />,
  )
  expect(screen.getAllByText('ticked')).toHaveLength(2)
  expect(screen.getByText('9.5')).toBeDefined()
  expect(screen.getByText('A mark on the arm')).toBeDefined()
  expect(screen.getByText('mother', { exact: false })).toBeDefined()
})
