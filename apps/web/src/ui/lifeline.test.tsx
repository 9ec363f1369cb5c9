import { plainDate as day } from '@komar/domain/time/plain-date'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { ageTicks, bandOf, placeOf, type LifelineData } from './lifeline-data.ts'
import { Lifeline } from './lifeline.tsx'

afterEach(cleanup)

const range = (earliest: string, latest = earliest) => ({ earliest: day(earliest), latest: day(latest) })

const data: LifelineData = {
  start: day('2010-03-01'),
  today: day('2014-02-10'),
  birth: range('2010-03-01', '2010-03-31'),
  lanes: [
    {
      id: 'residence',
      label: 'Where the child lived',
      marks: [
        {
          type: 'spell',
          id: 'in',
          label: 'In a prison',
          look: 'prison',
          from: range('2010-03-01', '2010-03-31'),
          until: range('2012-01-01', '2012-02-01'),
        },
        { type: 'spell', id: 'out', label: 'With kin', look: 'outside', from: range('2012-02-01'), until: null },
      ],
    },
    {
      id: 'care',
      label: 'Care',
      marks: [{ type: 'moment', id: 'visit', label: 'Visit', look: 'care', at: range('2013-05-01') }],
    },
  ],
}
const [residence] = data.lanes

describe('where marks lie', () => {
  const band = bandOf(data, 100)

  it('is in the order of time, today inside the band', () => {
    expect(band.widthPx).toBeGreaterThan(390)
    expect(band.todayPx).toBeLessThan(band.widthPx)
    expect(bandOf(data, 100, 2000).widthPx).toBe(2000)
  })

  it('fades over uncertain ends, and an open spell runs to today', () => {
    const [stay, home] = residence?.marks.map((mark) => placeOf(mark, band, data.today)) ?? []
    expect(stay && stay.from < stay.solidFrom && stay.solidUntil < stay.until).toBe(true)
    expect(home).toMatchObject({ solidUntil: band.todayPx, until: band.todayPx })
  })

  it('is cut at the beginning of the band', () => {
    const early = {
      type: 'spell',
      id: 'x',
      label: '',
      look: 'custody',
      from: range('2005-01-01'),
      until: null,
    } as const
    expect(placeOf(early, band, data.today).from).toBe(0)
  })

  it('has a tick at each completed year', () => {
    expect(ageTicks(data, band).map(({ years }) => years)).toEqual([0, 1, 2, 3])
    expect(ageTicks({ ...data, birth: null }, band)).toEqual([])
  })
})

describe('the picture', () => {
  it('names each mark in words, with one stop for the tab key and arrows between marks', () => {
    renderSpoken(<Lifeline data={data} label="A life" />)
    const marks = screen.getAllByRole('button', { name: /prison|kin|Visit/ })
    expect(marks.map((mark) => mark.getAttribute('tabindex'))).toEqual(['0', '-1', '-1'])
    const [first] = marks
    expect(first?.getAttribute('aria-label')).toContain('from between 1 and 31 March 2010 until')
    if (first) fireEvent.keyDown(first, { key: 'ArrowRight' })
    expect(screen.getByRole('status').textContent).toBe('With kin since 1 February 2012 ')
  })

  it('has the same as a table', () => {
    renderSpoken(<Lifeline data={data} label="A life" />)
    fireEvent.click(screen.getByRole('button', { name: 'Show as a table' }))
    expect(screen.getAllByRole('row')).toHaveLength(4)
    expect(screen.getByRole('table').textContent).toContain('goes on')
  })
})
