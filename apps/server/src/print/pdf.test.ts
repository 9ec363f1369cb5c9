// PDFs: the right number of pages, Khmer and Latin set from the fonts that are here, and no name that is read as a command.
import { answerDueFor, letterText, type LetterFacts } from '@komar/domain/assess/letter-text'
import { careLetterPurposes, letterLanguages, letterPurposes } from '@komar/domain/assess/letter-kinds'
import { ledgerText, type LedgerEntry } from '@komar/domain/sharing/ledger-text'
import { plainDate } from '@komar/domain/time/plain-date'
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { loadPolicyPack } from '../policy-files.ts'
import { hostileTexts } from '../http/hostile-values.ts'
import { makePdf } from './pdf.ts'
import { drawPages } from './typst.ts'

/** The process that sets the sheets: the one child of this one that runs press.ts. */
async function pressOfThisProcess(): Promise<number> {
  for (const pid of await readdir('/proc')) {
    const [stat, command] = await Promise.all(
      ['stat', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
    )
    if (command?.includes('press.ts') && Number(stat?.split(') ')[1]?.split(' ')[1]) === process.pid) return Number(pid)
  }
  throw new Error('there is no press')
}

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

  it('with a text that would end Typst, or turn round what is written, is printed without what turns it', async () => {
    // Found by append-fuzz.db.test.ts (seed 7): the whole host ended.
    const words = '\u202e\u2066txet, 9999-12-31, __proto__, a\u200bb'
    const pdf = await makePdf('letter', sheets(factsOf({ to: words, child: { code: words, names: { latin: words } } })))
    const plain = sheets(
      factsOf({
        to: 'txet, 9999-12-31, __proto__, a\u200bb',
        child: {
          code: 'txet, 9999-12-31, __proto__, a\u200bb',
          names: { latin: 'txet, 9999-12-31, __proto__, a\u200bb' },
        },
      }),
    )
    expect(pdf.equals(await makePdf('letter', plain))).toBe(true)
  })

  it('with whatever text is made or refused, and the next one is made', async () => {
    for (const text of hostileTexts.filter((one) => one.trim() !== '')) {
      const cut = text.toWellFormed().slice(0, 300)
      await makePdf('letter', sheets(factsOf({ to: cut, child: { code: cut, names: { latin: cut, km: cut } } }))).catch(
        () => null,
      )
    }
    expect((await makePdf('letter', sheets(factsOf()))).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  }, 60_000)

  it('that ends the press ends nothing else: that sheet fails, the ones behind it are made', async () => {
    const [first, broken, last] = await Promise.allSettled([
      makePdf('letter', sheets(factsOf())),
      makePdf('letter', { sheets: 'of another form' }),
      makePdf('letter', sheets(factsOf())),
    ])
    expect([first.status, broken.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const killed = makePdf('letter', sheets(factsOf())).catch(() => 'failed')
    const press = await pressOfThisProcess()
    process.kill(press, 'SIGABRT')
    await killed
    expect((await makePdf('letter', sheets(factsOf()))).length).toBeGreaterThan(1_000)
  }, 60_000)

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
