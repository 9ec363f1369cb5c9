// The thread beside the page in which a password is stretched. It serves one order and ends.
import { msPerMiBPass } from './argon2-speed.ts'
import { stretch } from './argon2.ts'
import type { StretchOrder, Stretched } from './stretch-aside.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<StretchOrder>) => {
  void answer(data).then(
    (answered) => globalThis.postMessage(answered),
    // Such as no room for its memory: a rejection reaches no 'error' listener of the page, and the page would wait for good.
    () => globalThis.postMessage(null),
  )
})

async function answer(order: StretchOrder): Promise<Stretched> {
  if (order.do === 'measure') return { msPerMiBPass: await msPerMiBPass() }
  const key = await stretch(order.secret, order.salt, order.parameters)
  order.secret.fill(0)
  return { key }
}
