// Turns the ICU texts of src/i18n/*.json into Lingui's parsed form while building, so that no message parser is sent to phones.
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const cataloguePath = /\/src\/i18n\/(en|km)\.json$/

/** A Vite plugin; a message that is not well-formed ICU stops the build with its id. */
export function compileCatalogues(): Plugin {
  return {
    name: 'komar:compile-catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!cataloguePath.test(id)) return null
      // The catalogue is our own file of id → text; i18n/catalogues.test.ts checks its shape.
      const texts = JSON.parse(code) as Record<string, string>
      const compiled = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(key, text)]))
      return { code: JSON.stringify(compiled), map: null }
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
