// Calls over kept-open connections, as thin as they can be: whoever generates the load shares the machine with the server.
import { Agent, request } from 'node:http'
import type { BenchPerson } from './people.ts'

export type Client = {
  get: (path: string) => Promise<string>
  post: (path: string, body: string) => Promise<string>
  close: () => void
}

/** One connection of a person. A call that is not answered with success throws, with what the server said. */
export function openClient(port: number, { token }: Pick<BenchPerson, 'token'>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const authorization = `Bearer ${token}`
  const call = (method: 'GET' | 'POST', path: string, body?: string) =>
    new Promise<string>((resolve, reject) => {
      const sent = request(
        {
          agent,
          method,
          path,
          port,
          host: '127.0.0.1',
          headers:
            body === undefined
              ? { authorization }
              : { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8')
            if (answer.statusCode === 200) resolve(text)
            else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 500)}`))
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    close: () => agent.destroy(),
  }
}
