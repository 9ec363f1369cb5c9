// A country's policy pack is read from policies/<country>/ and checked whole before anything uses it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod'
import { OperatorProblem } from '../operator-problem.ts'

const policies = join(import.meta.dirname, '../../../../policies')

/** One file of a pack, checked. Throws OperatorProblem when the country has no pack or the file does not fit its schema. */
export async function readPolicy<Schema extends z.ZodType>(
  country: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (!/^[a-z]{2}$/.test(country)) throw new OperatorProblem('--policy takes the two letters of a country, like kh.')
  const path = join(policies, country, file)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new OperatorProblem(`There is no policy pack for "${country}": policies/${country}/${file} cannot be read.`)
  })
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OperatorProblem(
    `policies/${country}/${file} does not fit at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'not JSON'}.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
