// The scan of a profile finds what is planted in clear, in every place where a browser keeps something: a scan that finds nothing in
// Komar's own profile says something only because of this.
import { expect, test, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { makeProfile, type Profile } from './profile.ts'
import { scanProfile, type Scan } from './profile-scan.ts'

/** Made-up; each place has its own, so that one find cannot stand for another. */
const planted = {
  row: 'ចាន់ សុភា ក្នុងជួរដេក',
  compressedRow: 'ចាន់ សុភា ក្នុងប្លុកបង្ហាប់',
  largeRow: 'ចាន់ សុភា ក្នុងឯកសារធំ',
  deletedRow: 'ចាន់ សុភា ដែលបានលុប',
  key: 'ចាន់ សុភា ជាកូនសោ',
  latin: 'Chan Sophea, born 2011-03-14',
  bytes: 'ចាន់ សុភា ជាបៃ',
  base64: 'ចាន់ សុភា ក្នុង base64',
  local: 'ចាន់ សុភា ក្នុង localStorage',
  session: 'ចាន់ សុភា ក្នុង sessionStorage',
  kept: 'ចាន់ សុភា ក្នុង Cache Storage',
  address: 'ចាន់ សុភា ក្នុងអាសយដ្ឋាន',
  title: 'ចាន់ សុភា ជាចំណងជើង',
  cookie: 'ChanSophea-in-a-cookie',
  gzip: 'ចាន់ សុភា gzip',
  deflate: 'ចាន់ សុភា deflate',
  br: 'ចាន់ សុភា brotli',
  zstd: 'ចាន់ សុភា zstd',
} as const

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync }

let server: Server
let origin: string
let profile: Profile
let scan: Scan

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const encoding = Object.keys(encoders).find((name) => request.url === `/${name}`)
    if (encoding !== undefined) {
      const name = encoding as keyof typeof encoders // a key of encoders
      response.writeHead(200, {
        'content-encoding': name,
        'cache-control': 'max-age=3600',
        'content-type': 'text/plain',
      })
      response.end(encoders[name](`${'before '.repeat(500)}${planted[name]}${' after'.repeat(500)}`))
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><title>empty</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  origin = `http://localhost:${address.port}`
  profile = await makeProfile()
  const context = await profile.open()
  const page = await context.newPage()
  await page.goto(`${origin}/?name=${encodeURIComponent(planted.address)}`)
  await plantInPage(page)
  const expires = Math.floor(Date.now() / 1000) + 3600
  await context.addCookies([{ name: 'c', value: planted.cookie, url: origin, expires }])
  await context.close()
  scan = await scanProfile(profile.directory, [...Object.values(planted), 'ចាន់ សុភា ដែលគ្មានកន្លែងណា'])
})

test.afterAll(async () => {
  await profile.dispose()
  server.close()
})

async function plantInPage(page: Page): Promise<void> {
  await page.evaluate(async (texts) => {
    const opening = indexedDB.open('planted', 1)
    await new Promise<void>((resolve) => {
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
      opening.onsuccess = () => resolve()
    })
    const write = (work: (rows: IDBObjectStore) => void): Promise<void> =>
      new Promise((resolve) => {
        const transaction = opening.result.transaction('rows', 'readwrite', { durability: 'strict' })
        work(transaction.objectStore('rows'))
        transaction.oncomplete = () => resolve()
      })
    const filler = 'text that compresses well '.repeat(300)
    const large = Array.from({ length: 200_000 }, (_, index) => String.fromCharCode(97 + ((index * index) % 26))).join(
      '',
    )
    await write((rows) => {
      rows.put({ words: texts.row }, 'row')
      // Both halves stand before the whole, which Snappy then writes as two references to them.
      const halves = `${texts.compressedRow.slice(0, 14)} | ${texts.compressedRow.slice(14)}`
      rows.put({ words: `${filler}${halves} | ${texts.compressedRow}${filler}` }, 'compressed')
      rows.put({ words: large + texts.largeRow + large }, 'large')
      rows.put({ words: texts.deletedRow }, 'deleted')
      rows.put(1, texts.key)
      rows.put({ words: texts.latin }, 'latin')
      rows.put(new TextEncoder().encode(`x${texts.bytes}`), 'bytes')
      rows.put({ words: btoa(String.fromCharCode(...new TextEncoder().encode(`ab${texts.base64}cd`))) }, 'base64')
    })
    await write((rows) => rows.delete('deleted'))
    // More than LevelDB holds in its log: tables of compressed blocks are written.
    await write((rows) => {
      for (let index = 0; index < 1500; index += 1) rows.put(`${'filler '.repeat(400)}${index}`, `filler ${index}`)
    })
    localStorage.setItem('planted', texts.local)
    sessionStorage.setItem('planted', texts.session)
    const cache = await caches.open('planted')
    await cache.put('/planted', new Response(texts.kept))
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd']) await (await fetch(`/${encoding}`)).text()
    document.title = texts.title
  }, planted)
}

function foundIn(canary: string): string[] {
  return scan.findings.filter((finding) => finding.canary === canary).map(({ file }) => file)
}

for (const [place, canary] of Object.entries(planted)) {
  test(`finds what is planted: ${place}`, () => {
    expect(foundIn(canary)).not.toEqual([])
  })
}

test('finds it where it was put, also where only decoding shows it', () => {
  const wheres = (canary: string): string[] =>
    scan.findings.filter((finding) => finding.canary === canary).map(({ file, what }) => `${file}: ${what}`)
  expect(foundIn(planted.row).some((file) => /IndexedDB.*\.(?:ldb|log)$/.test(file))).toBe(true)
  expect(foundIn(planted.local).some((file) => file.includes('Local Storage'))).toBe(true)
  expect(foundIn(planted.session).some((file) => file.includes('Session Storage'))).toBe(true)
  expect(foundIn(planted.kept).some((file) => file.includes('CacheStorage'))).toBe(true)
  expect(foundIn(planted.cookie).some((file) => file.includes('Cookies'))).toBe(true)
  expect(foundIn(planted.address).some((file) => file.includes('History'))).toBe(true)
  expect(foundIn(planted.gzip).some((file) => file.includes('Cache_Data'))).toBe(true)
  const ofCompressed = wheres(planted.compressedRow)
  expect(ofCompressed.filter((where) => where.endsWith('.ldb: raw'))).toEqual([])
  expect(ofCompressed.filter((where) => where.endsWith('.ldb: block of a table'))).not.toEqual([])
})

test('finds nothing that was not planted, and could read every database', () => {
  expect(foundIn('ចាន់ សុភា ដែលគ្មានកន្លែងណា')).toEqual([])
  expect(scan.unread).toEqual([])
  expect(scan.files).toBeGreaterThan(50)
})
