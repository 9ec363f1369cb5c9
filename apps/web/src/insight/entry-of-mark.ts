// A mark bears the id of the first version of what it shows; the chronicle shows the version that stands. An assessment is many
// entries under one id of its own: its last one is opened.
import type { ChildFile } from '@komar/domain/insight/child-file'

/** The id of the entry to open for a mark; null for a mark that no entry states. */
export function entryOfMark(markId: string, { settled, assess }: Pick<ChildFile, 'settled' | 'assess'>): string | null {
  const assessment = assess.assessments.find(({ id }) => id === markId)
  if (assessment !== undefined) return (assessment.finished ?? assessment.sections.at(-1)?.stated)?.entry.id ?? null
  const standing = [...settled.facts, ...settled.acts].find(({ id }) => id === markId)
  return standing?.entry.id ?? null
}
