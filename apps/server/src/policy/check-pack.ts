// Checks the pack in a folder, file by file, and says each fault so that whoever wrote it can mend it. Everything is found in one go: a
// file that cannot be read hides nothing in the others.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { measureCatalogueSchema } from '@komar/domain/assess/measures'
import { proceduresSchema } from '@komar/domain/assess/procedures'
import { entitlementPackSchema } from '@komar/domain/entitlement/rates'
import { indicatorCatalogueSchema } from '@komar/domain/insight/indicator-catalogue'
import { publishedFiguresSchema } from '@komar/domain/insight/published-figures'
import { ruleWordsSchema } from '@komar/domain/insight/rule-words'
import { lawPackSchema, type LawPack } from '@komar/domain/law/pack'
import { policyPackSchema, type PolicyHead } from '@komar/domain/law/policy-pack'
import { facilitiesPackSchema } from '@komar/domain/register/facilities-pack'
import { placesSchema } from '@komar/domain/register/places'
import { immunisationSchema, wellbeingRulesSchema } from '@komar/domain/wellbeing/pack'
import { readPackFrom, workFiles } from '../policy-files.ts'
import * as z from 'zod'
import { checkZone, looksAtLaw, overlaps, sayLimit } from './check-law.ts'
import { checkReferences } from './check-references.ts'
import { explainIssue } from './explain-issue.ts'
import type { Finding } from './finding.ts'

const lawAlone = lawPackSchema.extend({
  // Their order is looked at apart, so that each limit is named and the rest of the file is checked all the same.
  limits: z.array(lawPackSchema.shape.limits.element).min(1),
})

const schemas: Readonly<Record<string, z.ZodType>> = {
  'pack.json': policyPackSchema,
  'law.json': lawAlone,
  'procedures.json': proceduresSchema,
  'measures.json': measureCatalogueSchema,
  'wellbeing.json': wellbeingRulesSchema,
  'immunisation.json': immunisationSchema,
  'entitlement.json': entitlementPackSchema,
  'places.json': placesSchema,
  'facilities.json': facilitiesPackSchema,
  'indicators.json': indicatorCatalogueSchema,
  'rule-words.json': ruleWordsSchema,
  'published-figures.json': publishedFiguresSchema,
}

/** What the files of a pack hold, as far as each could be read. */
export type Files = ReadonlyMap<string, unknown>

/**
 * All that is wrong with a pack, faults first; empty for one that is sound and asks no question.
 * @param directory the pack's folder; its name must be the pack's id
 */
export function checkPack(directory: string): Finding[] {
  const findings: Finding[] = []
  const files = new Map<string, unknown>()
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
    const schema = schemas[file]
    const text = readFileSync(join(directory, file), 'utf8')
    if (schema === undefined) findings.push(strangeFile(file))
    else findings.push(...readFile(file, text, schema, files))
  }
  findings.push(...missingFiles(directory), ...acrossFiles(directory, files))
  if (findings.every(({ level }) => level !== 'fault')) findings.push(...wholeFault(directory))
  return findings.toSorted((left, right) => Number(left.level === 'look') - Number(right.level === 'look'))
}

function readFile(file: string, text: string, schema: z.ZodType, files: Map<string, unknown>): Finding[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return [unreadable(file, text)]
  }
  const parsed = schema.safeParse(json, { reportInput: true })
  if (parsed.success) {
    files.set(file, parsed.data)
    return []
  }
  return parsed.error.issues.map((issue) => explainIssue(file, issue, (path) => sayPlace(json, path)))
}

function unreadable(file: string, text: string): Finding {
  return {
    level: 'fault',
    file,
    place: `line ${firstBrokenLine(text)}`,
    wrong: 'cannot be read: the commas, quotation marks and brackets do not fit together',
    write: 'Look at this line and the one before it: a comma stands between two fields and not after the last.',
    example: '{ "from": "2011-12", "months": 36 }',
  }
}

/** The first line that does not go on from those before it; up to there the text is only not finished yet. */
function firstBrokenLine(text: string): number {
  const lines = text.split('\n')
  const broken = lines.findIndex((_, index) => !isBeginning(lines.slice(0, index + 1).join('\n')))
  return broken === -1 ? lines.length : broken + 1
}

