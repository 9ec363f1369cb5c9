import { describe, expect, it } from 'vitest'
import type { Recorded } from '../chronicle/entry.ts'
import { day, entry, people, testId } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import * as kinds from './round-kinds.ts'
import { facilityRounds, roundStanding } from './round-state.ts'

const { prison } = people

describe('a round', () => {
  const made = (number: number, on: string) => entry(number, kinds.roundMade, prison, on, { roundWay: 'quick' })

  it('is due so many days after the last, and at once where there was none', () => {
    const today = day('2014-03-01')
    const standing = (entries: readonly Recorded[]) => roundStanding(facilityRounds(settled(entries)), 14, today)
    expect(standing([])).toEqual({ last: null, due: null, isLate: true })
    expect(standing([made(2, '2014-02-20'), made(1, '2014-01-05')])).toEqual({
      last: '2014-02-20',
      due: '2014-03-06',
      isLate: false,
    })
    expect(standing([made(1, '2014-02-14')])).toMatchObject({ due: '2014-02-28', isLate: true })
  })

  it('leaves questions open until somebody closes them', () => {
    const asked = entry(1, kinds.questionLeft, prison, '2014-02-01', { leftType: 'promise', leftWords: 'A second net' })
    const other = entry(2, kinds.questionLeft, prison, '2014-02-01', { leftType: 'question', leftWords: 'Who cooks?' })
    const closed = entry(3, kinds.questionClosed, prison, '2014-03-01', { question: asked.id, closing: 'kept' })
    const open = (entries: readonly Recorded[]) => facilityRounds(settled(entries)).open.map(({ id }) => id)
    expect(open([asked, other])).toEqual([asked.id, other.id])
    expect(open([asked, other, closed])).toEqual([other.id])
  })

  it('holds nothing of a person: no kind about a facility names one', () => {
    const about = Object.values(kinds).filter((kind) => typeof kind === 'object' && 'subject' in kind)
    const ofPlace = about.filter(({ subject }) => subject === 'facility')
    expect(ofPlace.length).toBeGreaterThan(3)
    for (const { body } of ofPlace)
      expect(Object.keys(body.shape)).not.toEqual(expect.arrayContaining(['child', 'carer', 'names']))
  })

  it('keeps no photograph of which nobody said that it shows no face', () => {
    const attachments = [{ id: testId(9), sha256: 'a'.repeat(64), bytes: 10, type: 'image/jpeg' }]
    const body = { salt: 'A'.repeat(22), photographed: 'rooms', attachments }
    expect(kinds.placePhotographed.body.safeParse({ ...body, hasNoFace: true }).success).toBe(true)
    expect(kinds.placePhotographed.body.safeParse({ ...body, hasNoFace: false }).success).toBe(false)
    expect(kinds.placePhotographed.body.safeParse(body).success).toBe(false)
  })
})
