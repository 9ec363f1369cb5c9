import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import en from '../i18n/en.json' with { type: 'json' }
import km from '../i18n/km.json' with { type: 'json' }
import { speakForTest, renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { AppNameChoice } from './app-name-choice.tsx'
import { rememberedAppName, titleOf, useWornAppName, wearAppName } from './app-name.ts'
import { useTitle } from './page.tsx'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

function Worn(): ReactNode {
  useWornAppName()
  useTitle('children.title')
  return <AppNameChoice />
}

const hrefOf = (rel: string): string | null | undefined =>
  document.head.querySelector(`link[rel="${rel}"]`)?.getAttribute('href')

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  document.head.innerHTML = ''
})

describe('the app’s name on this device', () => {
  it('is Komar until somebody chooses, and stays chosen', () => {
    renderSpoken(<Worn />)
    expect(rememberedAppName()).toBe('komar')
    expect(document.title).toBe(`${en['children.title']} – Komar`)
    fireEvent.click(screen.getByLabelText(/^Notebook/))
    expect(rememberedAppName()).toBe('neutral')
    expect(document.title).toBe('Notebook')
    expect(hrefOf('icon')).toBe('/icons/neutral.svg')
    expect(hrefOf('apple-touch-icon')).toBe('/icons/neutral-192.png')
    expect(hrefOf('manifest')).toBe('/manifests/neutral.en.webmanifest')
    expect(document.head.querySelectorAll('link')).toHaveLength(3)
  })

  it('changes in another page of the device too', () => {
    renderSpoken(<Worn />, 'km')
    act(() => {
      localStorage.setItem('komar.app-name', 'neutral')
      globalThis.dispatchEvent(new Event('storage'))
    })
    expect(document.title).toBe('សៀវភៅកត់ត្រា')
    expect(hrefOf('manifest')).toBe('/manifests/neutral.km.webmanifest')
  })

  it('takes a choice that nobody knows for none', () => {
    localStorage.setItem('komar.app-name', 'something')
    expect(rememberedAppName()).toBe('komar')
  })

  it('when neutral, says nothing of children or Komar in any title, in either language', () => {
    const ids = Object.values(sources).flatMap((text) =>
      [...text.matchAll(/(?:useTitle\(|\btitle=\{?)["'`]([a-z][a-z-]*\.[a-z0-9.-]+)["'`]/g)].map(
        (match) => match[1] ?? '',
      ),
    )
    expect(ids.length).toBeGreaterThan(10)
    for (const language of ['en', 'km'] as const) {
      const { text } = speakForTest(language)
      for (const id of ids.filter((each) => each in en)) {
        expect(titleOf(id as keyof typeof en, 'neutral', text)).toBe({ en, km }[language]['app.name-neutral'])
      }
    }
    expect(en['app.name-neutral'] + km['app.name-neutral']).not.toMatch(/komar|child|កុមារ|កូន/i)
  })

  it('is the only way to a browser’s title: one place sets it', () => {
    const setting = Object.entries(sources).filter(([, text]) => /document\.title\s*=[^=]|<title/.test(text))
    expect(setting.map(([path]) => path).toSorted()).toEqual([
      '../insight/trend-drawing.tsx',
      '../service-worker/plain-page.ts',
      '../wellbeing/growth-chart.tsx',
      './page.tsx',
    ])
  })

  it('puts no link twice', () => {
    wearAppName('komar', 'en')
    wearAppName('neutral', 'km')
    wearAppName('komar', 'km')
    expect(document.head.querySelectorAll('link')).toHaveLength(3)
    expect(hrefOf('manifest')).toBe('/manifests/komar.km.webmanifest')
  })
})

it('words that the service worker says by itself name neither Komar nor a child', () => {
  const said = [...Object.entries(en), ...Object.entries(km)].filter(([id]) => id.startsWith('worker.'))
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter(([, text]) => /komar|child|prison|កុមារ|កូន|ពន្ធនាគារ/i.test(text))).toEqual([])
})
