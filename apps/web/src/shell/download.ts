export type FileToSave = { name: string; type: string; content: string | Blob }

/** Hands a file to the browser's downloads. */
export function download({ name, type, content }: FileToSave): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), revokeAfterMs)
}

/** The browser has taken the file by then. */
const revokeAfterMs = 10_000
