import { expect, it } from 'vitest'
import { forgetRecorded, noteRecorded, recordedAs } from './last-recorded.ts'

it('leads from the last number alone to what was said, until it is forgotten', () => {
  const first = noteRecorded('A complaint', false)
  const second = noteRecorded('Who is here', true)
  expect(recordedAs(first)).toBeNull()
  expect(recordedAs(undefined)).toBeNull()
  expect(recordedAs(second)).toMatchObject({ said: 'Who is here', isSent: true })
  forgetRecorded()
  expect(recordedAs(second)).toBeNull()
  expect(recordedAs(undefined)).toBeNull()
})
