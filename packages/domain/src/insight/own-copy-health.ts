// The own copy: my health, how I grew. Of questionnaires their results only, each with its informant, never averaged; the words of the
// bands are of another country and unverified, and the copy says so.
import { ageAt } from '../time/age.ts'
import { birthAsEdtf } from '../law/signals.ts'
import { growthPoints } from '../wellbeing/growth-points.ts'
import { bandOf, scoreAnswers } from '../wellbeing/instruments.ts'
import type { InstrumentAnswers } from '../wellbeing/state.ts'
import { dayOf } from '../wellbeing/signal.ts'
import { weightChart } from './own-copy-chart.ts'
import { dated, inOrder, line, whenOf, type Composing, type CopyLine } from './own-copy-facts.ts'

/** Birth, vaccines, illnesses, results of questionnaires. */
export function health(composing: Composing): CopyLine[] {
  const { file, facts, words } = composing
  const { wellbeing } = file
  const { birthFacts } = wellbeing
  const { birthWeightGrams = null, gestationWeeks = null } = birthFacts?.body ?? {}
  const questionnaires = wellbeing.instruments.map((answers) =>
    dated(answers.entry.occurred, composing, resultOf(answers, composing)),
  )
  return [
    ...(birthWeightGrams === null && gestationWeeks === null
      ? []
      : [line('', words.health.birth(birthWeightGrams, gestationWeeks))]),
    ...inOrder([...vaccines(composing), ...illnesses(composing), ...questionnaires]),
    ...functioning(composing),
    ...(questionnaires.length === 0 ? [] : [line('', words.health.norms)]),
    ...(facts.unread.includes('psychology') ? [line('', words.health.hidden)] : []),
  ]
}

function vaccines({ file, facts, words, language }: Composing) {
  const known = facts.pack.wellbeing?.immunisation.vaccines ?? []
  return file.wellbeing.doses
    .filter(({ body }) => body.vaccination === 'given')
    .map(({ entry, body }) => {
      const name = known.find(({ id }) => id === body.vaccine)?.name[language] ?? body.vaccine
      return dated(entry.occurred, { words }, words.health.dose(name, body.dose))
    })
}

function illnesses({ file, words }: Composing) {
  const { illness, disease, contactFinding } = words.terms
  const { illnesses: ill, exposures, contacts } = file.wellbeing
  return [
    ...ill.map(({ entry, body }) => ({ entry, said: words.health.ill(illness[body.illness]) })),
    ...exposures.map(({ entry, body }) => ({ entry, said: words.health.exposed(disease[body.disease]) })),
    ...contacts.map(({ entry, body }) => ({ entry, said: words.health.looked(contactFinding[body.contactFinding]) })),
  ].map(({ entry, said }) => dated(entry.occurred, { words }, said))
}

function functioning({ file, words }: Composing): CopyLine[] {
  const stated = file.wellbeing.functioning
  const hard = (stated?.body.functioning ?? []).filter(({ difficulty }) => difficulty !== 'none')
  if (stated === null || hard.length === 0) return []
  const items = hard.map(
    ({ domain, difficulty }) => `${words.terms.functioning[domain]} (${words.terms.difficulty[difficulty]})`,
  )
  return [line(whenOf(stated.entry.occurred, words), words.health.hard(words.list(items)))]
}

function resultOf(answers: InstrumentAnswers, { file, words }: Composing): string {
  const by = words.terms.answeredBy[answers.body.answeredBy]
  const born = birthAsEdtf(file.register.birth.range)
  const on = dayOf(answers.entry)
  const age = born === null || on === null ? null : ageAt(born, on)
  const scored = scoreAnswers(answers, {
    sex: file.register.sex,
    ageYears: age === null ? null : Math.floor(age.minMonths / 12),
  })
  if (scored.instrument === 'sdq') {
    const band = bandOf(scored, 'total')
    return band === null ? words.health.unscored(by) : words.health.sdq(by, words.terms.band[band])
  }
  const total = scored.instrument === 'scas' ? scored.result.total : null
  return total === null ? words.health.unscored(by) : words.health.scas(by, total)
}

/** Each measurement. */
export function growth({ file, words }: Composing): CopyLine[] {
  return file.wellbeing.measures.flatMap(({ entry, body }) => {
    const said = words.growth.measured({ kg: body.weightKg, cm: body.heightCm, armCm: body.muacCm })
    return said === '' ? [] : [line(whenOf(entry.occurred, words), said)]
  })
}

/** The chart, where one can be drawn. */
export function growthChart({ file, facts }: Composing): string | null {
  const { sex, birth } = file.register
  return weightChart(growthPoints(file.wellbeing, { sex, birth: birth.range }), sex, facts.tables)
}
