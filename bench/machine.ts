// What the figures were measured on.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** One line a fact. */
export function describeMachine(postgres: string): string[] {
  return [
    `- ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${system()}`,
    `- Node ${process.versions.node}, PostgreSQL ${postgres} (embedded, fsync on), all on one machine over the loopback; whoever generates the load shares its cores`,
    `- load average when it began: ${loadavg()[0]?.toFixed(1) ?? '?'}; more than the number of cores means that others were at work`,
    `- commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'apps', 'packages', 'policies') === '' ? '' : ' with changes not yet committed'}`,
  ]
}

function system(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type()
  } catch {
    return `${type()} ${release()}`
  }
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return '(no git)'
  }
}

/** Kilobytes (1,000 bytes) of JavaScript, gzip -9, that a first visit loads: the entry, its preloads, one language. null: not built. */
export function firstLoadKb(): number | null {
  const dist = join(root, 'apps/web/dist')
  try {
    const page = readFileSync(join(dist, 'index.html'), 'utf8')
    const tags = page.match(/<(?:script|link)[^>]*>/gu) ?? []
    const loaded = tags
      .filter((tag) => tag.startsWith('<script') || tag.includes('modulepreload'))
      .flatMap((tag) => /(?:src|href)="\/?([^"]+\.js)"/u.exec(tag)?.[1] ?? [])
    const languages = [...readFileSync(join(dist, loaded[0] ?? ''), 'utf8').matchAll(/assets\/(?:en|km)-[\w-]+\.js/gu)]
    const sizeOf = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000
    const oneLanguage = Math.max(0, ...languages.map(([file]) => sizeOf(file)))
    return loaded.map(sizeOf).reduce((sum, size) => sum + size, oneLanguage)
  } catch {
    return null
  }
}
