import type { SectionAnswers } from '@komar/domain/assess/answers'
import { doNotAskFlagged } from '@komar/domain/assess/asking-kinds'
import { careAnswered } from '@komar/domain/assess/kinds'
import type { SectionClass } from '@komar/domain/assess/questionnaire'
import { childAssess } from '@komar/domain/assess/state'
import { uuidSchema, type Recorded } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import { settled } from '@komar/domain/settled'
import { edtf } from '@komar/domain/time/edtf'
import { instantSchema } from '@komar/domain/time/instant'
import { plainDate } from '@komar/domain/time/plain-date'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { AskedBeforeNotice } from './asked-before-notice.tsx'
import { AskingHelp } from './asking-help.tsx'
import type { Dealt } from './own-concerns.tsx'
import { QuestionnaireForm, type AnswersBySection } from './questionnaire-form.tsx'

afterEach(cleanup)

const pack = cambodia()
const id = (number: number) => uuidSchema.parse(`00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`)
const agency = id(21)
const present = id(50)
const today = plainDate('2014-02-01')
const agencyName = (): string => 'Helping hands'

function entry(number: number, kind: Kind, body: object): Recorded {
  return {
    id: id(1000 + number),
    kind: kind.name,
    v: 1,
    subject: id(1),
    also: [],
    occurred: edtf('2014-01-10'),
    basis: 'told',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', ...body },
    author: id(11),
    agency,
    device: id(31),
    written: instantSchema.parse('2014-01-10T03:00:00.000Z'),
    seq: number,
    received: instantSchema.parse('2014-01-10T03:00:00.000Z'),
  }
}

const asked = entry(1, careAnswered, {
  assessment: id(40),
  type: 'periodic',
  questionnaire: 'periodic',
  questionnaireVersion: '2026-11-22',
  section: 'day',
  answers: [
    { item: 'P6', value: ['play', 'other-children'], toldBy: 'mother', seen: true },
    { item: 'P7.1', value: 3, toldBy: 'child' },
  ],
})
const flag = entry(2, doNotAskFlagged, {
  topics: ['money'],
  notAsked: 'mother',
  whoseWish: 'own',
  askInstead: 'The ledger of the prison',
})
const state = childAssess(settled([asked, flag]))

function Form({ type, section: name, accessClass, onChange, onDeal }: FormProps): ReactNode {
  const whole = pack.questionnaires.find((each) => each.id === type)
  const section = whole?.sections.find((each) => each.id === name)
  const [answers, setAnswers] = useState<AnswersBySection>({})
  const [dealt, setDealt] = useState<Record<string, Dealt>>({})
  if (whole === undefined || section === undefined) return null
  return (
    <AskingHelp state={state} present={present} pack={pack} today={today} agencyName={agencyName}>
      <QuestionnaireForm
        questionnaire={whole}
        sections={[{ section, context: { form: 'full', class: accessClass } }]}
        answers={answers}
        saved={{ savedAt: null, isSaved: true }}
        onChange={(of, next) => {
          setAnswers((before) => ({ ...before, [of]: next }))
          onChange(next)
        }}
        dealt={dealt}
        onDeal={(of, next) => {
          setDealt((before) => ({ ...before, [of]: next }))
          onDeal?.(next)
        }}
      />
    </AskingHelp>
  )
}

type FormProps = {
  type: string
  section: string
  accessClass: SectionClass
  onChange: (answers: SectionAnswers) => void
  onDeal?: (dealt: Dealt) => void
}

describe('a question that was asked before', () => {
  it('says by whom and when, and takes the last answer with one press, without who told it', () => {
    const onChange = vi.fn()
    renderSpoken(<Form type="periodic" section="day" accessClass="care" onChange={onChange} />)
    expect(screen.getAllByText(/Asked already: .*Helping hands/u).length).toBeGreaterThan(0)
    const last = screen.getByText('Last time: Play and toys, Other children')
    fireEvent.click(within(last.parentElement ?? last).getByRole('button', { name: 'As last time' }))
    expect(onChange.mock.lastCall?.[0].P6).toEqual({ values: ['play', 'other-children'] })
    expect(screen.queryByText('Last time: Play and toys, Other children')).toBeNull()
  })

  it('shows that a matter is closed and whom to go to, and nothing of why', () => {
    renderSpoken(<Form type="periodic" section="day" accessClass="care" onChange={() => {}} />)
    expect(screen.getByText(/Do not ask the mother about this\. Go to: The ledger of the prison\./u)).toBeDefined()
  })

  it('takes "did not manage to ask" for a whole section, and leaves what is answered', () => {
    const onChange = vi.fn()
    renderSpoken(<Form type="periodic" section="day" accessClass="care" onChange={onChange} />)
    const [same] = screen.getAllByRole('button', { name: 'As last time' })
    if (same !== undefined) fireEvent.click(same)
    fireEvent.click(screen.getByRole('button', { name: 'Did not manage to ask this section' }))
    const answers: SectionAnswers = onChange.mock.lastCall?.[0]
    expect(answers['P5.1']).toEqual({ missing: 'not-asked' })
    expect(Object.values(answers).some(({ values }) => values !== undefined)).toBe(true)
  })
})

it('warns before the form that the child was asked lately, and lists who asked', () => {
  renderSpoken(<AskedBeforeNotice state={state} present={present} pack={pack} today={today} agencyName={agencyName} />)
  expect(screen.getByText('The child was asked not long ago')).toBeDefined()
  expect(screen.getByText(/Helping hands · .*2 answers/u)).toBeDefined()
  expect(screen.getByText('Food and money')).toBeDefined()
})

it('deals with a concern of a closed section in the section itself', () => {
  const onDeal = vi.fn()
  renderSpoken(
    <Form type="birth" section="safe-when-pregnant" accessClass="safeguarding" onChange={() => {}} onDeal={onDeal} />,
  )
  const question = screen.getByRole('group', { name: 'Was she safe when she became pregnant?' })
  fireEvent.click(within(question).getByRole('radio', { name: 'No' }))
  fireEvent.change(screen.getByLabelText(/^What is done about it/u), { target: { value: 'Other room today' } })
  expect(onDeal.mock.lastCall?.[0]).toEqual({ 'B3.1': { action: 'Other room today' } })
})
