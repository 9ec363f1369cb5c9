// Half a second of Argon2 in a thread of its own: the page goes on meanwhile and fetches what an open store stands on. Where a browser
// gives no thread, or the thread fails, the page does it itself.
import type { Argon2Parameters } from './argon2.ts'

export type StretchOrder =
  { do: 'measure' } | { do: 'stretch'; secret: Uint8Array; salt: Uint8Array; parameters: Argon2Parameters }
export type Stretched = { msPerMiBPass: number } | { key: Uint8Array }

/** Milliseconds that one pass over 1 MiB takes on this device. */
export async function measureAside(): Promise<number> {
  const answer = await askThread({ do: 'measure' })
  if (answer !== null && 'msPerMiBPass' in answer) return answer.msPerMiBPass
  return (await import('./argon2-speed.ts')).msPerMiBPass()
}

/** 32 bytes from a secret and a salt of at least 8 bytes (argon2.ts). */
export async function stretchAside(
  secret: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<Uint8Array> {
  const answer = await askThread({ do: 'stretch', secret, salt, parameters })
  if (answer !== null && 'key' in answer) return answer.key
  return (await import('./argon2.ts')).stretch(secret, salt, parameters)
}

async function askThread(order: StretchOrder): Promise<Stretched | null> {
  if (typeof Worker === 'undefined') return null
  const thread = new Worker(new URL('./argon2-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve) => {
      thread.addEventListener('message', ({ data }: MessageEvent<Stretched | null>) => resolve(data))
      thread.addEventListener('error', (event) => {
        event.preventDefault()
        resolve(null)
      })
      thread.postMessage(order)
    })
  } finally {
    thread.terminate()
  }
}
