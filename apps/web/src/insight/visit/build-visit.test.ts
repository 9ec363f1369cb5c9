import { kindNamed } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { newEntry, newUuid, type EntryDraft } from '../../store/new-entry.ts'
import { author } from '../../record/story.fixture.ts'
import { countedChildren, picturesToLookAt, unrecorded, visitEntries } from './build-visit.ts'
import { newVisit, readVisit, withChild, type VisitDraft } from './visit-draft.ts'

const facility = newUuid()
const [dara, sokha, mealea] = [newUuid(), newUuid(), newUuid()]
const where = { facility, listed: [dara, sokha, mealea], newcomers: 0, newId: newUuid }
const attachment = { id: newUuid(), sha256: 'a'.repeat(64), bytes: 10, type: 'image/jpeg' as const }

function filled(): VisitDraft {
  let draft = newVisit('2014-11-14', { visitors: 'Two of us' })
  draft = withChild(draft, dara, { found: 'seen', eats: 'yes', ill: 'no', frightened: 'not-asked', freely: 'no' })
  draft = withChild(draft, sokha, { found: 'said-gone', saidRoute: 'kin' })
  draft = withChild(draft, mealea, { found: 'said-to-be-here', frightened: 'yes', words: ' The shouting ' })
  return {
    ...draft,
    roundWay: 'monthly',
    minutes: '៤០',
    carers: { [newUuid()]: { found: 'seen' } },
    counts: { pregnantWomen: '2' },
    unseen: ['sick-bay'],
    whyUnseen: 'Locked',
    hours: { weekend: '2,5', holiday: '40' },
    food: 'not-for-children',
    closed: { [newUuid()]: { closing: 'kept', closingWords: '' } },
    left: [
      { leftType: 'promise', leftWords: 'A second net' },
      { leftType: 'question', leftWords: ' ' },
    ],
    pictures: [
      { photographed: 'rooms', hasNoFace: true, caption: '', attachments: [attachment] },
      { photographed: 'food', hasNoFace: false, caption: '', attachments: [attachment] },
    ],
    voice: [{ ...attachment, id: newUuid(), type: 'audio/webm' }],
  }
}

function fits(draft: EntryDraft): void {
  const kind = kindNamed(draft.kind)
  expect(kind?.body.safeParse(newEntry(draft, author).body).error?.issues ?? []).toEqual([])
}

describe('the entries of a visit', () => {
  const { place, rest } = visitEntries(filled(), where)

  it('fit their kinds, with the place first and whole, and everyone after it by themselves', () => {
    ;[...place, ...rest].forEach(fits)
    expect(place.map(({ kind }) => kind)).toEqual([
      'conditions.round-made',
      'register.census-taken',
      'conditions.place-answered',
    ])
    expect(rest.map(({ kind }) => kind)).toEqual([
      'register.child-looked-for',
      'assess.round-answered',
      'register.child-looked-for',
      'register.child-looked-for',
      'assess.round-answered',
      'register.carer-looked-for',
      'conditions.question-closed',
      'conditions.question-left',
      'conditions.place-photographed',
      'conditions.place-voice-note-kept',
    ])
  })

  it('name the round that they belong to, and no facility beside a person', () => {
    const [round] = place
    expect(rest.every(({ body }) => body['round'] === round?.id)).toBe(true)
    expect([...place, ...rest].every(({ also }) => also === undefined)).toBe(true)
  })

  it('say what was seen and what was told', () => {
    const looked = rest.filter(({ kind }) => kind === 'register.child-looked-for')
    expect(looked.map(({ basis, body }) => [body['found'], basis])).toEqual([
      ['seen', 'seen'],
      ['said-gone', 'told'],
      ['said-to-be-here', 'told'],
    ])
  })

  it('count in the round without naming anyone', () => {
    expect(place[0]?.body).toMatchObject({ listed: 3, here: 2, gone: 1, notSeen: 0, minutes: 40, unseen: ['sick-bay'] })
    expect(JSON.stringify(place)).not.toContain(dara)
    expect(place[1]?.body).toEqual({ method: 'visit', children: 2, pregnantWomen: 2 })
    expect(place[2]?.body).toMatchObject({ hours: [{ dayType: 'weekend', unlocked: 2.5 }], food: 'not-for-children' })
  })

  it('keep no picture of which nobody said that it shows no face', () => {
    expect(rest.filter(({ kind }) => kind === 'conditions.place-photographed')).toHaveLength(1)
  })
})

describe('a round of which nothing is known but that it was made', () => {
  const empty = newVisit('2014-11-14')

  it('is one entry, and asks for nothing more', () => {
    const { place, rest } = visitEntries(empty, where)
    expect([...place, ...rest].map(({ kind }) => kind)).toEqual(['conditions.round-made'])
    place.forEach(fits)
    expect(unrecorded(empty, where)).toBe(0)
  })

  it('counts nobody while a child was not looked for or not seen', () => {
    expect(countedChildren(empty, where.listed)).toBeUndefined()
    const seen = where.listed.reduce((draft, child) => withChild(draft, child, { found: 'seen' }), empty)
    expect(countedChildren(seen, where.listed)).toBe(3)
    expect(countedChildren(withChild(seen, dara, { found: 'not-seen' }), where.listed)).toBeUndefined()
    expect(countedChildren(withChild(seen, dara, { found: 'said-gone' }), where.listed)).toBe(2)
    expect(countedChildren(empty, [])).toBeUndefined()
  })
})

describe('a stored draft', () => {
  it('is read back as it was, and anything else is not', () => {
    const draft = filled()
    expect(readVisit(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    expect(readVisit({ roundWay: 'daily' })).toBeNull()
    expect(readVisit(undefined)).toBeNull()
  })
})

it('a picture that nobody has looked at is named before the press, so that none is lost unsaid', () => {
  expect(picturesToLookAt(filled())).toBe(true)
  const [rooms] = filled().pictures
  expect(picturesToLookAt({ ...filled(), pictures: rooms === undefined ? [] : [rooms] })).toBe(false)
  const empty = { hasNoFace: false, caption: '', attachments: [] }
  expect(picturesToLookAt({ ...filled(), pictures: [empty] })).toBe(false)
})
