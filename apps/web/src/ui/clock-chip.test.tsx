import { edtf } from '@komar/domain/time/edtf'
import { plainDate as day } from '@komar/domain/time/plain-date'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { ClockChip, clockWords, type ClockReckoning } from './clock-chip.tsx'

afterEach(cleanup)

const today = day('2014-02-10')
const reckoning: ClockReckoning = {
  birth: edtf('2011-03'),
  limit: { months: 36, from: edtf('2011-12'), note: null, source: 'A law', isVerified: false },
  daysOver: { min: 0, max: 12 },
}
const uncertain = { earliest: day('2014-03-01'), latest: day('2014-03-31') }

it('says the state, both ends of the date, and how far off it is', () => {
  const { container } = renderSpoken(
    <ClockChip state="approaching" firstDayPast={uncertain} today={today} reckoning={reckoning} />,
  )
  expect(container.querySelector('summary')?.textContent).toBe(
    'The limit is nearbetween 1 and 31 March 2014, in 19 days at the earliest, in 1 month at the latest',
  )
})

it('is one line in a list: both ends of a date, or one date and how far off it is', () => {
  const { container, unmount } = renderSpoken(<ClockChip state="approaching" firstDayPast={uncertain} today={today} />)
  expect(container.textContent).toBe('The limit is nearbetween 1 and 31 March 2014')
  expect(screen.queryByRole('group')).toBeNull()
  const certain = { earliest: day('2014-03-01'), latest: day('2014-03-01') }
  unmount()
  const again = renderSpoken(<ClockChip state="approaching" firstDayPast={certain} today={today} />)
  expect(again.container.textContent).toBe('The limit is near1 March 2014, in 19 days')
})

it('tells on a tap how it was reckoned, and closes on Escape', () => {
  const { container } = renderSpoken(
    <ClockChip state="may-be-past" firstDayPast={uncertain} today={today} reckoning={reckoning} />,
  )
  const details = container.querySelector('details')
  fireEvent.click(screen.getByText('May be past the limit: find out'))
  expect(details?.open).toBe(true)
  for (const words of [
    'March 2011',
    '3 years, in force from December 2011',
    'source not yet verified',
    'between 0 and 12 days',
  ]) {
    expect(container.textContent).toContain(words)
  }
  fireEvent.keyDown(document, { key: 'Escape' })
  expect(details?.open).toBe(false)
})

it('has another shape and other words for each state', () => {
  const states = Object.keys(clockWords) as (keyof typeof clockWords)[] // the keys of a const object
  const looks = states.map((state) => {
    const { container, unmount } = renderSpoken(<ClockChip state={state} firstDayPast={null} today={today} />)
    const look = [container.querySelector('svg')?.innerHTML, container.textContent]
    unmount()
    return look
  })
  expect(new Set(looks.map(([shape]) => shape)).size).toBe(states.length)
  expect(new Set(looks.map(([, words]) => words)).size).toBe(states.length)
})
