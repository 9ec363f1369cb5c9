// A proof at the identity provider is given in a page of its own, so that nothing that stands in this one is lost; that page tells the
// others of this browser that it went. It says nothing else: the host knows which session was proved. A page that was opened by a link
// of somebody else's, and that no dialog of ours waits for, begins none.

type Said = 'proved' | 'does somebody wait?' | 'somebody waits'

const channelName = 'komar.proof'
/** A page that is at work on a slow phone answers late. */
const patienceMs = 3_000

function open(hear: (said: Said, channel: BroadcastChannel) => void): BroadcastChannel {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data, channel)
  return channel
}

/** Tells the other pages that the session of this browser was just proved. */
export function tellProved(): void {
  const channel = open(() => undefined)
  channel.postMessage('proved' satisfies Said)
  channel.close()
}

/** Waits for a proof: calls when another page gave it; answers how to stop. */
export function hearProved(listener: () => void): () => void {
  const channel = open((said, own) => {
    if (said === 'proved') listener()
    else if (said === 'does somebody wait?') own.postMessage('somebody waits' satisfies Said)
  })
  return () => channel.close()
}

/** Whether a page of this browser waits for a proof. */
export function isProofWanted(): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (is: boolean): void => {
      clearTimeout(timer)
      channel.close()
      resolve(is)
    }
    const timer = setTimeout(() => finish(false), patienceMs)
    const channel = open((said) => said === 'somebody waits' && finish(true))
    channel.postMessage('does somebody wait?' satisfies Said)
  })
}
