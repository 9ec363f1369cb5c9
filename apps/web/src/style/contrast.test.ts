// WCAG 2.2: body text at least 7:1 (AAA), everything that is read or told by colour at least 4.5:1 (AA), edges of controls 3:1.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

type Palette = Record<string, string>

function paletteOf(css: string): Palette {
  return Object.fromEntries([...css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]))
}

const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)')
const themes: [string, Palette][] = [
  ['light', paletteOf(light)],
  ['dark', { ...paletteOf(light), ...paletteOf(dark) }],
]

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const wanted: [string, string, number][] = [
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink', 'sunken', 7],
  ...['calm', 'amber', 'brick', 'slate', 'action'].map((name): [string, string, number] => ['ink', `${name}-soft`, 7]),
  ...['paper', 'surface', 'sunken'].map((ground): [string, string, number] => ['ink-soft', ground, 4.5]),
  ...['paper', 'surface', 'action-soft'].map((ground): [string, string, number] => ['action', ground, 4.5]),
  ['on-action', 'action', 4.5],
  ['on-action', 'action-strong', 4.5],
  ...['calm', 'amber', 'brick', 'slate'].flatMap((name): [string, string, number][] => [
    [name, `${name}-soft`, 4.5],
    [name, 'paper', 4.5],
    [name, 'surface', 4.5],
  ]),
  ['edge-strong', 'paper', 3],
  ['edge-strong', 'surface', 3],
  ['focus', 'paper', 3],
  ...['prison', 'custody', 'law', 'care', 'concern'].map((lane): [string, string, number] => [
    `lane-${lane}`,
    'surface',
    3,
  ]),
  ...['prison', 'custody', 'law'].map((lane): [string, string, number] => ['surface', `lane-${lane}`, 4.5]),
  ['ink', 'lane-outside', 4.5],
]

describe.each(themes)('%s theme', (_name, palette) => {
  it.each(wanted)('%s on %s is at least %d:1', (front, ground, least) => {
    const [one, other] = [palette[front], palette[ground]]
    expect(one && other ? contrast(one, other) : 0).toBeGreaterThanOrEqual(least)
  })
})
