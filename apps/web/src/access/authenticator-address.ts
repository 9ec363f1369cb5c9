/** What an authenticator app reads off a QR code: the key URI format that all of them share. `name`: of the app as it is worn here. */
export function authenticatorAddress({ name, user, secret }: { name: string; user: string; secret: string }): string {
  const label = `${encodeURIComponent(name)}:${encodeURIComponent(user)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(name)}&algorithm=SHA1&digits=6&period=30`
}
