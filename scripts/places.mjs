import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's directory. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} path of a program's JavaScript in node_modules */
export function inModules(path) {
  return join(ROOT, 'node_modules', path)
}
