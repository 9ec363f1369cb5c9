// A proof at the identity provider is given in a page of its own, so that nothing that stands in this one is lost; that page tells the
// others of this browser that it went. It says nothing else: the host knows which session was proved.

const channelName = 'komar.proof'

/** Tells the other pages that the session of this browser was just proved. */
export function tellProved(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('proved')
  channel.close()
}

/** Calls when another page was told so; answers how to stop. */
export function hearProved(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = () => listener()
  return () => channel.close()
}
