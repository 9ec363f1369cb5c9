// Which of many names a typed name may mean, and in which order: on a device the same as on the host, where the database does it.
// Found is whose stored search text (`searchText`) holds every typed word, or every skeleton of them, or is like the typed words by
// trigrams. Source: the function find_named of the host; word_similarity of PostgreSQL's pg_trgm (contrib/pg_trgm/trgm_op.c): the greatest
// likeness between the trigrams of what was typed and any stretch of those of the text. Khmer has no trigrams there (its words are told
// apart byte by byte): a Khmer name is found by its letters or its skeleton. device-answers.db.test.ts holds both equal.
import { searchTerms } from './name-search.ts'

/** As on the host; found by trying names of the demonstration. [P] */
const leastLikeness = 0.45

/** How like a stored text is to what was typed, from 0 to 1; null where it is not meant at all. */
export function likenessOf(typed: string, search: string): number | null {
  const { words, skeletons } = searchTerms(typed)
  if (words.length === 0) return null
  const likeness = wordLikeness(words.join(' '), search)
  const isMeant =
    words.every((word) => search.includes(word)) ||
    (skeletons.length > 0 && skeletons.every((bones) => search.includes(`|${bones}|`))) ||
    likeness >= leastLikeness
  return isMeant ? likeness : null
}

/** Three letters each of a text's Latin words, two blanks before a word and one behind; the host's database knows no others either. */
function trigramsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/gu) ?? []
  return words.flatMap((word) => {
    const padded = `  ${word} `
    return Array.from({ length: word.length + 1 }, (_, from) => padded.slice(from, from + 3))
  })
}

/** The greatest likeness of the trigrams of `typed` to a stretch of those of `text` that begins and ends with one in common. */
export function wordLikeness(typed: string, text: string): number {
  const wanted = new Set(trigramsOf(typed))
  const trigrams = trigramsOf(text)
  let greatest = 0
  // A name has a dozen trigrams: every stretch is tried.
  for (let first = 0; first < trigrams.length; first += 1) {
    if (!wanted.has(trigrams[first] ?? '')) continue
    const seen = new Set<string>()
    let common = 0
    for (const trigram of trigrams.slice(first)) {
      if (!seen.has(trigram) && wanted.has(trigram)) common += 1
      seen.add(trigram)
      if (wanted.has(trigram)) greatest = Math.max(greatest, common / (wanted.size + seen.size - common))
    }
  }
  // The database reckons with four bytes, and equal numbers are put in order by id.
  return Math.fround(greatest)
}
