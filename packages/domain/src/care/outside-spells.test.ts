// With whom a child has lived since it moved out.
import { expect, test } from 'vitest'
import { entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { placementEnded, reunited } from './after-kinds.ts'
import { moved } from './after-story.fixture.ts'
import * as kinds from './kinds.ts'
import { outsideSpells } from './outside-spells.ts'

const { child } = people
const other = entry(80, kinds.placementBegan, child, '2014-03-10', { tier: 3, isParentsOwnArrangement: false })
const ended = (more: Record<string, unknown> = {}) =>
  entry(79, placementEnded, child, '2014-03-01', { isPlanned: false, why: 'danger', ...more })
const back = entry(81, reunited, child, '2014-06-01', {})

function shown(...entries: Parameters<typeof settled>[0]): string[] {
  return outsideSpells(settled(entries)).map(({ tier, from, until }) => `${tier} ${from} ${until ?? 'on'}`)
}

test('one placement goes on until it is said to have ended', () => {
  expect(shown(moved())).toEqual(['2 2013-10-15 on'])
  expect(shown(moved(), ended())).toEqual(['2 2013-10-15 2014-03-01'])
  expect(shown(moved(), ended({ placement: moved().id }))).toEqual(['2 2013-10-15 2014-03-01'])
})

test('the next placement, or the return, ends the one before; a gap stays a gap', () => {
  expect(shown(moved(), other)).toEqual(['2 2013-10-15 2014-03-10', '3 2014-03-10 on'])
  expect(shown(back, ended(), other, moved())).toEqual([
    '2 2013-10-15 2014-03-01',
    '3 2014-03-10 2014-06-01',
    '0 2014-06-01 on',
  ])
})
