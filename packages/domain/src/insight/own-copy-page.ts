// The own copy as one page for a telephone: everything in one file, nothing fetched, no script. Whatever stands in it was written as text
// and is shown as text. It calls no address, so opening it tells nobody that it was opened; its policy forbids it to.
import type { CopySection, OwnCopy } from './own-copy.ts'
import type { CopyLine } from './own-copy-facts.ts'

const style = `
:root { color-scheme: light dark }
body { font: 17px/1.75 "Own Khmer", "Noto Sans Khmer", system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 16px; overflow-wrap: anywhere }
:lang(en) { line-height: 1.5 }
h1 { font-size: 28px } h2 { font-size: 20px; margin-top: 2em; border-top: 1px solid #9a9a9a; padding-top: .6em }
ul { list-style: none; padding: 0 } li { margin: 0 0 .8em }
.when { display: block; font-size: 15px; opacity: .8 }
blockquote { margin: .2em 0 0; padding-left: 12px; border-left: 3px solid #0b5a5f; white-space: pre-wrap }
figure { margin: 1em 0; background: #fff; color: #222; padding: 8px } svg { width: 100%; height: auto } figcaption { font-size: 15px }
.note { font-size: 15px } footer, header { font-size: 15px }
@media print { body { max-width: none } h2 { break-after: avoid } li, figure { break-inside: avoid } }
`

/**
 * The whole file, in UTF-8.
 * @param font a TrueType font with Khmer and Latin letters, in base64
 */
export function ownCopyPage(copy: OwnCopy, font: string): string {
  const { language, header, demonstration, footer, title, lead, sections, leftOut } = copy
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">`,
    `<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">`,
    `<title>${text(title)}</title><style>${faceOf(font)}${style}</style></head><body>`,
    `<header>${text(header.asOf)} · ${text(header.by)}${demonstration === '' ? '' : `<br><strong>${text(demonstration)}</strong>`}</header>`,
    `<main><h1>${text(title)}</h1>`,
    ...lead.map((each) => `<p>${text(each)}</p>`),
    ...sections.map(sectionOf),
    `<section><h2>${text(leftOut.heading)}</h2><p>${text(leftOut.lead)}</p><ul>`,
    ...leftOut.lines.map((each) => `<li>${text(each)}</li>`),
    `</ul><p><strong>${text(leftOut.ask)}</strong></p></section>`,
    `</main><footer>${text(footer)}</footer></body></html>\n`,
  ].join('\n')
}

function faceOf(font: string): string {
  return `@font-face { font-family: "Own Khmer"; src: url(data:font/ttf;base64,${font.replaceAll(/[^A-Za-z0-9+/=]/gu, '')}) }`
}

function sectionOf({ heading, lines, nothing, chart }: CopySection): string {
  const figure =
    chart === null
      ? ''
      : `<figure><figcaption><strong>${text(chart.title)}</strong> · ${text(chart.axes)}</figcaption>` +
        // Drawn by own-copy-chart.ts from numbers alone.
        `<div role="img" aria-label="${text(chart.title)}">${chart.svg}</div><figcaption>${text(chart.note)}</figcaption></figure>`
  const list = lines.length === 0 ? `<p>${text(nothing)}</p>` : `<ul>${lines.map(lineOf).join('')}</ul>`
  return `<section><h2>${text(heading)}</h2>${figure}${list}</section>`
}

function lineOf({ when, words, quote }: CopyLine): string {
  const day = when === '' ? '' : `<span class="when">${text(when)}</span>`
  return `<li>${day}${text(words)}${quote === '' ? '' : `<blockquote>${text(quote)}</blockquote>`}</li>`
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function text(value: string): string {
  return value.replaceAll(/[&<>"']/gu, (sign) => escapes[sign] ?? sign)
}
