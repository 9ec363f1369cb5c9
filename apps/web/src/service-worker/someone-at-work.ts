// Whether somebody is at work in a page, unlocked. The worker forgets everything when it sleeps, so it asks the pages each time.
import { isOpenAnswer, type AskOpen } from './messages.ts'

const patienceMs = 1_000

/** True when one page answers so in time; no page, or none that answers, counts as locked. */
export async function isSomeoneAtWork(clients: Pick<Clients, 'matchAll'>): Promise<boolean> {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const answers = windows.map((page) => ask(page))
  return Promise.any(
    answers.map(async (answer) => ((await answer) ? true : Promise.reject(new Error('locked')))),
  ).catch(() => false)
}

function ask(page: Pick<WindowClient, 'postMessage'>): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const settle = (isOpen: boolean): void => {
      clearTimeout(timer)
      port1.close()
      resolve(isOpen)
    }
    const timer = setTimeout(() => settle(false), patienceMs)
    port1.addEventListener('message', ({ data }) => settle(isOpenAnswer(data) && data.isOpen))
    port1.start()
    page.postMessage({ type: 'komar.open.ask' } satisfies AskOpen, [port2])
  })
}
