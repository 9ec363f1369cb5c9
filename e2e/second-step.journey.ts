// A second step when signing in: added, asked for at the door, a recovery code in its place, taken away again; with an authenticator app
// and with a passkey. What the host refuses is second-factor.db.test.ts's and passkeys.db.test.ts's; here is that a person gets through it.
import { Secret, TOTP } from 'otpauth'
import { pressNamed, say } from './form.ts'
import { expect, goTo, password, test } from './sign-in.ts'
import { fillWayIn } from './way-in.ts'

// As many steps ahead as the host takes, since each step is taken once.
const nextStepMs = 30_000

function codeOf(secret: string, aheadMs: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + aheadMs })
}

test('a second step is added, asked for, and taken away', async ({ open }) => {
  const { page } = await open('analyst', {
    isOwn: true,
    language: 'km',
    // Locked and opened again, the device asks with a cursor of before it was told to keep little.
    expected: /\b(401|410)\b/,
  })
  await goTo(page, '/signing-in')
  await pressNamed(page, 'km', 'second-factor.add')
  await expect(page.getByRole('img', { name: say('km', 'second-factor.picture') })).toBeVisible()
  const secret = (await page.locator('.app-secret dd').innerText()).replaceAll(' ', '')
  await page.locator('#first-code').fill(codeOf(secret, 0))
  await pressNamed(page, 'km', 'second-factor.prove')
  const codes = page.locator('.recovery-codes li')
  await expect(codes).toHaveCount(10)
  const recoveryCodes = await codes.allInnerTexts()
  await pressNamed(page, 'km', 'second-factor.codes-written')

  await pressNamed(page, 'km', 'shell.lock')
  await expect(page.locator('form button[type=submit]')).toHaveText(say('km', 'sign-in.action'))
  await fillWayIn(page, 'analyst', password)
  await expect(page.locator('#code')).toBeFocused()
  await page.locator('#code').fill(recoveryCodes[0] ?? '')
  await page.keyboard.press('Enter')
  await page.locator('.frame-bar').waitFor()

  await page.locator('.frame-tools > summary').click()
  await page.getByRole('link', { name: say('km', 'shell.signing-in'), exact: true }).click()
  await pressNamed(page, 'km', 'second-factor.remove')
  await page.locator('#remove-password').fill(password)
  await page.locator('#remove-code').fill(codeOf(secret, nextStepMs))
  await page
    .locator('.notice')
    .getByRole('button', { name: say('km', 'second-factor.remove') })
    .click()
  await expect(page.getByRole('button', { name: say('km', 'second-factor.add'), exact: true })).toBeVisible()
})

test('a passkey is added, asked for after the password, enough to prove oneself, and taken away', async ({ open }) => {
  const { page } = await open('analyst', {
    isOwn: true,
    // As above; and the session that another browser uses is refused until it is proved.
    expected: /\b(401|403|410)\b/,
  })
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await goTo(page, '/signing-in')
  await pressNamed(page, 'en', 'second-factor.passkey-add')
  await page.locator('#passkey-name').fill('My phone')
  await pressNamed(page, 'en', 'second-factor.passkey-go')
  await expect(page.locator('.recovery-codes li')).toHaveCount(10)
  await pressNamed(page, 'en', 'second-factor.codes-written')
  await expect(page.getByRole('heading', { name: 'My phone' })).toBeVisible()

  await pressNamed(page, 'en', 'shell.lock')
  await expect(page.locator('form button[type=submit]')).toHaveText(say('en', 'sign-in.action'))
  await fillWayIn(page, 'analyst', password)
  await expect(page.locator('#code-passkey')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.locator('.frame-bar').waitFor()

  await page.locator('.frame-tools > summary').click()
  await page.getByRole('link', { name: say('en', 'shell.signing-in'), exact: true }).click()
  await expect(page.getByRole('heading', { name: 'My phone' })).toBeVisible()
  // The session then turns up in a browser that proved nothing.
  await browser.send('Emulation.setUserAgentOverride', { userAgent: 'Another browser' })
  await pressNamed(page, 'en', 'second-factor.codes-new')
  await pressNamed(page, 'en', 'second-factor.codes-new')
  await page.locator('#confirm-passkey').click()
  await expect(page.locator('.recovery-codes li')).toHaveCount(10)
  await pressNamed(page, 'en', 'second-factor.codes-written')

  const remove = page.getByRole('button', { name: 'Take “My phone” away' })
  await remove.click()
  await remove.click()
  await expect(page.getByRole('heading', { name: 'My phone' })).toHaveCount(0)
})
