// What a browser needs to install the app: one manifest for each name that it can go by on this device and each language. They share
// an id, so that all are the same app.
import type { Plugin } from 'vite'
import en from '../src/i18n/en.json' with { type: 'json' }
import km from '../src/i18n/km.json' with { type: 'json' }

const catalogues = { en, km }

/** The colours of style/tokens.css: paper behind the app while it opens; the neutral name has slate instead of Komar's teal. */
const paper = '#faf6ef'
const themes = { komar: '#0b5351', neutral: '#44505b' }

type AppName = keyof typeof themes
type Language = keyof typeof catalogues

const icons = [
  { file: '192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { file: '512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { file: 'maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { file: 'monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
]

/** The manifest of the app by one of its names in a language. */
export function webManifest(name: AppName, language: Language): object {
  const words = catalogues[language][`app.name-${name}`]
  return {
    id: '/',
    name: words,
    short_name: words,
    lang: language,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: paper,
    theme_color: themes[name],
    icons: icons.map(({ file, ...icon }) => ({ src: `/icons/${name}-${file}`, ...icon })),
  }
}

/** A Vite plugin that writes the manifests beside index.html. */
export function webManifests(): Plugin {
  return {
    name: 'komar:web-manifests',
    apply: 'build',
    generateBundle() {
      for (const name of ['komar', 'neutral'] as const) {
        for (const language of ['en', 'km'] as const) {
          const source = `${JSON.stringify(webManifest(name, language), null, 2)}\n`
          this.emitFile({ type: 'asset', fileName: `manifests/${name}.${language}.webmanifest`, source })
        }
      }
    },
  }
}
