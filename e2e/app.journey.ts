// The installed app: it opens with no network, goes over to a new version without losing anything, and tells nobody what it is for.
// The host is really stopped: a browser's switch for "offline" says nothing about its service worker.
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { addressesOf, ownBuild } from './app-build.ts'
import { startHost, type HostProcess } from './host-process.ts'
import { enter, expectStarted, untilKept } from './on-device.ts'
import { scanProfile } from './profile-scan.ts'
import { makeProfile, type Profile } from './profile.ts'
import { password } from './sign-in.ts'
import { signInOn } from './way-in.ts'

test.describe.configure({ mode: 'serial' })

let host: HostProcess
let profile: Profile
let context: BrowserContext
let page: Page

test.beforeAll(async () => {
  host = await startHost({ data: 'demonstration' })
  profile = await makeProfile({ permissions: ['notifications'] })
  context = await profile.open()
  page = await enter(context, host.origin, 'officer')
  await untilKept(page)
})

test.afterAll(async () => {
  await profile.dispose()
  await host.dispose()
})

test('can be installed, under either name and in either language', async () => {
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
  const names: string[] = []
  for (const name of ['komar', 'neutral']) {
    for (const language of ['en', 'km']) {
      const answer = await page.request.get(`${host.origin}/manifests/${name}.${language}.webmanifest`)
      expect(answer.headers()['content-type']).toContain('application/manifest+json')
      const manifest: { name: string; lang: string; icons: { src: string; sizes: string }[] } = await answer.json()
      expect(manifest).toMatchObject({ id: '/', lang: language, display: 'standalone', start_url: '/', scope: '/' })
      names.push(manifest.name)
      for (const { src, sizes } of manifest.icons) expect(await sizeOf(src), src).toBe(sizes)
    }
  }
  expect(names).toEqual(['Komar', 'កុមារ', 'Notebook', 'សៀវភៅកត់ត្រា'])
})

async function sizeOf(src: string): Promise<string> {
  return page.evaluate(async (address) => {
    const image = new Image()
    image.src = address
    await image.decode()
    return `${image.naturalWidth}x${image.naturalHeight}`
  }, src)
}

test('every page opens with the host stopped, though none but the first was ever opened', async () => {
  await host.stop()
  const missing = await page.evaluate(
    async (addresses) => {
      const answers = await Promise.all(
        addresses.map(async (address) => ((await fetch(address).catch(() => null))?.ok ? '' : address)),
      )
      return answers.filter((address) => address !== '')
    },
    await addressesOf(ownBuild),
  )
  expect(missing).toEqual([])
  const id = '01940000-0000-7000-8000-00000000000c'
  for (const path of [
    '/',
    '/children',
    `/children/${id}`,
    '/facilities',
    '/record/register-carer',
    '/unsent',
    '/rules',
  ]) {
    await page.goto(host.origin + path)
    await expectStarted(page)
  }
})

test('it opens after the browser was killed, with the host still gone', async () => {
  await profile.kill()
  context = await profile.open()
  page = await context.newPage()
  await page.goto(`${host.origin}/children`)
  await expectStarted(page)
  await host.start()
  await signInOn(page, 'officer', password)
  await expect(page).toHaveURL(`${host.origin}/children`)
})

test('a key that cannot be taken out goes through the worker and back, once', async () => {
  const handOver = await page.evaluate(async () => {
    const worker = navigator.serviceWorker.controller
    if (worker === null) throw new Error('no worker serves this page')
    const take = (): Promise<{ keys: { store: string; data: CryptoKey } | null }> =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => {
          port1.postMessage('received')
          resolve(data)
        }
        worker.postMessage({ type: 'komar.key.take' }, [port2])
      })
    const data = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const name = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const open = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, data, new TextEncoder().encode('សោ'))
    const before = await take()
    worker.postMessage({ type: 'komar.key.keep', keys: { store: 's', data, name } })
    const { keys } = await take()
    const opened = keys && (await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, keys.data, sealed))
    const again = await take()
    worker.postMessage({ type: 'komar.key.keep', keys: { store: 's', data: open, name } })
    const ofOpenKey = await take()
    worker.postMessage({ type: 'komar.key.keep', keys: { store: 's', data, name } })
    worker.postMessage({ type: 'komar.key.forget' })
    const forgotten = await take()
    return {
      before: before.keys,
      words: opened && new TextDecoder().decode(opened),
      isExtractable: keys?.data.extractable,
      again: again.keys,
      ofOpenKey: ofOpenKey.keys,
      forgotten: forgotten.keys,
    }
  })
  expect(handOver).toEqual({
    before: null,
    words: 'សោ',
    isExtractable: false,
    again: null,
    ofOpenKey: null,
    forgotten: null,
  })
})

test('it survives a reload: the next page takes the key that the last one left, and shows nobody the way in', async () => {
  const shown: string[] = []
  await page.exposeFunction('tellShown', (what: string) => shown.push(what))
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('#password') !== null)
        (globalThis as { tellShown?: (what: string) => void }).tellShown?.('the way in')
    }).observe(document, { childList: true, subtree: true })
  })
  for (let round = 0; round < 2; round += 1) {
    await page.reload()
    await expect(page.locator('.frame-bar')).toBeVisible()
  }
  expect(shown).toEqual([])
})

test('an address of the API opens only while somebody is at work in a page', async () => {
  const address = `${host.origin}/v1/facilities`
  const other = await context.newPage()
  expect((await other.goto(address))?.status(), 'beside a page where somebody is at work').toBe(200)
  await page.goto('about:blank')
  const refused = await other.goto(address)
  expect(refused?.status(), 'with no page open').toBe(423)
  expect(await other.locator('body').innerText()).not.toMatch(/Komar|កុមារ|child/i)
  expect((await other.goto(`${host.origin}/v1/docs`))?.status(), 'what is no secret').toBe(200)
  await other.close()
  await page.goto(host.origin)
})

