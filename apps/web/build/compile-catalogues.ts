// Turns the ICU texts of src/i18n/*.json into Lingui's parsed form while building, so that no message parser is sent to phones; and
// cuts each catalogue in two, so that the first page does not wait for the words of all others.
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'
import { partOf } from '../src/i18n/first-words.ts'

const cataloguePath = /\/src\/i18n\/(?:en|km)\.json\?part=(first|rest|worker|teacher)$/

/** A Vite plugin; a message that is not well-formed ICU stops the build with its id. */
export function compileCatalogues(): Plugin {
  return {
    name: 'komar:compile-catalogues',
    enforce: 'pre',
    transform(code, id) {
      const part = cataloguePath.exec(id)?.[1]
      if (part === undefined) return null
      // The catalogue is our own file of id → text; i18n/catalogues.test.ts checks its shape.
      const texts = JSON.parse(code) as Record<string, string>
      const chosen = Object.entries(texts).filter(([key]) => partOf(key) === part)
      // The service worker and a teacher's page say sentences without plurals, and have no Lingui.
      const compiled = Object.fromEntries(
        part === 'worker' || part === 'teacher' ? chosen : chosen.map(([key, text]) => [key, compile(key, text)]),
      )
      // As a text that the browser parses: faster than a literal of this size.
      const json = JSON.stringify(JSON.stringify(compiled))
      return { code: `export default JSON.parse(${json})`, map: null, moduleType: 'js' }
    },
  }
}

function compile(key: string, text: string): unknown {
  try {
    return compileMessageOrThrow(text)
  } catch (error) {
    throw new Error(`catalogue: "${key}" is not a well-formed message`, { cause: error })
  }
}
