// A country's policy pack is read from policies/<country>/ and checked whole before anything uses it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packIdPattern } from '@komar/domain/law/policy-pack'
import type * as z from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import { policiesDirectory } from '../policy-files.ts'

/** One file of a pack, checked. Throws OperatorProblem when the country has no pack or the file does not fit its schema. */
export async function readPolicy<Schema extends z.ZodType>(
  country: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const found = await readPolicyIfAny(country, file, schema)
  if (found !== null) return found
  throw new OperatorProblem(`There is no policy pack for "${country}": policies/${country}/${file} cannot be read.`)
}

/** The same of a file that a pack may do without: null where there is none. */
export async function readPolicyIfAny<Schema extends z.ZodType>(
  country: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  if (!packIdPattern.test(country)) {
    throw new OperatorProblem('--policy takes the two letters of a country, like kh, or a part of one, like gb-sct.')
  }
  const text = await readFile(join(policiesDirectory, country, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OperatorProblem(
    `policies/${country}/${file} does not fit at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'not JSON'}. "npx komar pack check ${country}" says more.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
