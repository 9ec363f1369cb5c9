// A host of its own for a journey, in a process of its own (host-process.ts): what `npm start` runs, on a given data directory and
// with a given build of the web app. An empty data directory becomes a host for real use with one administrator.
import { Readable, Writable } from 'node:stream'
import { readSettings } from '@komar/server/src/env.ts'
import { serve } from '@komar/server/src/serve.ts'
import { administrator } from './host-people.ts'

const { JOURNEY_WEB_ROOT: webRoot, JOURNEY_IS_DEMONSTRATION: isDemonstration } = process.env
const answers = [administrator.user, administrator.name, administrator.password]

const stopRequested = new Promise<string>((resolve) => {
  process.on('message', () => resolve('asked'))
  // A journey that was interrupted leaves no host behind.
  process.on('disconnect', () => resolve('left alone'))
})

await serve(readSettings(process.env), {
  isDemonstration: isDemonstration === 'yes',
  say: (line) => process.send?.(line),
  terminal: {
    stdin: Readable.from(answers.map((answer) => `${answer}\n`)),
    stderr: new Writable({ write: (_chunk, _encoding, done) => done() }),
  },
  stopRequested,
  ...(webRoot !== undefined && { webRoot }),
})
process.exit(0)
