import { stretch, type Argon2Parameters } from './argon2.ts'

const probe: Argon2Parameters = { memoryMiB: 16, passes: 1 }

/**
 * Milliseconds that one pass over 1 MiB takes on this device. The best of three tries counts: the first compiles the code, and a busy
 * moment is no slow device. What is probed is more than a processor's cache holds, as what will be used.
 */
export async function msPerMiBPass(): Promise<number> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const tries: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const begun = performance.now()
    await stretch(Uint8Array.of(1), salt, probe)
    tries.push(performance.now() - begun)
  }
  return Math.min(...tries) / (probe.memoryMiB * probe.passes)
}
