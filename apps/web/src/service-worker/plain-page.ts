// Pages that the service worker writes itself, because no file of the app can: in both languages, without script, style or picture.
import { workerWords } from './words.ts'

const languages = Object.entries(workerWords)

/** The app's first file is gone from this device, and no host answers. */
export function brokenPage(): Response {
  return plainPage('worker.broken', 'worker.broken-next', 503)
}

/** An address of the API was opened while nobody is at work here, unlocked: the session's cookie alone must not show it. */
export function lockedPage(): Response {
  return plainPage('worker.locked', 'worker.locked-next', 423)
}

function plainPage(
  what: 'worker.broken' | 'worker.locked',
  next: 'worker.broken-next' | 'worker.locked-next',
  status: number,
): Response {
  const parts = languages.map(
    ([language, words]) =>
      `<section lang="${language}"><h1>${words[what]}</h1><p>${words[next]}</p><p><a href="/">${words['worker.open']}</a></p></section>`,
  )
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
  const html = `<!doctype html><html lang="en"><head>${head}<title>${workerWords.en['worker.title']}</title></head><body><main>${parts.join('<hr>')}</main></body></html>`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}
