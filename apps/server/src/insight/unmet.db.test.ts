// The host computes the concerns of an assessment anew when it is finished, and counts those that were passed on for who may read them.
import type { Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { worldOf } from '../world.ts'
import { unmetOf } from './unmet-routes.ts'

let chronicle: TestChronicle
let worker: Person
let elsewhere: Person
const facility = newId()
const child = newId()
const assessment = newId()
const world = worldOf('kh')
const day = '2013-07-14'

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const officer = await addPerson(administrator, await addAgency(administrator), ['prison-officer'])
  worker = await addPerson(administrator, await addAgency(administrator), ['social-worker'])
  elsewhere = await addPerson(administrator, await addAgency(administrator), ['social-worker'])
  const circle = await circleOf(administrator, 'facility', facility)
  for (const { user } of [officer, worker]) await join(administrator, user, circle)
  const results = await append(
    chronicle.app,
    officer,
    [childRegistered(officer, child), residenceBegan(officer, child, facility, day)],
    { world },
  )
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
})
afterAll(() => chronicle.dispose())

const head = { assessment, type: 'periodic', questionnaire: 'periodic', questionnaireVersion: '2026-11-22' }

function section(name: string, answers: object[], kind = 'assess.care-answered') {
  return entryOf(worker, { kind, subject: child, body: { ...head, section: name, answers } })
}

function finish(concerns: object[]) {
  const body = { assessment, type: 'periodic', isShort: false, concerns }
  return entryOf(worker, { kind: 'assess.assessment-finished', subject: child, basedOn: 1, body })
}

function unmet(person: Person, at?: Uuid) {
  return asActor(chronicle.app, { token: person.token, touch: false }, (db) => unmetOf(db, at))
}

it('refuses to finish while a concern that the answers raise is left out, and counts what was passed on', async () => {
  const sections = ['first-words', 'day', 'feeling', 'outside'].map((name) => section(name, []))
  const injured = [
    { item: 'P4.1', value: ['bruise'], seen: true },
    { item: 'P4.2', value: 'no' },
  ]
  const sent = [...sections, section('growing', injured)]
  const facts = await append(chronicle.app, worker, sent, { world })
  expect(facts.map(({ status }) => status)).toEqual(sent.map(() => 'accepted'))

  const [left] = await append(chronicle.app, worker, [finish([])], { world })
  expect(left).toMatchObject({ status: 'refused' })
  expect(JSON.stringify(left)).toContain('assessment.concern-has-action')

  const passed = [{ item: 'P4.1', level: 'act', passedTo: 'Referral hospital' }]
  const [done] = await append(chronicle.app, worker, [finish(passed)], { world })
  expect(done).toMatchObject({ status: 'accepted' })

  const counted = { item: 'P4.1', count: 1, urgent: 1, passedTo: [{ who: 'Referral hospital', count: 1 }] }
  expect(await unmet(worker)).toEqual({ groups: [counted], total: 1, children: 1 })
  expect((await unmet(worker, facility)).total).toBe(1)
  expect((await unmet(worker, newId())).total).toBe(0)
  expect(await unmet(elsewhere)).toEqual({ groups: [], total: 0, children: 0 })
})
