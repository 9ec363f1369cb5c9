// Fails the build when a first visit would load more JavaScript than a cheap phone on a slow network can bear.
// Source: stack.md, "First load of the web app: at most 200 kB gzip of JavaScript, Khmer font subset apart".
import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

const budgetKb = 200
/** One catalogue's first part is loaded with the first page, by a dynamic import that depends on the reader's language. */
const firstWords = /\/src\/i18n\/(?:en|km)\.json\?part=first$/

/** A Vite plugin that prints and bounds the gzip size of what the first page loads, the larger catalogue's first part included. */
export function checkBudget(): Plugin {
  return {
    name: 'komar:check-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const catalogues = chunks.filter(hasFirstWords)
      if (catalogues.length === 0) this.error('first load: no catalogue found, so it cannot be measured')
      const firstLoadKb = sum(staticGraph(chunks)) + Math.max(...catalogues.map(gzipKb))
      const report = `first load: ${firstLoadKb.toFixed(1)} kB gzip of JavaScript, budget ${budgetKb} kB`
      if (firstLoadKb > budgetKb) this.error(report)
      this.info(report)
    },
  }
}

function staticGraph(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const reached = new Set<Rolldown.OutputChunk>(chunks.filter(({ isEntry, name }) => isEntry && name === 'index'))
  for (const chunk of reached) {
    for (const name of chunk.imports) {
      const imported = byName.get(name)
      if (imported) reached.add(imported)
    }
  }
  return [...reached]
}

function hasFirstWords(chunk: Rolldown.OutputChunk): boolean {
  return chunk.moduleIds.some((id) => firstWords.test(id))
}

function gzipKb(chunk: Rolldown.OutputChunk): number {
  return gzipSync(chunk.code, { level: 9 }).length / 1000
}

function sum(chunks: Rolldown.OutputChunk[]): number {
  return chunks.reduce((total, chunk) => total + gzipKb(chunk), 0)
}
