// A photograph made small and bare on the phone that took it: drawn anew on a canvas, so that nothing of the file it came from is left
// (place, time, make of the phone, the small preview inside), upright, and small enough for a bad line. It imports nothing, so that a
// test can run it in a real browser as it is. e2e/picture.journey.ts holds it to a JPEG with a place in it.

export type SmallPicture = { bytes: Uint8Array<ArrayBuffer>; type: 'image/jpeg'; thumb: Uint8Array<ArrayBuffer> }

const longestSidePx = 1600
const thumbSidePx = 240
const mostBytes = 400_000
/** Tried in turn until it is small enough: quality of the JPEG, and share of the side. */
const steps = [
  { quality: 0.8, share: 1 },
  { quality: 0.65, share: 1 },
  { quality: 0.6, share: 0.75 },
  { quality: 0.5, share: 0.5 },
] as const

/** The picture without its metadata, at most 400 kB. @throws an error when the file is no picture that this browser can read. */
export async function shrinkPicture(file: Blob): Promise<SmallPicture> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const thumb = await jpegOf(picture, thumbSidePx, 0.7)
    for (const { quality, share } of steps) {
      const bytes = await jpegOf(picture, Math.round(longestSidePx * share), quality)
      if (bytes.byteLength <= mostBytes) return { bytes, type: 'image/jpeg', thumb }
    }
    throw new RangeError('picture.too-large')
  } finally {
    picture.close()
  }
}

async function jpegOf(picture: ImageBitmap, sidePx: number, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const scale = Math.min(1, sidePx / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('picture.no-canvas')
  // Paper under what is see-through: a JPEG would show it black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (blob === null || blob.type !== 'image/jpeg') throw new Error('picture.no-jpeg')
  return withoutExtras(new Uint8Array(await blob.arrayBuffer()))
}

/** Without what browsers themselves write into a JPEG beside the picture: application segments after the first, and comments. */
function withoutExtras(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const kept: Uint8Array<ArrayBuffer>[] = [jpeg.subarray(0, 2)]
  let at = 2
  while (at + 4 <= jpeg.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    // The picture itself, up to the end.
    if (marker === 0xda) break
    const end = at + 2 + view.getUint16(at + 2)
    const isExtra = (marker > 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!isExtra) kept.push(jpeg.subarray(at, end))
    at = end
  }
  kept.push(jpeg.subarray(at))
  const bare = new Uint8Array(kept.reduce((sum, part) => sum + part.byteLength, 0))
  kept.reduce((offset, part) => {
    bare.set(part, offset)
    return offset + part.byteLength
  }, 0)
  return bare
}
