import { expect, it, vi } from 'vitest'
import { listenForOffer } from './installation.ts'

function makeOffer(): Event & { prompt: () => Promise<void> } {
  return Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: vi.fn(async () => undefined) })
}

it('holds the browser’s offer back until somebody wants it, and asks once', async () => {
  const page = new EventTarget()
  const installation = listenForOffer(page, false)
  const told = vi.fn()
  installation.subscribe(told)
  expect(installation.read().state).toBe('not-offered')
  const offer = makeOffer()
  page.dispatchEvent(offer)
  expect(offer.defaultPrevented).toBe(true)
  expect(offer.prompt).not.toHaveBeenCalled()
  expect(installation.read().state).toBe('offered')
  await installation.accept()
  await installation.accept()
  expect(offer.prompt).toHaveBeenCalledTimes(1)
  expect(installation.read().state).toBe('not-offered')
  page.dispatchEvent(new Event('appinstalled'))
  expect(installation.read().state).toBe('installed')
  expect(told).toHaveBeenCalled()
})

it('knows that it runs installed', () => {
  expect(listenForOffer(new EventTarget(), true).read().state).toBe('installed')
})