/** Whether the text could still become JSON if more followed: its fault lies at its very end. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const message = String(error)
    const position = /at position (\d+)/.exec(message)?.[1]
    return /Unexpected end|Unterminated/.test(message) || (position !== undefined && Number(position) >= text.length)
  }
}

/** A path in words: lists are counted from one, and a limit is named by its day. */
function sayPlace(json: unknown, path: readonly PropertyKey[]): string {
  const limits = z
    .object({ limits: z.array(z.object({ from: z.string().nullable() }).loose()) })
    .loose()
    .safeParse(json)
  const [list, index, ...rest] = path
  if (list === 'limits' && typeof index === 'number' && limits.success) {
    return [sayLimit(limits.data.limits as { from: LawPack['limits'][number]['from'] }[], index), ...rest].join(' › ')
  }
  return path.map((part) => (typeof part === 'number' ? `number ${part + 1}` : String(part))).join(' › ')
}

function strangeFile(file: string): Finding {
  const write = `Komar reads these: ${Object.keys(schemas).join(', ')}, and the folder questionnaires. Mend the name, or take the file away.`
  return { level: 'fault', file, place: '', wrong: 'is no file of a pack', write, example: '' }
}

/** Rules of the work come together: gates and deadlines read all of them. */
function missingFiles(directory: string): Finding[] {
  const has = (name: string): boolean => existsSync(join(directory, name))
  const always = ['pack.json', 'law.json'].filter((file) => !has(file))
  const ofWork = [...workFiles.map((name) => `${name}.json`), 'questionnaires']
  const isWhole = ofWork.some(has)
  return [
    ...always.map((file): Finding => ({
      level: 'fault',
      file,
      place: '',
      wrong: 'is missing',
      write: 'Every pack has pack.json and law.json. Copy both from a small pack and change what they say.',
      example: 'policies/at',
    })),
    ...(isWhole ? ofWork.filter((file) => !has(file)) : []).map((file): Finding => ({
      level: 'fault',
      file,
      place: '',
      wrong: 'is missing, and other rules of the work are there',
      write: `A pack holds the age limit alone, or all of: ${ofWork.join(', ')}. Write the rest, or take the others away.`,
      example: 'policies/kh',
    })),
  ]
}

function acrossFiles(directory: string, files: Files): Finding[] {
  const id = basename(directory)
  const head = files.get('pack.json') as PolicyHead | undefined // As its schema made it.
  const law = files.get('law.json') as LawPack | undefined // As above.
  return [
    ...(head === undefined || head.id === id ? [] : [notTheFolder('pack.json', 'id', head.id, id)]),
    ...(law === undefined || law.country === id ? [] : [notTheFolder('law.json', 'country', law.country, id)]),
    ...(head === undefined ? [] : checkZone(head)),
    ...(law === undefined ? [] : [...overlaps(law.limits), ...looksAtLaw(law)]),
    ...checkReferences(directory, files),
  ]
}

function notTheFolder(file: string, field: string, is: string, folder: string): Finding {
  return {
    level: 'fault',
    file,
    place: field,
    wrong: `says "${is}", and the folder is called "${folder}"`,
    write: 'Both are the same: mend the one that is wrong.',
    example: `"${field}": "${folder}"`,
  }
}

/** What no single file shows: the whole is read as a host reads it. */
function wholeFault(directory: string): Finding[] {
  try {
    readPackFrom(directory)
    return []
  } catch (error) {
    if (!(error instanceof z.ZodError)) return [unreadWhole(String(error))]
    return error.issues.map((issue) =>
      explainIssue('law.json', issue, (path) =>
        path
          .filter((part) => part !== 'law')
          .map(String)
          .join(' › '),
      ),
    )
  }
}

function unreadWhole(error: string): Finding {
  const write = 'Look at the folder questionnaires: each section that a questionnaire.json names must be there.'
  return { level: 'fault', file: 'questionnaires', place: '', wrong: `cannot be read: ${error}`, write, example: '' }
}
