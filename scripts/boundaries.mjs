// Checks who imports whom. Prints each violation; a checker that looked at nothing is a failure too.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import { ROOT } from './places.mjs'

const DIRECTORIES = ['packages', 'apps', 'policies', 'e2e', 'bench']

/**
 * Finds imports that the rules forbid below a directory laid out like the project.
 * @param {string} directory
 * @returns {Promise<{ modules: number, violations: string[] }>}
 */
export async function findViolations(directory) {
  const { default: rules } = await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href)
  const { forbidden, options } = rules
  const present = DIRECTORIES.filter((name) => existsSync(join(directory, name)))
  const settings = { ...options, baseDir: directory, validate: true, ruleSet: { forbidden } }
  const { output } = await cruise(present, settings)
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where its result was expected')
  const modules = output.modules.filter(
    ({ source }) => /\.tsx?$/.test(source) && !source.includes('node_modules'),
  ).length
  return { modules, violations: output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`) }
}

if (process.argv[1] === import.meta.filename) {
  const { modules, violations } = await findViolations(ROOT)
  process.stdout.write(`${violations.join('\n')}\n${modules} modules, ${violations.length} violations\n`)
  process.exitCode = modules > 0 && violations.length === 0 ? 0 : 1
}
