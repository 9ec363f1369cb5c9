import { PassThrough, Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testChronicle, type TestChronicle } from '../chronicle/test-people.ts'
import { askForAdministrator } from './administrator.ts'

let chronicle: TestChronicle
beforeAll(async () => {
  chronicle = await testChronicle()
})
afterAll(() => chronicle.dispose())

/** Answers each question with one line, as from a pipe; what was asked and shown comes back. */
async function answer(lines: readonly string[]) {
  const stdin = new PassThrough()
  const shown: string[] = []
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown.push(chunk.toString('utf8'))
      done()
    },
  })
  stdin.end(`${lines.join('\n')}\n`)
  const user = await askForAdministrator(chronicle.database.ownerUrl, { stdin, stderr })
  return { user, shown: shown.join('') }
}

describe('the first administrator', () => {
  it.each([
    [['a b', 'Name', 'plain quiet walking words'], 'The user name needs'],
    [['sokha', ' ', 'plain quiet walking words'], 'The name to show is empty'],
    [['sokha', 'Name', 'short'], 'The password is not fit: too-short'],
    [['sokha', 'Name', 'password1234'], 'The password is not fit: too-guessable'],
    [[], 'The user name needs'],
  ])('is not made of %j', async (lines, sentence) => {
    await expect(answer(lines)).rejects.toThrow(sentence)
  })

  it('is made once, and the password is never shown', async () => {
    const { user, shown } = await answer(['Sokha', 'The first', 'plain quiet walking words'])
    expect(user).toBe('sokha')
    expect(shown).not.toContain('walking')
    const { rows } = await chronicle.administrator.query<{ roles: string[]; must: boolean }>(
      'select roles, must_change_password as must from komar.account',
    )
    expect(rows).toEqual([{ roles: ['administrator'], must: false }])
    await expect(answer(['other', 'Another', 'plain quiet walking words'])).rejects.toThrow('an administrator already')
  })
})
