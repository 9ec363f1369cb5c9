// The form of an erasure asks for all of a matter, however long it is, and for the latest entries where nothing was named.
import { erasureAsked } from '@komar/domain/access/erasure-kinds'
import { instantSchema } from '@komar/domain/time/instant'
import { expect, it } from 'vitest'
import type { RecordContext } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { author, contextOf, recorded, story } from '../../record/story.fixture.ts'
import { newEntry } from '../../store/new-entry.ts'
import { erasureForm } from './erasure.ts'
import { mostListed } from './erasure-requests.ts'

const written = new Date('2013-02-10T04:00:00Z')
const received = instantSchema.parse('2013-02-10T04:00:01.000Z')
const view = {
  kind: 'assess.view-heard',
  subject: story.child,
  occurred: '2013-02-10',
  basis: 'told',
  body: { whose: 'child', about: 'general', stance: 'agrees', words: 'ខ្ញុំចង់' },
} as const

/** What was said, put right `times` times. */
function putRight(times: number): RecordContext['entries'] {
  let last = newEntry(view, author, written)
  const versions = [last]
  for (let turn = 0; turn < times; turn += 1) {
    last = newEntry({ ...view, replaces: last.id }, author, written)
    versions.push(last)
  }
  return versions.map((entry, index) => ({ ...entry, seq: recorded.length + index + 1, received }))
}

function asked(context: RecordContext) {
  const values = { ...erasureForm.initial?.(context), ground: 'wrong-person', whyErase: 'It is of another child' }
  expect(faultsOf(erasureForm, values, context)).toEqual([])
  const drafts = erasureForm.build(values, context)
  return drafts.map((draft) => erasureAsked.body.parse(newEntry(draft, author, written).body))
}

it('names every version of an entry, also of more than stand in a list', () => {
  const versions = putRight(mostListed + 10)
  const context = contextOf('child')
  const all = [...context.entries, ...versions]
  const [body] = asked({ ...context, entries: all, query: { entry: versions[3]?.id ?? '' } })
  expect(body?.toErase).toEqual(versions.map(({ id }) => id))
})

it('shows the latest where nothing was named, and ticks none', () => {
  const versions = putRight(mostListed + 10)
  const context = contextOf('child')
  const field = erasureForm.fields.find(({ id }) => id === 'toErase')
  const found = { ...context, entries: [...context.entries, ...versions] }
  const options = field?.type === 'many' && typeof field.options === 'function' ? field.options(found, {}) : []
  expect(options.map(({ value }) => value)).toEqual(
    versions
      .map(({ id }) => id)
      .toReversed()
      .slice(0, mostListed),
  )
  expect(erasureForm.initial?.(found)).toEqual({ toErase: [] })
})
