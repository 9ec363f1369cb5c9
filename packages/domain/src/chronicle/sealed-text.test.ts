import { describe, expect, it } from 'vitest'
import { complaintAnswered, complaintMade } from '../assess/complaint-kinds.ts'
import { testId } from '../example-entries.fixture.ts'
import { kinds } from '../kinds.ts'
import { noteWritten } from '../register/kinds.ts'
import { harmSuspected } from '../wellbeing/safety-kinds.ts'
import { retractionSchema } from './body-parts.ts'
import { bodySchema } from './entry.ts'
import { membersToSeal, readSealedText, sealedText, withSealedWords } from './sealed-text.ts'
import { sealedWords, standsForSealed } from './sealed-words.ts'

const salt = 'AAAAAAAAAAAAAAAAAAAAAA'
const key = testId(900)
const file = btoa(`age-encryption.org/v1\n${'x'.repeat(6000)}`)
const sealed = sealedText(key, file)

describe('the form of a sealed text', () => {
  it('is read back into the key and the file', () => {
    expect(readSealedText(sealed)).toEqual({ key, file })
  })
  it.each([
    ['another version', sealed.replace(':1:', ':2:')],
    ['no id for a key', sealed.replace(key, 'everybody')],
    ['no age file', sealedText(key, btoa('a plain text that only looks sealed'))],
    ['something behind it', `${sealed} and more`],
    ['a plain text', 'She asked for a doctor.'],
  ])('is not that of %s', (_, text) => {
    expect(readSealedText(text)).toBeNull()
  })
})

describe('what may be sealed', () => {
  const sealable = kinds.filter((kind) => kind.sealable !== undefined)

  it('is the notes of one’s own agency, and what is complained of; not what others must act on the same day', () => {
    expect(sealable.map(({ name }) => name)).toEqual([
      'register.note-written',
      'assess.complaint-made',
      'assess.complaint-answered',
      'assess.place-complaint-made',
      'assess.place-complaint-answered',
      'assess.reprisal-seen',
      'conditions.question-left',
      'conditions.question-closed',
      'conditions.place-voice-note-kept',
      'register.voice-note-kept',
    ])
    expect(kinds.filter(({ class: guard }) => guard === 'notes').every((kind) => kind.sealable !== undefined)).toBe(
      true,
    )
    expect(membersToSeal(harmSuspected, 'notes-and-complaints')).toEqual([])
  })
  it.each(sealable.map((kind) => [kind.name, kind] as const))('%s takes each of them sealed', (_, kind) => {
    for (const member of [...(kind.sealable ?? []), 'toldBy', 'reason']) {
      const parsed = kind.body.safeParse({ salt, [member]: sealed })
      expect(parsed.error?.issues.map(({ path }) => path[0]) ?? []).not.toContain(member)
    }
  })
  it('is longer than a plain text may be, and only where it is sealed', () => {
    expect(noteWritten.body.safeParse({ salt, note: sealed }).success).toBe(true)
    expect(noteWritten.body.safeParse({ salt, note: 'x'.repeat(sealed.length) }).success).toBe(false)
    expect(noteWritten.body.safeParse({ salt, note: sealedText(key, file.repeat(5)) }).success).toBe(false)
    expect(retractionSchema.safeParse({ salt, reason: sealed }).success).toBe(true)
  })
  it('is complaints only where the agency chose that too, and never the name that a gate compares', () => {
    expect(membersToSeal(noteWritten, 'notes')).toEqual(['note', 'toldBy', 'reason'])
    expect(membersToSeal(noteWritten, 'none')).toEqual([])
    expect(membersToSeal(complaintMade, 'notes')).toEqual([])
    expect(membersToSeal(complaintAnswered, 'notes-and-complaints')).toEqual(['answer', 'change', 'toldBy', 'reason'])
  })
})

it('puts plain words in the place of what cannot be opened, and leaves the rest as it is', () => {
  const body = bodySchema.parse({ salt, note: sealed, mood: 'calm' })
  expect(withSealedWords({ body }, sealedWords.en)).toEqual({ body: { salt, note: sealedWords.en, mood: 'calm' } })
  const plain = { body: bodySchema.parse({ salt, note: 'She asked for a doctor.' }) }
  expect(withSealedWords(plain, sealedWords.en)).toBe(plain)
  expect([sealedWords.en, sealedWords.km, 'Sealed.'].map(standsForSealed)).toEqual([true, true, false])
})
