import { edtf } from '@komar/domain/time/edtf'
import { plainDate as day } from '@komar/domain/time/plain-date'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { AsOfBar } from './as-of-bar.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { ChronicleItem } from './chronicle-entry.tsx'
import { Chronicle } from './chronicle.tsx'
import { DecisionTable } from './decision-table.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { List } from './list.tsx'
import { SavedAt } from './saved-at.tsx'
import { TextField } from './text-field.tsx'

afterEach(cleanup)

const item: ChronicleItem = {
  id: '1',
  day: day('2013-07-14'),
  slice: 'register',
  what: 'Moved',
  facts: [{ label: 'To', value: 'Another prison' }],
  author: 'Dara',
  agency: 'An agency',
  basis: 'told',
  occurred: edtf('2013-07'),
  received: '2013-07-15T03:00:00.000Z',
}

describe('chronicle', () => {
  const slices = [
    { id: 'register', label: 'Register' },
    { id: 'care', label: 'Care' },
  ]
  const items: ChronicleItem[] = [
    {
      ...item,
      id: '0',
      day: day('2012-01-01'),
      what: 'Registered twice',
      retraction: { reason: 'same child', by: 'Dara' },
    },
    item,
    {
      ...item,
      id: '2',
      slice: 'care',
      what: 'Visited',
      received: null,
      day: day('2013-08-01'),
      occurred: edtf('2013-08-01'),
    },
    {
      ...item,
      id: '3',
      what: 'Birth',
      correction: { reason: 'paper seen', changes: [{ label: 'Born', before: '2010', after: 'March 2010' }] },
    },
  ]

  it('goes by day, newest first, and says who, when it happened and when it was known', () => {
    renderSpoken(<Chronicle items={items} slices={slices} timeZone="Asia/Phnom_Penh" />)
    const days = screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)
    expect(days).toEqual(['1 August 2013', '14 July 2013', '1 January 2012'])
    expect(document.body.textContent).toContain('Dara, An agency · told to the writer')
    expect(document.body.textContent).toContain('Happened July 2013 · known since 15 July 2013, 10:00')
  })

  it('shows corrections before and after, what waits, and what was withdrawn', () => {
    renderSpoken(<Chronicle items={items} slices={slices} timeZone="Asia/Phnom_Penh" />)
    expect(document.querySelector('del')?.textContent).toBe('2010')
    expect(document.querySelector('ins')?.textContent).toBe('March 2010')
    expect(document.body.textContent).toContain('On this device, not yet sent')
    expect(document.body.textContent).toContain('Withdrawn by Dara: same child')
  })

  it('filters by slice', () => {
    renderSpoken(<Chronicle items={items} slices={slices} timeZone="Asia/Phnom_Penh" />)
    fireEvent.click(screen.getByRole('button', { name: 'Care' }))
    expect(screen.getAllByRole('heading', { level: 4 }).map((heading) => heading.textContent)).toEqual(['Visited'])
  })
})

describe('list', () => {
  const columns = [
    { id: 'name', heading: 'Name', isName: true, cell: (row: string) => row },
    { id: 'length', heading: 'Length', cell: (row: string) => row.length },
  ]

  it('is a table whose cells carry their heading for the card on a phone', () => {
    renderSpoken(<List caption="Two" columns={columns} rows={['a', 'bb']} rowKey={(row) => row} whenEmpty={null} />)
    expect(screen.getByRole('rowheader', { name: 'bb' })).toBeDefined()
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['Length1', 'Length2'])
  })

  it('says so when it is empty', () => {
    renderSpoken(<List caption="None" columns={columns} rows={[]} rowKey={(row) => row} whenEmpty={<p>Nobody</p>} />)
    expect(screen.getByText('Nobody')).toBeDefined()
  })
})

describe('forms', () => {
  it('lists faults in a summary that takes focus, and leads to the field', () => {
    const errors = [{ fieldId: 'name', message: 'Write the name.' }]
    renderSpoken(
      <>
        <ErrorSummary errors={errors} attempt={1} />
        <TextField id="name" label="Name" error="Write the name." value="" onChange={() => {}} />
      </>,
    )
    expect(document.activeElement?.textContent).toContain('One thing to mend')
    fireEvent.click(screen.getByRole('link', { name: 'Write the name.' }))
    expect(document.activeElement?.id).toBe('name')
    expect(screen.getByLabelText('Name').getAttribute('aria-describedby')).toBe('name-error')
  })

  it('offers choices as one group with large answers', () => {
    const onChange = vi.fn()
    const options = [
      { value: 'a', label: 'One' },
      { value: 'b', label: 'Two', hint: 'rarely' },
    ]
    renderSpoken(<ChoiceField id="which" label="Which?" options={options} value={null} onChange={onChange} />)
    fireEvent.click(screen.getByRole('radio', { name: /Two/ }))
    expect(onChange).toHaveBeenCalledWith('b')
    expect(screen.getByRole('group', { name: 'Which?' })).toBeDefined()
  })

  it('says when the draft was saved', () => {
    renderSpoken(<SavedAt draft={{ savedAt: null, isSaved: true }} />)
    expect(screen.getByRole('status').textContent).toBe('Saved on this device as you type')
  })
})

it('a page of the past says so in Khmer too', () => {
  const onToday = vi.fn()
  renderSpoken(<AsOfBar asOf={day('2013-07-31')} knownAt={day('2013-08-01')} onToday={onToday} />, 'km', 'khmer')
  expect(document.body.textContent).toContain('៣១ កក្កដា ២០១៣')
  fireEvent.click(screen.getByRole('button'))
  expect(onToday).toHaveBeenCalled()
})

it('a decision shows options side by side, with what speaks for and against each', () => {
  renderSpoken(
    <DecisionTable
      caption="Options"
      options={[
        { id: 'out', name: 'Out with the mother' },
        { id: 'kin', name: 'With kin', isChosen: true },
      ]}
      domains={[
        { id: 'safety', label: 'Safety', cells: { kin: { arguments: [{ side: 'against', words: 'River near' }] } } },
      ]}
      views={[{ id: 'mother', label: 'Mother', cells: { kin: { words: 'Agrees' } } }]}
      opinions={[]}
    />,
  )
  expect(screen.getAllByRole('columnheader').map((heading) => heading.textContent)).toEqual([
    'Out with the mother',
    'With kinChosen',
  ])
  expect(screen.getByText('River near')).toBeDefined()
  expect(screen.queryByText('Opinions of the panel')).toBeNull()
})
