// How a device and the host come to agree, as a pure machine: what it is doing, what may happen, what is done then. Sending ("push") and
// receiving ("pull") are two machines of one make that know nothing of each other. What is not in a table changes nothing.
// docs/sync.md shows these tables with the invariants, and spec.test.ts holds the two equal. The driver (driver.ts) does the effects.

export const pushStates = ['off', 'idle', 'reading', 'sending', 'settling', 'waiting', 'signed-out'] as const
export const pullStates = [
  'off',
  'idle',
  'fetching',
  'applying',
  'waiting',
  'signed-out',
  'asking',
  'unsure',
  'asking-why',
  'renewing',
  'swapping',
  'contradicted',
] as const

export const events = {
  start: 'this tab speaks with the host from now on, or under a new session',
  stop: 'this tab gives the store up: locked, closed, or the device was revoked',
  wake: 'something was written here, or the host said that something was accepted',
  online: 'the network is back, or the page is looked at again',
  timer: 'the wait is over',
  'nothing-waits': 'the outbox has no entry to send',
  batch: 'the outbox has given the next groups',
  answered: 'the host has answered about each entry',
  settled: 'the answers are on the disk',
  page: 'a whole page of the feed came',
  'kept-more': 'the page is on the disk, and there is more',
  'kept-all': 'the page is on the disk, and it was the last',
  incomplete: 'the page is on the disk, and more had to be forgotten than was asked',
  failed: 'no answer, or one that may pass: no network, time-out, host down, answer cut off',
  'not-kept': 'the device could not keep it: no room, or its disk failed',
  'cursor-unknown': 'the host does not know the cursor',
  'session-ended': 'the host does not know who this is',
  'same-host': 'the host is the one that was known',
  'new-epoch': 'the host was restored from a backup',
  renewed: 'a new download lies beside the old one',
  swapped: 'the new download is shown, and what the host lacks is in the outbox',
  'not-whole': 'nothing was to be swapped',
  contradiction: 'the host shows another past than the one seen',
  'choice-changed': 'what this device keeps was chosen anew',
} as const
export type SyncEvent = keyof typeof events

export const effects = {
  'read-batch': 'ask the outbox for the next groups',
  send: 'send them',
  settle: 'write the answers into the outbox',
  'give-back': 'what was sent waits again',
  fetch: 'ask the feed for the page after the cursor',
  keep: 'write page and cursor',
  ask: 'ask the host who it is',
  renew: 'begin a new download beside the old one',
  swap: 'finish: gather, offer again, show the new download',
  wait: 'set the timer, longer after each failure',
  forget: 'give up what is under way',
} as const
export type SyncEffect = keyof typeof effects

type Step<State> = {
  to: State
  do: readonly SyncEffect[]
  /** `up`: one failure more; `zero`: none any more. */
  failures?: 'up' | 'zero'
  /** The event is remembered. `wake`: once idle, it begins again at once. `online`: should what is under way fail, without a wait. */
  again?: 'yes'
}
export type Table<State extends string> = Readonly<Record<State, Readonly<Partial<Record<SyncEvent, Step<State>>>>>>

function to<const State extends string>(
  state: State,
  does: readonly SyncEffect[] = [],
  more: Omit<Step<State>, 'to' | 'do'> = {},
): Step<State> {
  return { to: state, do: does, ...more }
}

type PushState = (typeof pushStates)[number]
type PullState = (typeof pullStates)[number]

const remembered = <const State extends string>(state: State): Step<State> => to(state, [], { again: 'yes' })

const stopPush = { stop: to('off', ['forget', 'give-back']) }
const signedOutPush = to('signed-out', ['give-back'])
const readBatch = to('reading', ['read-batch'])

export const pushTable: Table<PushState> = {
  off: { start: readBatch },
  idle: { wake: readBatch, online: readBatch, stop: to('off') },
  reading: {
    batch: to('sending', ['send']),
    'nothing-waits': to('idle', [], { failures: 'zero' }),
    'not-kept': to('waiting', ['wait'], { failures: 'up' }),
    wake: to('reading', ['give-back', 'read-batch']),
    ...stopPush,
  },
  sending: {
    answered: to('settling', ['settle']),
    failed: to('waiting', ['give-back', 'wait'], { failures: 'up' }),
    'session-ended': signedOutPush,
    online: remembered('sending'),
    ...stopPush,
  },
  settling: {
    // An answer that cannot be kept is none: a full device would ask for it again every second.
    settled: to('reading', ['read-batch'], { failures: 'zero' }),
    'not-kept': to('waiting', ['give-back', 'wait'], { failures: 'up' }),
    ...stopPush,
  },
  waiting: {
    timer: readBatch,
    wake: to('reading', ['forget', 'read-batch']),
    online: to('reading', ['forget', 'read-batch'], { failures: 'zero' }),
    ...stopPush,
  },
  'signed-out': { start: readBatch, stop: to('off') },
}

