// What reaches a browser, byte for byte: every answer of the interface is held until this hand has read it, and every event of a stream
// is read too. What a page merely does not show is on the wire all the same. The program's own files (/assets) are the same for all.
import type { CDPSession, Page } from '@playwright/test'

export type Wire = {
  /** The words that reached the browser, each with the address that brought it. */
  found: (words: readonly string[]) => string[]
  /** How many answers were read. */
  count: () => number
}

const stream = '/v1/changes'

type Received = { address: string; text: string }

/** Records from now on whatever the page receives from the host. */
export async function recordWire(page: Page): Promise<Wire> {
  const received: Received[] = []
  const tap = await page.context().newCDPSession(page)
  tap.on('Fetch.requestPaused', ({ requestId, request, responseStatusCode }) => {
    const { pathname } = new URL(request.url)
    const hasBody = responseStatusCode !== undefined && pathname !== stream
    void pass(tap, requestId, async () => {
      if (hasBody) received.push({ address: pathname, text: await bodyOf(tap, requestId) })
    })
  })
  tap.on('Network.eventSourceMessageReceived', ({ data }) => received.push({ address: stream, text: data }))
  await tap.send('Network.enable')
  await tap.send('Fetch.enable', { patterns: [{ urlPattern: '*/v1/*', requestStage: 'Response' }] })
  return {
    found: (words) =>
      received.flatMap(({ address, text }) =>
        words.filter((word) => text.includes(word)).map((word) => `${word} in ${address}`),
      ),
    count: () => received.length,
  }
}

async function bodyOf(tap: CDPSession, requestId: string): Promise<string> {
  const { body, base64Encoded } = await tap.send('Fetch.getResponseBody', { requestId })
  return base64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body
}

async function pass(tap: CDPSession, requestId: string, read: () => Promise<void>): Promise<void> {
  try {
    await read()
    await tap.send('Fetch.continueRequest', { requestId })
  } catch {
    // The page was left while the answer was held back: it never reached the browser.
  }
}
