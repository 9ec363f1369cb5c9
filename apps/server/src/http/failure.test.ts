import { expect, it } from 'vitest'
import { loggable, problemOf } from './failure.ts'

function databaseError(code: string): Error {
  return Object.assign(new Error('Key (login)=(sokha) already exists'), {
    code,
    constraint: 'account_login_key',
    detail: 'sokha',
  })
}

it.each([
  ['23505', 'request.conflict'],
  ['42501', 'access.not-permitted'],
  ['40P01', 'host.unavailable'],
  ['57014', 'host.unavailable'],
  ['ECONNREFUSED', 'host.unavailable'],
  ['22P02', 'host.failed'],
])('a database error %s is %s and repeats nothing', (code, expected) => {
  expect(problemOf(databaseError(code))).toEqual({ code: expected })
})

it('the log holds the place and the kind of a failure, never its text', () => {
  const line = loggable(databaseError('23505'))
  expect(line).toMatchObject({ name: 'Error', code: '23505', constraint: 'account_login_key' })
  expect(line.at.length).toBeGreaterThan(0)
  expect(JSON.stringify(line)).not.toContain('sokha')
  expect(JSON.stringify(loggable(new Error('invalid uuid: "\n    at sokha"')))).not.toContain('sokha')
  expect(loggable('text')).toEqual({ name: 'string', at: [] })
})
