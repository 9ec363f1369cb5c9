import type { SectionAnswers } from '@komar/domain/assess/answers'
import { questionnaire } from '@komar/domain/assess/questionnaire'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { QuestionnaireForm, type AnswersBySection } from './questionnaire-form.tsx'

afterEach(cleanup)

const both = (en: string) => ({ en, km: 'ខ្មែរ' })
const asked = questionnaire.parse({
  resourceType: 'Questionnaire',
  id: 'entry',
  version: '2014-01-01',
  status: 'draft',
  title: both('Entry'),
  sourceRef: 'test',
  minutes: { full: 40 },
  optionSets: {
    reach: [
      { code: 'yes', text: both('Reached') },
      { code: 'no', text: both('Not reached') },
    ],
  },
  sections: [
    {
      id: 'who',
      title: both('Who'),
      classes: ['care'],
      askedBy: ['social-worker'],
      sourceRef: 'test',
      item: [
        {
          linkId: 'E1',
          type: 'boolean',
          text: both('Was anyone else asked?'),
          concernWhen: [
            {
              code: 'nobody',
              level: 'watch',
              behavior: 'all',
              when: [{ question: 'E1', operator: '=', answer: false }],
              why: both('Nobody else was asked.'),
            },
          ],
        },
        {
          linkId: 'E2',
          type: 'string',
          text: both('Who was asked?'),
          enableWhen: [{ question: 'E1', operator: '=', answer: true }],
        },
        {
          linkId: 'E3',
          type: 'group',
          repeats: true,
          text: both('Kin'),
          item: [{ linkId: 'E3.1', type: 'choice', options: 'reach', text: both('Reached?') }],
        },
        { linkId: 'E4', type: 'quantity', unit: 'kg', maximum: 40, text: both('Weight'), provenance: 'none' },
      ],
    },
  ],
})

function Form({ onChange }: { onChange: (answers: SectionAnswers) => void }): ReactNode {
  const [answers, setAnswers] = useState<AnswersBySection>({})
  const sections = asked.sections.map((section) => ({ section, context: { form: 'full', class: 'care' } as const }))
  return (
    <QuestionnaireForm
      questionnaire={asked}
      sections={sections}
      answers={answers}
      saved={{ savedAt: null, isSaved: true }}
      onChange={(id, next) => {
        setAnswers((before) => ({ ...before, [id]: next }))
        onChange(next)
      }}
    />
  )
}

it('asks what follows from an answer, and shows the concern that another raises', () => {
  renderSpoken(<Form onChange={() => {}} />)
  expect(screen.queryByLabelText('Who was asked?')).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'Yes' }))
  expect(screen.getByLabelText('Who was asked?')).toBeDefined()
  fireEvent.click(screen.getByRole('radio', { name: 'No' }))
  expect(screen.queryByLabelText('Who was asked?')).toBeNull()
  expect(screen.getByText('Nobody else was asked.')).toBeDefined()
})

it('takes "not asked" as a full answer, and gives back what was typed when it is taken away', () => {
  const onChange = vi.fn()
  renderSpoken(<Form onChange={onChange} />)
  fireEvent.change(screen.getByLabelText('Weight (kg)'), { target: { value: '១២' } })
  const notAsked = screen.getAllByRole('button', { name: 'Not asked' }).at(-1)
  expect(notAsked).toBeDefined()
  if (notAsked) fireEvent.click(notAsked)
  expect(onChange.mock.lastCall?.[0].E4).toMatchObject({ missing: 'not-asked' })
  expect(screen.getByText('1 of 2 questions')).toBeDefined()
  if (notAsked) fireEvent.click(notAsked)
  expect(onChange.mock.lastCall?.[0].E4).toMatchObject({ values: [{ value: '១២', unit: 'kg' }] })
})

it('says beside the field what is wrong with a number', () => {
  renderSpoken(<Form onChange={() => {}} />)
  fireEvent.change(screen.getByLabelText('Weight (kg)'), { target: { value: '400' } })
  expect(screen.getByText('The number can be at most 40.')).toBeDefined()
})

it('asks a repeating group once for each row; a row with answers goes only after a second press', () => {
  const onChange = vi.fn()
  renderSpoken(<Form onChange={onChange} />)
  fireEvent.click(screen.getByRole('button', { name: 'Add the first' }))
  fireEvent.click(screen.getByRole('radio', { name: 'Reached' }))
  expect(onChange.mock.lastCall?.[0].E3.rows).toMatchObject([{ 'E3.1': { values: ['yes'] } }])
  fireEvent.click(screen.getByRole('button', { name: 'Take this one away' }))
  expect(onChange.mock.lastCall?.[0].E3.rows).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: 'Take it away' }))
  expect(onChange.mock.lastCall?.[0].E3.rows).toEqual([])
})

it('keeps apart who told it and what was seen', () => {
  const onChange = vi.fn()
  renderSpoken(<Form onChange={onChange} />)
  fireEvent.click(screen.getByRole('radio', { name: 'mother' }))
  fireEvent.click(screen.getByLabelText('I saw it myself'))
  expect(onChange.mock.lastCall?.[0].E1).toMatchObject({ toldBy: 'mother', seen: true })
  expect(screen.getByText('Told by mother')).toBeDefined()
})
