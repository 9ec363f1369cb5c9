import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { isConnectionSpent, isUnwritableFile, troubleOf } from './trouble.ts'

function databaseError(code: string, routine = ''): DatabaseError {
  return Object.assign(new DatabaseError('could not', 9, 'error'), { code, routine })
}

it.each([
  ['53100', 'full'],
  ['25006', 'read-only'],
  ['53300', 'unavailable'],
  ['57P01', 'unavailable'],
  ['58030', 'unavailable'],
  ['23505', null],
  ['XX000', null],
])('SQLSTATE %s is %s', (code, trouble) => {
  expect(troubleOf(databaseError(code))).toBe(trouble)
})

it.each([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Query read timeout',
])('the driver says without a code: %s', (message) => {
  expect(troubleOf(new Error(message))).toBe('unavailable')
  expect(isConnectionSpent(new Error(message))).toBe(true)
})

it('a file that cannot be written is not a right that is refused', () => {
  for (const routine of ['mdextend', 'mdopenfork', 'BasicOpenFile'])
    expect(troubleOf(databaseError('42501', routine))).toBe('read-only')
  for (const routine of ['ExecWithCheckOptions', 'aclcheck_error', 'exec_stmt_raise'])
    expect(isUnwritableFile(databaseError('42501', routine))).toBe(false)
  expect(isConnectionSpent(databaseError('25006'))).toBe(true)
  expect(isConnectionSpent(databaseError('23505'))).toBe(false)
})
