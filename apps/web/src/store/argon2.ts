// Argon2id in WebAssembly, apart from its callers so that it is fetched when somebody signs in, not with the first page.
import { argon2id } from 'hash-wasm'

/** How hard a guess is: memory in MiB and passes over it. */
export type Argon2Parameters = { memoryMiB: number; passes: number }

/** 32 bytes from a secret and a salt of at least 8 bytes (RFC 9106, one lane). */
export function stretch(secret: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters): Promise<Uint8Array> {
  return argon2id({
    password: secret,
    salt,
    parallelism: 1,
    iterations: parameters.passes,
    memorySize: parameters.memoryMiB * 1024,
    hashLength: 32,
    outputType: 'binary',
  })
}