test('a push says that something is due, in the chosen language, and nothing of what it carried', async () => {
  await page.evaluate(() => localStorage.setItem('komar.language', 'km'))
  await page.reload()
  await expect(page.locator('h1')).toBeVisible()
  const session = await context.newCDPSession(page)
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${host.origin}/`)
      if (own !== undefined) resolve(own.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const registrationId = await found
  const data = JSON.stringify({ title: 'ចាន់ សុភា', body: 'Chan Sophea' })
  await session.send('ServiceWorker.deliverPushMessage', { origin: host.origin, registrationId, data })
  const shown = (): Promise<{ title: string; body: string }[]> =>
    page.evaluate(async () => {
      const notices = await (await navigator.serviceWorker.ready).getNotifications()
      return notices.map(({ title, body }) => ({ title, body }))
    })
  await expect.poll(shown).toEqual([{ title: 'សៀវភៅកត់ត្រា', body: 'មានកិច្ចការដល់កំណត់។' }])
})

test('nothing that the API said is in Cache Storage', async () => {
  await page.goto(`${host.origin}/children`)
  // The page before may have been locked: what is proven here needs somebody at work.
  await expect(page.locator('.frame-bar, #password').first()).toBeVisible()
  if (await page.locator('#password').isVisible()) await signInOn(page, 'officer', password)
  await expect(page.locator('main a[href^="/children/"]').first()).toBeVisible()
  await page.locator('main a[href^="/children/"]').first().click()
  await expect(page.locator('h1')).toBeVisible()
  const kept = await page.evaluate(async () => {
    const caches = await Promise.all((await globalThis.caches.keys()).map((name) => globalThis.caches.open(name)))
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat()
    return requests.map(({ url }) => new URL(url).pathname)
  })
  const files = await addressesOf(ownBuild)
  expect(kept.length).toBeGreaterThan(100)
  expect(kept.filter((address) => !files.includes(address))).toEqual([])
})

test('by its neutral name nothing outside the page says what it is for', async () => {
  await page.evaluate(() => {
    localStorage.setItem('komar.app-name', 'neutral')
    localStorage.setItem('komar.language', 'en')
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  for (const path of ['/', '/children', '/record/register-carer', '/unsent']) {
    await page.goto(host.origin + path)
    await expect(page.locator('h1')).toBeVisible()
    await expect(page).toHaveTitle('Notebook')
  }
  const head = await page.evaluate(() =>
    [...document.head.querySelectorAll('link[rel]')].map((link) => link.getAttribute('href')),
  )
  expect(head.filter((href) => /komar/.test(href ?? ''))).toEqual([])
  expect(head).toEqual(expect.arrayContaining(['/icons/neutral.svg', '/manifests/neutral.en.webmanifest']))
  expect(asked.filter((path) => /icons\/komar|manifests\/komar/.test(path))).toEqual([])
  await page.evaluate(() => localStorage.removeItem('komar.app-name'))
})

test('when its files are gone from the device and no host answers, it says so', async () => {
  await page.evaluate(async () => {
    const cache = await caches.open('komar-app')
    for (const request of await cache.keys()) if (request.url.endsWith('.js')) await cache.delete(request)
  })
  await host.stop()
  await page.goto(host.origin)
  // The browser may still hold the scripts in its own cache; what counts is that the page is never empty.
  await expect(
    page
      .locator('#root')
      .getByText(/missing on this device|No answer/)
      .first(),
  ).toBeVisible({ timeout: 12_000 })
  await page.evaluate(() => caches.delete('komar-app'))
  const answer = await page.goto(`${host.origin}/children`)
  expect(answer?.status()).toBe(503)
  await expect(page.getByText('Connect to the network and open it again')).toBeVisible()
  // The worker holds the key for seconds only: whether it still does depends on how long the above took.
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: 'komar.key.forget' }))
  await host.start()
  await page.goto(host.origin)
  await signInOn(page, 'officer', password)
  expect(await mend()).toEqual({ files: expect.any(Number), missing: 0 })
})

test('when the device has no room for the app, it goes on with a network, and keeps it once there is room', async () => {
  const session = await context.newCDPSession(page)
  const { origin } = host
  await page.evaluate(() => caches.delete('komar-app'))
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  expect((await mend()).missing).toBeGreaterThan(100)
  await page.goto(`${origin}/facilities`)
  await expect(page.locator('h1')).toBeVisible()
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  expect((await mend()).missing).toBe(0)
})

test('nothing of the people who were looked at is on the disk', async () => {
  await page.goto(`${host.origin}/children`)
  // A browser that had no room just now may not have opened the store for the page before: the password does.
  const way = page.locator('#password')
  await way.or(page.locator('.frame-bar')).first().waitFor()
  if (await way.isVisible()) await signInOn(page, 'officer', password)
  const link = page.locator('main a[href^="/children/"]').first()
  const address = (await link.getAttribute('href')) ?? ''
  const answer = await context.request.get(`${host.origin}/v1${address}`)
  const { child }: { child: { names: { km: string; latin: string } } } = await answer.json()
  const { names } = child
  await link.click()
  await expect(page.locator('h1')).toContainText(names.latin)
  await context.close()
  const scan = await scanProfile(profile.directory, [names.km, names.latin])
  expect(scan.findings).toEqual([])
  expect(scan.unread).toEqual([])
})

/** What the worker says when it is asked to fetch what is missing of the app. */
async function mend(): Promise<{ files: number; missing: number }> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => resolve(data)
        navigator.serviceWorker.controller?.postMessage({ type: 'komar.app.mend' }, [port2])
      }),
  )
}
