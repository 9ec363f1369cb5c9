import type { Answer } from '@komar/contract/client'
import { expect, it } from 'vitest'
import type { Source } from './ask.ts'
import { keepAsking } from './use-answer.ts'

type Told = Answer<string> & { source: Source }

/** Questions that the test answers when it likes. */
function scene() {
  const questions: { isBackground: boolean; answer: (value: string, source?: Source) => Promise<void> }[] = []
  const shown: string[] = []
  const asking = keepAsking<string>(
    (isBackground) =>
      new Promise<Told>((resolve) => {
        const answer = async (value: string, source: Source = { from: 'host' }) => {
          resolve({ ok: true, value, source })
          await settle()
        }
        questions.push({ isBackground, answer })
      }),
    (given) => shown.push(given.ok ? given.value : 'refused'),
  )
  return { questions, shown, asking }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))
const device: Source = { from: 'device', asOf: null }

it('asks once more after a burst of changes, not once for each', async () => {
  const { questions, shown, asking } = scene()
  for (let change = 0; change < 5; change += 1) asking.anew('host')
  expect(questions).toHaveLength(1)
  await questions[0]?.answer('first')
  expect(questions.map(({ isBackground }) => isBackground)).toEqual([false, true])
  await questions[1]?.answer('second')
  expect(questions).toHaveLength(2)
  expect(shown).toEqual(['first', 'second'])
})

it('does not ask again for what came in on the device while the host answers', async () => {
  const { questions, asking } = scene()
  asking.anew('device')
  await questions[0]?.answer('from the host')
  asking.anew('device')
  expect(questions).toHaveLength(1)
})

it('asks again for it where the device answered, also when it came in meanwhile', async () => {
  const { questions, asking } = scene()
  asking.anew('device')
  await questions[0]?.answer('from the device', device)
  expect(questions).toHaveLength(2)
  await questions[1]?.answer('from the device', device)
  asking.anew('device')
  expect(questions).toHaveLength(3)
})

it('remembers a change at the host also when something came in on the device after it', async () => {
  const { questions, asking } = scene()
  asking.anew('host')
  asking.anew('device')
  await questions[0]?.answer('from the host')
  expect(questions).toHaveLength(2)
})

it('asks beside a later question that hangs, too, when the network is back', async () => {
  const { questions, shown, asking } = scene()
  await questions[0]?.answer('before')
  asking.anew('host')
  asking.atOnce()
  expect(questions).toHaveLength(3)
  await questions[2]?.answer('after')
  expect(shown).toEqual(['before', 'after'])
  asking.atOnce()
  expect(questions).toHaveLength(3)
})

it('asks beside a question that hangs when the network is back, and shows no late answer over a later one', async () => {
  const { questions, shown, asking } = scene()
  asking.atOnce()
  await questions[1]?.answer('later')
  await questions[0]?.answer('late')
  expect(shown).toEqual(['later'])
  asking.anew('host')
  expect(questions).toHaveLength(3)
  asking.stop()
  await questions[2]?.answer('after the page was left')
  expect(shown).toEqual(['later'])
})
