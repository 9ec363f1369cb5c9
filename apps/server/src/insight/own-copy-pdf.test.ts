// The own copy on paper: really set, in both languages, with its chart; the same for the same data; hostile text is text.
import { factsOf, life } from '@komar/domain/insight/own-copy.fixture'
import { ownCopy } from '@komar/domain/insight/own-copy'
import { describe, expect, it } from 'vitest'
import { hostileTexts } from '../http/hostile-values.ts'
import { makePdf } from '../print/pdf.ts'
import { drawPages } from '../print/typst.ts'

const whole = Object.values(life())

describe('the own copy on paper', () => {
  it.each(['en', 'km'] as const)('has a few pages in %s, and the chart among them', async (language) => {
    const copy = ownCopy(factsOf(whole), language)
    const { pages, svg } = await drawPages('own-copy', copy)
    expect(pages).toBeGreaterThan(1)
    expect(pages).toBeLessThan(6)
    const without = { ...copy, sections: copy.sections.map((section) => ({ ...section, chart: null })) }
    // The dots of the chart are drawn by nothing else.
    expect(svg.length).toBeGreaterThan((await drawPages('own-copy', without)).svg.length)
    const made = await makePdf('own-copy', copy)
    expect(made.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(made.equals(await makePdf('own-copy', copy))).toBe(true)
  })

  it('is set differently in Khmer', async () => {
    const [khmer, english] = await Promise.all(
      (['km', 'en'] as const).map(async (language) => makePdf('own-copy', ownCopy(factsOf(whole), language))),
    )
    expect(khmer?.equals(english ?? Buffer.from(''))).toBe(false)
  })

  it('has a sheet for a record in which nothing stands', async () => {
    expect((await drawPages('own-copy', ownCopy(factsOf([]), 'km'))).pages).toBeGreaterThan(0)
  })

  it('with whatever text is made or refused, and the next one is made', async () => {
    const words = hostileTexts.filter((text) => text.trim() !== '').map((text) => text.toWellFormed().slice(0, 300))
    const hostile = ownCopy(
      factsOf(
        whole.map((entry) =>
          'words' in entry.body ? { ...entry, body: { ...entry.body, words: words.join(' ').slice(0, 6000) } } : entry,
        ),
      ),
      'km',
    )
    await makePdf('own-copy', hostile)
    expect((await makePdf('own-copy', ownCopy(factsOf(whole), 'km'))).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  }, 60_000)
})
