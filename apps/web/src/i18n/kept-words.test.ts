import { afterEach, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import { keptWord, sayNothingIsKept } from './kept-words.ts'
import type { MessageId } from './message-id.ts'

afterEach(() => sayNothingIsKept(false))

/** As every page may say them: those of the page about this device and of its parts are not shown where nothing is kept. */
const mayBeSaid = /^(?:draft|form|outbox|problem|shell|sign-in)\./u
const promises = (id: MessageId): boolean =>
  /kept on this device|kept on this phone|saved on this device/iu.test(en[id]) &&
  !/nothing (?:is|was) kept/iu.test(en[id])

it('promises to nobody for whom nothing is kept that something is', () => {
  const ids = (Object.keys(en) as MessageId[]).filter((id) => mayBeSaid.test(id) && promises(id))
  expect(ids.length).toBeGreaterThan(8)
  sayNothingIsKept(true)
  expect(ids.filter((id) => promises(keptWord(id)))).toEqual([])
  // Each that the list names is a text that there is.
  expect((Object.keys(en) as MessageId[]).filter((id) => keptWord(id) !== id)).toHaveLength(18)
})

it('says every text as it is where something is kept', () => {
  expect((Object.keys(en) as MessageId[]).filter((id) => keptWord(id) !== id)).toEqual([])
})
