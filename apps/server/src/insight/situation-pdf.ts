// The situation report as a PDF: the sentences of the text, under their headings. For the page and for `komar report`.
import type { SituationReport } from '@komar/domain/insight/situation-report'
import { situationSheet } from '@komar/domain/insight/situation-text'
import type { ReportLanguage } from '@komar/domain/insight/situation-words'
import { makePdf } from '../print/pdf.ts'

/** What a report prints. `by`: the agency that asked for it, or what else made it. */
export function situationData(report: SituationReport, by: string, language: ReportLanguage) {
  const { title, lead, demonstration, sections } = situationSheet(report, language)
  return {
    language,
    header: { what: title, asOf: report.asOf, by },
    demonstration,
    lead,
    sections: sections.map(({ heading, lines }) => ({
      heading,
      lines: lines.map((line) => ({ words: line.trim(), isUnder: line.startsWith(' ') })),
    })),
  }
}

/** The report as PDF. */
export async function situationPdf(report: SituationReport, by: string, language: ReportLanguage): Promise<Buffer> {
  return makePdf('report', situationData(report, by, language))
}
