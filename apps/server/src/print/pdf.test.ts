// PDFs: the right number of pages, Khmer and Latin set from the fonts that are here, and no name that is read as a command.
import { answerDueFor, letterText, type LetterFacts } from '@komar/domain/assess/letter-text'
import { careLetterPurposes, letterLanguages, letterPurposes } from '@komar/domain/assess/letter-kinds'
import { ledgerText, type LedgerEntry } from '@komar/domain/sharing/ledger-text'
import { plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { loadPolicyPack } from '../policy-files.ts'
import { drawPages, makePdf } from './pdf.ts'

const pack = loadPolicyPack('kh')
const sentOn = plainDate('2014-12-12')

function factsOf(more: Partial<LetterFacts> = {}): LetterFacts {
  return {
    to: 'Director',
    addressee: 'prison-director',
    purpose: 'past-limit',
    measures: [],
    aboutDay: plainDate('2014-12-01'),
    sentOn,
    answerDue: answerDueFor(sentOn, pack),
    child: { code: 'T-0001', names: { latin: 'Sok Dara', km: 'សុខ ដារ៉ា' } },
    agency: { en: 'Office', km: 'ការិយាល័យ' },
    printedOn: sentOn,
    isDemonstration: true,
    ...more,
  }
}

const sheets = (facts: LetterFacts) => ({
  sheets: letterLanguages.map((language) => letterText(facts, pack, language)),
})

describe('a letter', () => {
  it.each([...letterPurposes, ...careLetterPurposes])('about %s has one page in each language', async (purpose) => {
    const measures = [1, 2, 3, 4].map((number) => ({ number, class: 'A', due: sentOn }))
    const { pages } = await drawPages(
      'letter',
      sheets(factsOf({ purpose, ...(purpose === 'measures-owed' && { measures }) })),
    )
    expect(pages).toBe(2)
  })

  it('goes on over as many pages as it needs', async () => {
    const measures = Array.from({ length: 21 }, (_, index) => ({ number: index + 1, class: null, due: sentOn }))
    const { pages } = await drawPages('letter', sheets(factsOf({ purpose: 'measures-owed', measures })))
    expect(pages).toBeGreaterThan(2)
    expect(pages).toBeLessThan(7)
  })

  it('is a PDF, and the same one for the same data', async () => {
    const first = await makePdf('letter', sheets(factsOf()))
    expect(first.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(first.equals(await makePdf('letter', sheets(factsOf())))).toBe(true)
  })

  it('prints a name that looks like a command as it is written', async () => {
    const command = '#panic("read as code") $x$ *b* #read("pdf.ts") \\ ] } "'
    const { pages } = await drawPages('letter', sheets(factsOf({ to: command, child: { code: command, names: null } })))
    expect(pages).toBe(2)
    const plain = await drawPages('letter', sheets(factsOf({ to: 'x' })))
    const drawn = await drawPages('letter', sheets(factsOf({ to: '#"x"' })))
    expect(drawn.svg).not.toBe(plain.svg)
  })

  it('opens nothing that is not beside the templates', async () => {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    const typst = NodeCompiler.create({ workspace: import.meta.dirname })
    expect(typst.compile({ mainFileContent: '#read("/../../../../../etc/passwd")' }).result).toBeNull()
    expect(typst.compile({ mainFileContent: '#read("../env.ts")' }).result).toBeNull()
  })
})

describe('the ledger', () => {
  const entry: LedgerEntry = {
    facilityCode: 'TST-P',
    facilityName: { en: 'Test prison', km: 'ពន្ធនាគារសាកល្បង' },
    to: 'Prison director',
    advice: 'Open the yard on days when the day-care is closed.',
    followsFrom: null,
    givenOn: '2014-10-01',
    replyDue: '2014-10-22',
    repliedOn: null,
    reply: null,
    replyWords: null,
    passedTo: null,
    promisedBy: null,
    outcome: null,
    outcomeOn: null,
    outcomeWords: null,
    state: 'reply-overdue',
  }
  const about = { asOf: sentOn, agency: { en: 'Office', km: 'ការិយាល័យ' }, isDemonstration: false }

  it.each(letterLanguages)('has its rows, or says that there is none: %s', async (language) => {
    const some = await drawPages('ledger', ledgerText([entry, entry], about, language))
    const none = await drawPages('ledger', ledgerText([], about, language))
    const many = await drawPages(
      'ledger',
      ledgerText(
        Array.from({ length: 60 }, () => entry),
        about,
        language,
      ),
    )
    expect([some.pages, none.pages]).toEqual([1, 1])
    expect(many.pages).toBeGreaterThan(2)
  })
})
