import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readClientSecret } from './provider-settings.ts'

const directory = mkdtempSync(join(tmpdir(), 'komar-'))
afterAll(() => rmSync(directory, { recursive: true }))

function fileWith(text: string): { clientSecretFile: string } {
  const clientSecretFile = join(directory, 'secret')
  writeFileSync(clientSecretFile, text)
  return { clientSecretFile }
}

test('reads the secret of a file, and says what is wrong with one that has none', () => {
  expect(readClientSecret(fileWith('s3cret-of-the-tests\n'))).toBe('s3cret-of-the-tests')
  expect(() => readClientSecret({ clientSecretFile: join(directory, 'nowhere') })).toThrow(
    'KOMAR_OIDC_CLIENT_SECRET_FILE names a file that cannot be read',
  )
  for (const text of ['', 'short', 'two lines\nof something'])
    expect(() => readClientSecret(fileWith(text))).toThrow('does not hold one secret in one line')
})
