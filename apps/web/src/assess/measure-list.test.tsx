import { measureConfirmed, decisionMade } from '@komar/domain/assess/kinds'
import { standingMeasures } from '@komar/domain/assess/measure-standing'
import { childAssess } from '@komar/domain/assess/state'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import { plainDate } from '@komar/domain/time/plain-date'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { contextOf, recorded, story } from '../record/story.fixture.ts'
import { MeasureList } from './measure-list.tsx'

afterEach(cleanup)

const pack = cambodia()
const [model] = recorded

function entry(seq: number, kind: string, occurred: string, body: Record<string, unknown>): Recorded {
  if (model === undefined) throw new Error('the story is empty')
  const id = contextOf('child').newId() as Recorded['id'] // made by the same maker as every id
  const salt = model.body.salt
  return {
    ...model,
    id,
    kind,
    seq,
    subject: story.child,
    occurred: plainDate(occurred) as never,
    body: { salt, ...body },
  } // a day is an EDTF date
}

const owed = (measure: number, state: string) => ({
  measure,
  class: 'A',
  state,
  dutyHolder: 'Director',
  due: '2014-01-01',
})
const decision = entry(90, decisionMade.name, '2014-01-01', {
  type: 'full',
  outcome: 'stay',
  from: '2014-01-01',
  until: '2014-04-01',
  measures: [owed(1, 'in-place'), owed(3, 'in-place'), owed(4, 'owed')],
  isRenewal: false,
  options: [],
  panel: [],
  reasons: 'Together',
})
const said = (seq: number, isInPlace: boolean, proof: string) =>
  entry(seq, measureConfirmed.name, '2014-02-01', { measure: 3, isInPlace, proof })

function show(language: 'en' | 'km'): void {
  const state = childAssess(settled([decision, said(91, true, 'seen-by-monitor'), said(92, false, 'mother-says')]))
  const [last] = state.decisions
  if (last === undefined) throw new Error('no decision')
  renderSpoken(
    <MeasureList
      measures={standingMeasures(state, last, pack.measures, null)}
      pack={pack}
      today={plainDate('2014-02-02')}
      agencyName={() => 'An agency'}
    />,
    language,
  )
}

it('shows both voices where they differ, and makes no third out of them', () => {
  show('en')
  const row = screen.getByRole('row', { name: /Clean water/ })
  expect(row.textContent).toContain('Seen by a monitor: In place, 1 February 2014 (An agency)')
  expect(row.textContent).toContain('The mother says: Not in place, 1 February 2014 (An agency)')
  expect(within(row).getByText('They differ. Both stand; ask again.')).toBeTruthy()
  expect(within(row).getByText('Owed, not provided')).toBeTruthy()
  expect(within(row).getByText('Act today')).toBeTruthy()
})

it('folds what is in place under what is missing, and deletes nothing', () => {
  show('en')
  expect(screen.getByText('3 measures, 2 of them not in place')).toBeTruthy()
  const folded = document.querySelector('details')
  expect(folded?.textContent).toContain('sleep apart')
  expect(folded?.textContent).toContain('To be confirmed')
})

it('speaks Khmer', () => {
  show('km')
  expect(screen.getAllByText('នៅជំពាក់ មិនបានផ្ដល់')).toHaveLength(2)
})
