import type { Session } from '@komar/contract/session'

/** Only for those who read or write what may be sealed: nobody else asks for a key. */
export function isWithKeys({ mayRead, mayWrite }: Pick<Session, 'mayRead' | 'mayWrite'>): boolean {
  return [...mayRead, ...mayWrite].some((one) => one === 'notes' || one === 'safeguarding')
}
