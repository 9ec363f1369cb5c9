// A photograph with a place, a time and the make of a phone in it goes through the very code of the page, in a real Chromium: what comes
// out holds none of it, stands upright, and is small.
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, test } from './sign-in.ts'

const source = stripTypeScriptTypes(
  readFileSync(new URL('../apps/web/src/ui/shrink-picture.ts', import.meta.url), 'utf8'),
)

type Shrink = (blob: Blob) => Promise<{ bytes: Uint8Array<ArrayBuffer>; thumb: Uint8Array<ArrayBuffer> }>

// The page runs no code but its own host's, as it should; here it is given the code to be looked at.
test.use({ bypassCSP: true })

/** An APP1 segment as a phone writes it: little-endian TIFF with orientation (turn right), make, time, and a GPS directory. */
function exif(): Buffer {
  const make = Buffer.from('SPYPHONE\0', 'latin1')
  const time = Buffer.from('2014:03:14 09:26:53\0', 'latin1')
  const entries = 4
  const values = 8 + 2 + entries * 12 + 4
  const gps = values + make.length + time.length
  const tiff = Buffer.alloc(gps + 2 + 2 * 12 + 4 + 24)
  tiff.write('II', 0, 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(entries, 8)
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  entry(10, 0x010f, 2, make.length, values)
  entry(22, 0x0112, 3, 1, 6)
  entry(34, 0x0132, 2, time.length, values + make.length)
  entry(46, 0x8825, 4, 1, gps)
  make.copy(tiff, values)
  time.copy(tiff, values + make.length)
  tiff.writeUInt16LE(2, gps)
  entry(gps + 2, 0x0001, 2, 2, 0x4e)
  entry(gps + 14, 0x0002, 5, 3, gps + 30)
  for (const [index, part] of [11, 33, 0].entries()) {
    tiff.writeUInt32LE(part, gps + 30 + index * 8)
    tiff.writeUInt32LE(1, gps + 34 + index * 8)
  }
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The markers of a JPEG's segments before its picture begins. */
function segments(jpeg: Buffer): number[] {
  const found: number[] = []
  for (let at = 2; at < jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1] ?? 0
    found.push(marker)
    if (marker === 0xda) break
    at += 2 + jpeg.readUInt16BE(at + 2)
  }
  return found
}

test('a photograph loses place, time and make, stands upright and is small', async ({ page }) => {
  await page.goto('/')
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [2000, 1500]
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    // Fine noise is what a JPEG keeps worst: a picture as heavy as a phone's.
    const noise = context.createImageData(2000, 1500)
    let seed = 1
    for (let index = 0; index < noise.data.length; index += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      noise.data[index] = index % 4 === 3 ? 255 : seed % 256
    }
    context.putImageData(noise, 0, 0)
    context.fillStyle = 'red'
    context.fillRect(0, 0, 2000, 750)
    const url = canvas.toDataURL('image/jpeg', 0.95)
    return url.slice(url.indexOf(',') + 1)
  })
  const drawn = Buffer.from(plain, 'base64')
  const photograph = Buffer.concat([drawn.subarray(0, 2), exif(), drawn.subarray(2)])
  expect(photograph.length).toBeGreaterThan(800_000)
  for (const told of ['Exif', 'SPYPHONE', '2014:03:14']) expect(photograph.includes(told)).toBe(true)

  await page.addScriptTag({
    type: 'module',
    content: `${source.replaceAll('export ', '')}; globalThis.shrinkPicture = shrinkPicture`,
  })
  await page.waitForFunction(() => 'shrinkPicture' in globalThis)
  const small = await page.evaluate(async (file) => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
    const { shrinkPicture } = globalThis as unknown as { shrinkPicture: Shrink }
    const made = await shrinkPicture(new Blob([bytes], { type: 'image/jpeg' }))
    const shown = await createImageBitmap(new Blob([new Uint8Array(made.bytes)]))
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [shown.width, shown.height]
    const context = canvas.getContext('2d')
    context?.drawImage(shown, 0, 0)
    const at = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3)
    return {
      bytes: [...made.bytes],
      thumb: [...made.thumb],
      size: [shown.width, shown.height],
      right: at(shown.width - 20, shown.height / 2),
      left: at(20, shown.height / 2),
    }
  }, photograph.toString('base64'))
  const bytes = Buffer.from(small.bytes)
  expect(bytes.length).toBeLessThanOrEqual(400_000)
  expect(Math.max(...small.size)).toBeLessThanOrEqual(1600)
  // Turned right as the phone meant it: what was on top is on the right.
  expect(small.size[0]).toBeLessThan(small.size[1] ?? 0)
  expect(small.right[0]).toBeGreaterThan(200)
  expect(small.right[1]).toBeLessThan(60)
  for (const each of [bytes, Buffer.from(small.thumb)]) {
    for (const told of ['Exif', 'SPYPHONE', '2014:03:14', 'GPS', 'http://ns.adobe.com'])
      expect(each.includes(told)).toBe(false)
    // No application segment but JFIF's own, and no comment.
    expect(segments(each).filter((marker) => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe)).toEqual([])
  }
})
