// The id that the host gave this browser, so that entries written on it are known to come from one device. It is no secret.
const storageKey = 'komar.device'

export function rememberedDevice(): string | null {
  return localStorage.getItem(storageKey)
}

export function rememberDevice(device: string): void {
  localStorage.setItem(storageKey, device)
}
