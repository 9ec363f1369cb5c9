// The person's own copy of their record, as data: the paper (own-copy.typ) and the page for a telephone (own-copy-page.ts) print this and
// nothing else. In the order of a life, as "I". Default deny: what own-copy-kinds.ts does not name as told is taken away first, so nothing
// that is left out can be read by accident further down. What is left out is said, the same for everybody.
// Only what stands is told: what was corrected or withdrawn is not, and what was erased is nowhere.
// Sources and what is not sourced: own-copy-kinds.ts; docs/decisions/0023-the-own-copy.md.
import { withSealedWords } from '../chronicle/sealed-text.ts'
import { sealedWordsInPrint } from '../chronicle/sealed-words.ts'
import { foldedFor } from '../register/merge-state.ts'
import { childFile } from './child-file.ts'
import { namesOfOthers } from './own-copy-clean.ts'
import * as decided from './own-copy-decided.ts'
import { agencyName, type Composing, type CopyFacts, type CopyLine } from './own-copy-facts.ts'
import { growth, growthChart, health } from './own-copy-health.ts'
import { copyPartOf, copyParts, leftOutGrounds, type CopyPart } from './own-copy-kinds.ts'
import * as life from './own-copy-life.ts'
import { englishCopy } from './own-copy-words-en.ts'
import { khmerCopy } from './own-copy-words-km.ts'
import type { CopyLanguage } from './own-copy-words.ts'

export type CopyChart = { title: string; svg: string; note: string; axes: string }
export type CopySection = { id: CopyPart; heading: string; lines: CopyLine[]; nothing: string; chart: CopyChart | null }

export type OwnCopy = {
  language: CopyLanguage
  header: { what: string; asOf: string; by: string }
  demonstration: string
  footer: string
  title: string
  lead: readonly string[]
  sections: CopySection[]
  leftOut: { heading: string; lead: string; lines: string[]; ask: string }
}

const parts: Record<CopyPart, (composing: Composing) => CopyLine[]> = {
  me: life.aboutMe,
  mother: life.aboutFamily,
  stays: life.stays,
  lived: life.lived,
  health,
  growth,
  school: life.school,
  views: decided.views,
  decisions: decided.decisions,
  complaints: decided.complaints,
  letters: decided.letters,
  readers: decided.readers,
}

/** The copy in one language. */
export function ownCopy(facts: CopyFacts, language: CopyLanguage): OwnCopy {
  const words = { en: englishCopy, km: khmerCopy }[language]
  const whole = foldedFor(facts.child, facts.entries)
  const file = childFile(
    facts.child,
    whole
      .filter(({ kind }) => copyPartOf(kind) !== null)
      .map((entry) => withSealedWords(entry, sealedWordsInPrint[language])),
    facts.pack,
  )
  const others = namesOfOthers(whole, life.namesToKeep(file, facts))
  const composing: Composing = { file, facts, words, language, others }
  const agency = agencyName(facts.agency, composing)
  return {
    language,
    header: { what: words.header.what, asOf: words.header.asOf(words.day(facts.madeOn)), by: words.header.by(agency) },
    demonstration: facts.isDemonstration ? words.demonstration : '',
    footer: words.footer,
    title: words.title,
    lead: words.lead(agency),
    sections: copyParts.map((id) => {
      const lines = parts[id](composing)
      return {
        id,
        heading: words.headings[id],
        lines,
        nothing: lines.length === 0 ? words.nothing : '',
        chart: id === 'growth' ? chartOf(composing) : null,
      }
    }),
    leftOut: {
      heading: words.leftOut.heading,
      lead: words.leftOut.lead,
      lines: leftOutGrounds.map((ground) => words.leftOut.grounds[ground]),
      ask: words.leftOut.ask(agency),
    },
  }
}

function chartOf(composing: Composing): CopyChart | null {
  const { chart, chartNote, axis } = composing.words.growth
  const svg = growthChart(composing)
  return svg === null ? null : { title: chart, svg, note: chartNote, axes: `${axis.kg} ↑ ${axis.years} →` }
}
