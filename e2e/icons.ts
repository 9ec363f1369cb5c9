// Draws the app's icons from its two SVG files: `node e2e/icons.ts`. The pictures are committed; run it again after a change of an SVG.
// Maskable icons keep what matters within the middle circle of 80 % (W3C, Web App Manifest, "Icon masks and safe zone").
import { chromium, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const directory = join(import.meta.dirname, '../apps/web/public/icons')
const names = ['komar', 'neutral'] as const
const viewBox = 32
const safePart = 0.62

type Drawing = { background: string; figure: string }

async function readDrawing(name: string): Promise<Drawing> {
  const source = await readFile(join(directory, `${name}.svg`), 'utf8')
  const parts = /<rect [^>]*fill="([^"]+)"\/>(.*)<\/svg>/s.exec(source)
  const [, background, figure] = parts ?? []
  if (background === undefined || figure === undefined) throw new Error(`${name}.svg: not a background and a figure`)
  return { background, figure }
}

function svg(inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${viewBox} ${viewBox}">${inside}</svg>`
}

function rounded({ background, figure }: Drawing): string {
  return svg(`<rect width="${viewBox}" height="${viewBox}" rx="6" fill="${background}"/>${figure}`)
}

function maskable({ background, figure }: Drawing): string {
  return svg(`<rect width="${viewBox}" height="${viewBox}" fill="${background}"/>${inTheMiddle(figure, safePart)}`)
}

/** Only the shape counts: whoever shows it gives it a colour. What was drawn in the background's colour is cut out. */
function monochrome({ background, figure }: Drawing): string {
  const shape = figure.replaceAll(/#[0-9a-f]{6}/g, (colour) => (colour === background ? '#000000' : '#ffffff'))
  const mask = `<mask id="m"><rect width="${viewBox}" height="${viewBox}" fill="#000000"/>${shape}</mask>`
  return svg(inTheMiddle(`${mask}<rect width="${viewBox}" height="${viewBox}" fill="#ffffff" mask="url(#m)"/>`, 0.9))
}

function inTheMiddle(figure: string, part: number): string {
  const edge = (viewBox * (1 - part)) / 2
  return `<g transform="translate(${edge} ${edge}) scale(${part})">${figure}</g>`
}

async function draw(page: Page, drawing: string, sizePx: number, file: string): Promise<void> {
  await page.setViewportSize({ width: sizePx, height: sizePx })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${sizePx}px;height:${sizePx}px}</style>${drawing}`,
  )
  await page.screenshot({ path: join(directory, file), omitBackground: true })
}

async function main(): Promise<void> {
  const executablePath = process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage()
  for (const name of names) {
    const drawing = await readDrawing(name)
    await draw(page, rounded(drawing), 192, `${name}-192.png`)
    await draw(page, rounded(drawing), 512, `${name}-512.png`)
    await draw(page, maskable(drawing), 512, `${name}-maskable-512.png`)
    await draw(page, monochrome(drawing), 512, `${name}-monochrome-512.png`)
  }
  await draw(page, monochrome(await readDrawing('neutral')), 96, 'badge-96.png')
  await browser.close()
}

await main()
