// @vitest-environment node
// Seeds that once broke a promise, and what was wrong. A seed draws another world when what is drawn changes: the name then only tells
// the story, and the rule has a test of its own beside it.
import { expect, it } from 'vitest'
import { simulate } from './run.ts'

it.each([
  [5, 'a first question that failed let a device pull from a restored host as if it knew it'],
  [18, 'a new session, made while a page was on its way, was used without asking whose host it is'],
  [37, 'what a restored host refused had been seen before as accepted, and was shown to nobody'],
  [180, 'what a newer host adds to a line was sent back to a restored one as if its author had written it'],
  [263, 'a group that a restored host lacked was offered entry by entry, and a part of it refused'],
])('seed %i: %s', { timeout: 30_000 }, async (seed) => {
  expect((await simulate(seed)).broken).toEqual([])
})

it(
  'seed 303: a full phone asked the host every second or two, 900,000 times in a day',
  { timeout: 60_000 },
  async () => {
    const { broken, calls } = await simulate(303)
    expect(broken).toEqual([])
    expect(calls).toBeLessThan(20_000)
  },
)