// Under a new session it may be another host, even one restored from a backup: it is asked before anything is taken from it.
const stopPull = { start: to('asking', ['forget', 'ask']), stop: to('off', ['forget']) }
const fetchPage = to('fetching', ['fetch'])
const waitPull = to('waiting', ['wait'], { failures: 'up' })
const renewAfter = (state: PullState) => ({ 'choice-changed': to(state, ['forget', 'renew']) })

export const pullTable: Table<PullState> = {
  off: { start: to('asking', ['ask']) },
  idle: { wake: fetchPage, online: fetchPage, ...renewAfter('renewing'), ...stopPull },
  fetching: {
    page: to('applying', ['keep']),
    failed: waitPull,
    'cursor-unknown': to('asking-why', ['ask']),
    'session-ended': to('signed-out'),
    wake: remembered('fetching'),
    online: remembered('fetching'),
    ...renewAfter('renewing'),
    ...stopPull,
  },
  applying: {
    'kept-more': to('fetching', ['fetch'], { failures: 'zero' }),
    'kept-all': to('swapping', ['swap']),
    incomplete: to('renewing', ['renew']),
    contradiction: to('contradicted'),
    'not-kept': waitPull,
    wake: remembered('applying'),
    ...stopPull,
  },
  waiting: {
    timer: fetchPage,
    wake: to('fetching', ['forget', 'fetch']),
    online: to('fetching', ['forget', 'fetch'], { failures: 'zero' }),
    ...renewAfter('renewing'),
    ...stopPull,
  },
  'signed-out': { start: to('asking', ['ask']), stop: to('off') },
  asking: {
    'same-host': fetchPage,
    'new-epoch': to('renewing', ['renew']),
    failed: to('unsure', ['wait'], { failures: 'up' }),
    'not-kept': to('unsure', ['wait'], { failures: 'up' }),
    'session-ended': to('signed-out'),
    wake: remembered('asking'),
    online: remembered('asking'),
    ...stopPull,
  },
  // Nothing is sent or taken in before the host has said who it is.
  unsure: {
    timer: to('asking', ['ask']),
    wake: to('asking', ['forget', 'ask']),
    online: to('asking', ['forget', 'ask'], { failures: 'zero' }),
    ...stopPull,
  },
  // The cursor was refused: whoever the host is, the whole is fetched anew.
  'asking-why': {
    'same-host': to('renewing', ['renew']),
    'new-epoch': to('renewing', ['renew']),
    failed: to('unsure', ['wait'], { failures: 'up' }),
    'not-kept': to('unsure', ['wait'], { failures: 'up' }),
    'session-ended': to('signed-out'),
    wake: remembered('asking-why'),
    online: remembered('asking-why'),
    ...stopPull,
  },
  renewing: {
    renewed: fetchPage,
    'not-kept': waitPull,
    wake: remembered('renewing'),
    ...stopPull,
  },
  swapping: {
    swapped: to('idle', [], { failures: 'zero' }),
    'not-whole': to('idle', [], { failures: 'zero' }),
    'not-kept': waitPull,
    wake: remembered('swapping'),
    ...stopPull,
  },
  // Only a person can say whether the host or the device is right: nothing is taken in until the store is opened again.
  contradicted: { stop: to('off') },
}

/** `turn`: results of an earlier turn are stale and change nothing. `failures`: in a row. */
export type Machine<State extends string> = {
  is: State
  turn: number
  failures: number
  isAskedAgain: boolean
  isBackOnline: boolean
}

/** A machine before its start. */
export function atRest<State extends string>(is: State): Machine<State> {
  return { is, turn: 0, failures: 0, isAskedAgain: false, isBackOnline: false }
}

/** The host answered; whether it can be kept is not known yet. */
function isAnswer(event: SyncEvent): boolean {
  return event === 'answered' || event === 'page'
}

/** One step. Null where the event changes nothing in this state. */
export function step<State extends string>(
  table: Table<State>,
  machine: Machine<State>,
  event: SyncEvent,
): { machine: Machine<State>; do: readonly SyncEffect[] } | null {
  const found = table[machine.is][event]
  if (found === undefined) return null
  if (found.again === 'yes') {
    const remembering = event === 'online' ? { isBackOnline: true } : { isAskedAgain: true }
    return { machine: { ...machine, ...remembering }, do: found.do }
  }
  const failures = found.failures === 'up' ? machine.failures + 1 : found.failures === 'zero' ? 0 : machine.failures
  const next = { ...machine, is: found.to, turn: machine.turn + 1, failures }
  if (event === 'stop' || found.failures !== undefined || isAnswer(event)) next.isBackOnline = false
  if (machine.isBackOnline && found.failures === 'up') {
    // It may have begun before the network was back, and failed for that: minutes of waiting would follow.
    const atOnce = step(table, next, 'online')
    if (atOnce !== null) return { machine: atOnce.machine, do: [...found.do, ...atOnce.do] }
  }
  if (next.isAskedAgain && event !== 'stop' && table[next.is].wake !== undefined && found.do.length === 0) {
    // Idle, and asked again meanwhile: it begins at once.
    return step(table, { ...next, isAskedAgain: false }, 'wake')
  }
  return { machine: next, do: found.do }
}
