declare module '*.json?part=worker' {
  const words: {
    'worker.broken': string
    'worker.broken-next': string
    'worker.due': string
    'worker.locked': string
    'worker.locked-next': string
    'worker.open': string
    'worker.title': string
  }
  export default words
}
