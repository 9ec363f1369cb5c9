// A monitor's device with one child on it, inside a prison. All synthetic.
import type { FeedLine } from '@komar/contract/chronicle'
import type { Session } from '@komar/contract/session'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import type { Reader } from '@komar/domain/insight/summary'
import { cambodia } from '../../../../policies/kh/policy.ts'

export const testPack = cambodia()

const id = (number: number) => uuidSchema.parse(`01940000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const [account, agency, device, child, facility] = [id(1), id(2), id(3), id(4), id(5)]

export const session: Session = {
  account: { id: account, user: 'monitor', displayName: 'Monitor' },
  agency: { id: agency, code: 'watch', nameEn: 'Watch', nameKm: 'តាមដាន', kind: 'non-governmental', isState: false },
  roles: ['monitor'],
  language: 'en',
  mustChangePassword: false,
  mustAddSecondFactor: false,
  hasPasskey: false,
  sealing: null,
  byProvider: null,
  mayRead: ['identity', 'custody', 'conditions', 'safeguarding', 'notes'],
  mayWrite: ['identity', 'custody', 'conditions', 'safeguarding', 'notes'],
  device,
  expiresAt: '2014-03-02T00:00:00Z',
  host: {
    stamp: 'demonstration',
    epoch: id(10),
    country: 'kh',
    timeZone: 'Asia/Phnom_Penh',
    now: '2014-03-01T03:00:00Z',
    today: '2014-03-01',
    handInKey: 'age1test',
    devicePolicy: { lockAfterMinutes: 5, wipeAfterWrongPassphrases: null },
  },
}

const reader: Reader = { account, agency, roles: ['monitor'] }

function line(number: number, kind: string, body: Record<string, unknown>, occurred: string): FeedLine {
  return {
    id: id(100 + number),
    kind,
    v: 1,
    subject: child,
    also: [],
    occurred,
    basis: 'seen',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', ...body },
    author: account,
    agency,
    device,
    written: '2014-01-01T00:00:00.000Z',
    seq: number,
    received: '2014-01-01T00:00:00.000Z',
    content: '',
    chain: '',
  } as unknown as FeedLine // as the feed's own schema would read it
}

const lines: readonly FeedLine[] = [
  line(
    1,
    'register.child-registered',
    { names: { km: 'សុខា', latin: 'Sokha' }, sex: 'female', code: 'K-0001' },
    '2013-07-01',
  ),
  line(2, 'register.birth-stated', { born: '2012-08-21' }, '2013-07-01'),
  line(3, 'register.residence-began', { facility }, '2013-07-01'),
  {
    status: {
      child,
      isInside: true,
      isClosed: false,
      pastFromEarliest: '2015-08-21',
      pastFromLatest: '2015-08-21',
      approachFrom: '2015-02-21',
      decisionType: null,
      decisionUntil: null,
      nextDue: '2013-07-02',
      sight: 67,
    },
  },
]

export const childStory = { reader, child, facility, lines }
