import { fireEvent, screen } from '@testing-library/react'
import { cleanup } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { DateField } from './date-field.tsx'
import { joinDateText, readDateText, splitDateText } from './date-text.ts'

afterEach(cleanup)

describe('date text', () => {
  it.each([
    '2005',
    '2005-03',
    '2005-03-14',
    '2005~',
    '2005-03?',
    '2005-03-14%',
    '2005-03/2005-05',
    '-03-14',
    '',
    '2005-03-14/',
  ])('loses nothing of %j', (text) => {
    expect(joinDateText(splitDateText(text))).toBe(text)
  })

  it('takes Khmer figures', () => {
    const from = { year: '២០០៥', month: '3', day: '១៤' }
    expect(joinDateText({ from, to: null, isAbout: false, isDoubted: false })).toBe('2005-03-14')
  })

  it.each([
    ['', { state: 'empty' }],
    ['-03-14', { state: 'fault', fault: 'year-missing' }],
    ['2005--14', { state: 'fault', fault: 'month-missing' }],
    ['2005-02-30', { state: 'fault', fault: 'edtf.no-such-date' }],
    ['2006/2005', { state: 'fault', fault: 'edtf.reversed' }],
    ['2005-03~', { state: 'date', edtf: '2005-03~' }],
  ])('reads %j', (text, reading) => {
    expect(readDateText(text)).toEqual(reading)
  })
})

describe('date field', () => {
  it('says in words what it understood, as it is typed', () => {
    const onChange = vi.fn()
    renderSpoken(<DateField id="born" label="Date of birth" value="" onChange={onChange} />)
    fireEvent.change(screen.getByLabelText('Month'), { target: { value: '3' } })
    expect(screen.getByRole('status').textContent).toContain('Write the year')
    fireEvent.change(screen.getByLabelText('Year'), { target: { value: '២០០៥' } })
    expect(screen.getByRole('status').textContent).toBe('Understood: March 2005')
    fireEvent.click(screen.getByLabelText('About: not sure'))
    expect(onChange).toHaveBeenLastCalledWith('2005-03~')
    expect(screen.getByRole('status').textContent).toBe('Understood: about March 2005')
  })

  it('takes two dates for a day that lies between them', () => {
    const onChange = vi.fn()
    renderSpoken(<DateField id="born" label="Date of birth" value="2005-03" onChange={onChange} />)
    fireEvent.click(screen.getByRole('button', { name: 'It lies between two dates' }))
    const year = screen.getAllByLabelText('Year')[1]
    expect(year).toBeDefined()
    if (year) fireEvent.change(year, { target: { value: '2006' } })
    expect(onChange).toHaveBeenLastCalledWith('2005-03/2006')
    expect(screen.getByRole('status').textContent).toBe('Understood: between March 2005 and 2006')
  })
})
