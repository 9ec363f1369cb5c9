import { cambodia } from '../../../../policies/kh/policy.ts'
import { childFile } from '@komar/domain/insight/child-file'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { describe, expect, it } from 'vitest'
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import { author, recorded, story } from '../record/story.fixture.ts'
import { newEntry, type EntryDraft } from '../store/new-entry.ts'
import { familyPeople, type FamilyWords } from './family-people.ts'

const words: FamilyWords = {
  // Which words there are is the catalogue's to say; which of them are said, the test's.
  speech: { ...speakForTest('en'), text: (id) => id },
  sayPerson: ({ names, id }) => ({ words: names?.latin ?? id }),
  carers: new Map(),
  children: new Map(),
}

function peopleWith(...drafts: Omit<EntryDraft, 'occurred' | 'basis' | 'subject'>[]) {
  const more = drafts.map((draft): Recorded =>
    newEntry({ occurred: '2014-02-01', basis: 'seen', subject: story.child, ...draft }, author),
  )
  return familyPeople(childFile(story.child, [...recorded, ...more], cambodia()), words)
}

const sibling = (body: Record<string, unknown>) => ({
  kind: 'register.sibling-stated',
  body: { names: { latin: 'Dara' }, bond: 'full', isTwin: false, livesTogether: 'unknown', ...body },
})

describe('people of a family', () => {
  it('are the carer, the relatives and the child itself', () => {
    const { elders, children } = peopleWith()
    expect(elders.map(({ bond, bondWords }) => [bond, bondWords])).toEqual([
      ['solid', 'option.relation.mother'],
      ['solid', 'option.relation.aunt'],
    ])
    expect(children).toMatchObject([{ bond: 'self', name: 'Srey', sex: 'female' }])
  })

  it.each([
    [{ isTwin: true }, 'double', 'family.sibling-full · family.twin'],
    [{ bond: 'half' }, 'dashed', 'family.sibling-half'],
    [{ bond: 'full' }, 'solid', 'family.sibling-full'],
  ])('draw a brother or sister by the bond: %j', (body, bond, bondWords) => {
    expect(peopleWith(sibling(body)).children[1]).toMatchObject({ name: 'Dara', bond, bondWords })
  })

  it('mark whoever is lost, a name alone too', () => {
    const lost = (body: Record<string, unknown>) => ({ kind: 'register.contact-lost-stated', body })
    const kin = peopleWith(lost({ lostRelation: 'kin', whom: 'Aunt', kin: story.kin }))
    expect(kin.elders.map(({ bond }) => bond)).toEqual(['solid', 'lost'])
    const named = peopleWith(lost({ lostRelation: 'father', whom: 'Papa' }))
    expect(named.elders.at(-1)).toMatchObject({ name: 'Papa', bond: 'lost', sex: 'male' })
  })
})
