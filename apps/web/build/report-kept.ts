// Says while building how large the app is on a device that keeps all of it, and stops when it grows beyond what a cheap phone bears.
import type { VitePWAOptions } from 'vite-plugin-pwa'

type ManifestTransform = NonNullable<VitePWAOptions['injectManifest']['manifestTransforms']>[number]

/** As the files lie on the device, uncompressed. On the way there they are about a third of it. */
const budgetKb = 4_000

export const reportKept: ManifestTransform = (entries) => {
  const kb = entries.reduce((total, { size }) => total + size, 0) / 1_000
  const report = `kept on a device: ${entries.length} files, ${kb.toFixed(0)} kB, budget ${budgetKb} kB`
  if (kb > budgetKb) throw new Error(report)
  process.stdout.write(`${report}\n`)
  return { manifest: entries, warnings: [] }
}
