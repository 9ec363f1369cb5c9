import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShortHead, shortHead } from './short-head.ts'

const chainOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const head = { seq: 12_345, chain: chainOf('an example') }

describe('a head to read out', () => {
  it('is the number and six groups of four', () => {
    expect(shortHead(head)).toMatch(/^12345(-[02-9ac-hj-np-z]{4}){6}$/u)
  })

  it('is read back, in capitals, with spaces, and shows its own chain alone', () => {
    const numbers = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(
        numbers.filter((seq) => seq < 1e15),
        fc.string(),
        fc.constantFrom('-', ' ', ' · '),
        (seq, text, between) => {
          const read = readShortHead(
            ` ${shortHead({ seq, chain: chainOf(text) })
              .toUpperCase()
              .replaceAll('-', between)}\n`,
          )
          expect(read?.seq).toBe(seq)
          expect(read?.shows(chainOf(text))).toBe(true)
          expect(read?.shows(chainOf(`${text}!`))).toBe(false)
        },
      ),
    )
  })

  it('has a checksum that notices each wrong or exchanged letter and each wrong digit', () => {
    const text = shortHead(head)
    const alphabet = '023456789acdefghjklmnpqrstuvwxyz'
    for (let place = 0; place < text.length; place += 1) {
      if (text[place] === '-') continue
      for (const letter of place < 5 ? '0123456789' : alphabet) {
        if (letter === text[place]) continue
        expect(readShortHead(text.slice(0, place) + letter + text.slice(place + 1))).toBeNull()
      }
      const [one, other] = [text[place], text[place + 1]]
      if (one === other || other === '-' || other === undefined) continue
      expect(readShortHead(text.slice(0, place) + other + one + text.slice(place + 2))).toBeNull()
    }
  })

  it.each(['', '12345', 'abcd', '12345-', `${shortHead(head)}-qqqq`, shortHead(head).slice(0, -4), '1'.repeat(400)])(
    '%j is none',
    (text) => expect(readShortHead(text)).toBeNull(),
  )
})
