// Bodies of every kind, drawn from the kind's own schema: valid ones full of hostile words and dates at the ends of the calendar, and
// such as are almost valid. For the tests that throw them at the append.
import type { Kind } from '@komar/domain/chronicle/kind'
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { hostileJson, placesIn, withText } from '../http/hostile-values.ts'
import { newId } from './test-people.ts'

type JsonSchema = {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  allOf?: readonly JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  items?: JsonSchema
  prefixItems?: readonly JsonSchema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}

const words = [
  'Sokha',
  'សុខា',
  '=1+1',
  '\u202etxet',
  'a\u200bb',
  `e${'\u0301'.repeat(200)}`,
  '<b>x</b>',
  "'; --",
  '__proto__',
  '🙂',
  ' ',
  'x'.repeat(300),
]
const dates = [
  '2013-05',
  '2013-07-14',
  '0001-01-01',
  '9999-12-31',
  '2011~',
  '2013-07/2013-09',
  '../2013',
  '2013/..',
  '9999',
  '0001~',
  '2012-02-29',
]

/** Values for what has only a pattern: ids, dates, codes. */
const byPattern = [
  ...dates,
  '2013-07-31',
  '2013-07-31T03:00:00.000Z',
  '12:30',
  'T-0001',
  'abc',
  'a.b',
  '2026-11-22',
  '0'.repeat(64),
]

function text({ pattern, minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<unknown> {
  if (pattern === undefined) {
    const fitting = [...words, ...dates].filter((one) => one.trim().length >= minLength && one.length <= maxLength)
    return fc.constantFrom(...(fitting.length > 0 ? fitting : ['x'.repeat(minLength)]))
  }
  const form = new RegExp(pattern, 'u')
  const known = [newId(), ...byPattern].filter((one) => form.test(one))
  return known.length > 0 ? fc.constantFrom(...known) : fc.stringMatching(form)
}

function list({ items = {}, prefixItems, minItems = 0, maxItems = 4 }: JsonSchema): fc.Arbitrary<unknown> {
  if (prefixItems !== undefined) return fc.tuple(...prefixItems.map(drawnOf))
  return fc.array(drawnOf(items), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, minItems + 3)),
  })
}

function record({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, drawnOf(schema)]))
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) })
}

/** Values that fit a JSON schema as far as it says; a rule that it cannot say is met only by luck. */
function drawnOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return fc.oneof(...either.map(drawnOf))
  if (schema.allOf?.[0] !== undefined) return drawnOf(schema.allOf[0])
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
    case 'number':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return list(schema)
    case 'object':
      return record(schema)
    default:
      // A schema with a check of its own alone: a date, mostly.
      return fc.constantFrom<unknown>(...dates, newId(), 1, null)
  }
}

const leastInt = -2_147_483_648
const mostInt = 2_147_483_647

function number({ type, minimum = -1e6, exclusiveMinimum, maximum = 1e6 }: JsonSchema): fc.Arbitrary<unknown> {
  const least = Math.max(minimum, exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 0.1)
  const whole = fc.integer({ min: Math.ceil(Math.max(least, leastInt)), max: Math.floor(Math.min(maximum, mostInt)) })
  const ends = fc.constantFrom(Math.ceil(Math.max(least, leastInt)), Math.floor(Math.min(maximum, mostInt)))
  return type === 'integer'
    ? fc.oneof(whole, ends)
    : fc.oneof(whole, ends, fc.double({ min: least, max: maximum, noNaN: true }))
}

/** Bodies of a kind: most as its schema wants them. */
export function drawnBody({ body }: Kind): fc.Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema // what zod documents that it answers
  return drawnOf(schema).map((drawn) => ({ ...(drawn as object), salt: randomBytes(16).toString('base64url') }))
}

/** JSON text of a body with one place replaced, or as it is. */
export function spoiled(body: Record<string, unknown>, { place, value }: { place: number; value: number }): string {
  const places = placesIn(body)
  const chosen = places[place % places.length] ?? []
  return withText(body, chosen, hostileJson[value % hostileJson.length] ?? 'null')
}
