// A letter as it is printed: made from the chronicle as the caller sees it, so that row-level security decides once more, and from what
// every reader of the letter sees alike (letter-facts.ts).
import { careLetterSent, letterSent } from '@komar/domain/assess/letter-kinds'
import { letterText } from '@komar/domain/assess/letter-text'
import type { LetterText } from '@komar/domain/assess/letter-text'
import { bearsId } from '@komar/domain/assess/state'
import { uuidSchema, type Recorded, type Uuid } from '@komar/domain/chronicle/entry'
import { childFile } from '@komar/domain/insight/child-file'
import { letterFacts } from '@komar/domain/assess/letter-facts'
import type { CountryPack } from '@komar/domain/policy'
import { plainDate } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { findAgency } from '../access/agencies.ts'
import { readHost } from '../access/host.ts'
import { firstRow, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { readChronicle } from '../register/chronicles.ts'

export type PrintedLetter = { child: Uuid; isCare: boolean; sheets: LetterText[] }

const kinds = [letterSent.name, careLetterSent.name]
const subjectRow = z.object({ subject: uuidSchema })

/** The letter for whoever may read it; otherwise it is not found, whether or not there is one. */
export async function readLetter(
  db: Database,
  entry: string,
  { packOf, today, lang }: { packOf: (country: string) => CountryPack; today: string; lang: 'en' | 'km' | 'both' },
): Promise<PrintedLetter> {
  const text = 'select subject from komar.entry where id = $1 and kind = any ($2::text[])'
  const { subject: child } = (await firstRow(db, subjectRow, text, [entry, kinds])) ?? refuse('request.not-found')
  const { country, stamp } = await readHost(db)
  const pack = packOf(country)
  // Accepted entries, handed on as they were written; every body is read again with its kind's own schema.
  const file = childFile(child, (await readChronicle(db, child)) as unknown as Recorded[], pack)
  const id = uuidSchema.parse(entry)
  const letter = file.letters.find(({ sent }) => bearsId(sent, id)) ?? refuse('request.not-found')
  const { nameEn, nameKm } = await findAgency(db, letter.sent.entry.agency)
  const facts = letterFacts(file, letter.sent.body, {
    sentOn: letter.sentOn,
    printedOn: plainDate(today),
    agency: { en: nameEn, km: nameKm },
    isDemonstration: stamp === 'demonstration',
  })
  const languages = lang === 'both' ? (['km', 'en'] as const) : [lang]
  const sheets = languages.map((language) => letterText(facts, pack, language))
  return { child, isCare: letter.class === 'care', sheets }
}
