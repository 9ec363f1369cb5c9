import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'
import { ROOT } from './places.mjs'

const file = join(ROOT, 'packages/domain/src/age.test.ts')

describe('what the end of a run says of tests that failed', () => {
  it('names each with what it said, without colours and without its whole stack', () => {
    const message = [
      '\u001B[31mexpected 2 to be 3\u001B[39m',
      '',
      ...Array.from({ length: 40 }, (_, at) => `at ${at}`),
    ].join('\n')
    const passed = { status: 'passed', fullName: 'another' }
    const failed = { status: 'failed', fullName: 'an age is exact', failureMessages: [message] }
    const [told, ...more] = failuresOfVitest({
      testResults: [{ name: file, status: 'failed', assertionResults: [passed, failed] }],
    })
    expect(more).toEqual([])
    expect(told?.split('\n').slice(0, 3)).toEqual([
      'packages/domain/src/age.test.ts › an age is exact',
      '  expected 2 to be 3',
      '  at 0',
    ])
    expect(told?.split('\n').length).toBeLessThan(20)
  })

  it('names a file that did not load', () => {
    const report = { testResults: [{ name: file, status: 'failed', message: 'Cannot find it', assertionResults: [] }] }
    expect(failuresOfVitest(report)).toEqual(['packages/domain/src/age.test.ts\n  Cannot find it'])
  })

  it('says nothing where no report was written', () => {
    expect(failuresOfVitest({})).toEqual([])
    expect(failuresOfPlaywright({})).toEqual([])
  })

  it('names a journey that failed, one that passed only when repeated, and an error outside of all', () => {
    const spec = (title: string, status: string, message: string) => ({
      file: 'lock.journey.ts',
      line: 40,
      title,
      tests: [{ status, results: [{ errors: [{ message }] }] }],
    })
    const suites = [
      { specs: [spec('it locks', 'expected', '')], suites: [{ specs: [spec('it opens', 'unexpected', 'too late')] }] },
      { specs: [spec('it waits', 'flaky', 'not yet')] },
    ]
    expect(failuresOfPlaywright({ suites, errors: [{ message: 'no browser' }] })).toEqual([
      'lock.journey.ts:40 › it opens\n  too late',
      'lock.journey.ts:40 › it waits\n  not yet',
      'outside of all journeys\n  no browser',
    ])
  })
})
