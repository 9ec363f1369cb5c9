// The report as files to keep or hand on. They name no child: whoever opens them later may not be the one who may see the child.
import type { SituationFigures } from '@komar/contract/insight'
import { situationCsv } from '@komar/domain/insight/situation-csv'
import type { SituationReport } from '@komar/domain/insight/situation-report'
import type { FileToSave } from '../shell/download.ts'

/** The figures as a table, one a line. */
export function csvFile(figures: SituationFigures): FileToSave {
  // The contract's schema has the same members; only the brands of dates and ids are lost on the wire.
  const report = figures as SituationReport
  return { name: `${fileName(figures)}.csv`, type: 'text/csv;charset=utf-8', content: situationCsv(report) }
}

/** The figures as they travel, without children. */
export function jsonFile(figures: SituationFigures & { text?: string }): FileToSave {
  const { text: _text, ...report } = figures
  const anonymous = { ...report, pastLimit: { ...report.pastLimit, children: null } }
  return {
    name: `${fileName(figures)}.json`,
    type: 'application/json',
    content: `${JSON.stringify(anonymous, null, 2)}\n`,
  }
}

function fileName({ asOf, knownAt, isDemonstration }: SituationFigures): string {
  const known = knownAt === null ? '' : `-known-${knownAt}`
  return `situation-${asOf}${known}${isDemonstration ? '-demonstration' : ''}`
}
