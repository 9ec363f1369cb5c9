// A questionnaire that somebody outside (a teacher) answers by a link, once: no account, no app, no session. Whoever makes the link takes
// the answers in under the own session; nothing enters a chronicle by itself. Source: docs/decisions/0015-wellbeing.md ("A teacher's link").
import { accessClasses } from '@komar/domain/access/classes'
import { tellsOfPrison } from '@komar/domain/register/tells-of-prison'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema } from './register.ts'

const exampleId = '01940000-0000-7000-8000-00000000000e'
const exampleToken = 'QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI'

/** Bounds of what is typed, in letters, days and bytes, and of how many links somebody has open. */
export const questionnaireLimits = {
  greeting: 40,
  askedBy: 60,
  days: 60,
  usualDays: 21,
  open: 100,
  words: 1_000,
  bytes: 8 * 1024,
} as const

/** Of the SDQ, the forms that have a teacher's version. */
export const questionnaireForms = ['2-4', '4-17', '11-17'] as const

/** What the page will say to somebody who must not learn where the family lives. */
const shown = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !tellsOfPrison(text), 'questionnaire.tells-of-prison')
const answer = (highest: number) => z.int().min(0).max(highest).nullable()

/** What comes back: 25 answers in the paper form's order, null where left empty, and its supplement in the order of `sdqImpactItems`. */
export const questionnaireAnswersSchema = z.object({
  answers: z
    .array(answer(2))
    .length(25)
    .refine((all) => all.some((one) => one !== null), 'questionnaire.empty'),
  impact: z.array(answer(3)).length(6),
  words: z.string().trim().max(questionnaireLimits.words).optional(),
})
export type QuestionnaireAnswers = z.infer<typeof questionnaireAnswersSchema>

const stateSchema = z.enum(['open', 'answered', 'expired', 'revoked', 'settled'])

const questionnaireSchema = z.object({
  id: z.uuid().describe('Also the id that the entry gets when the answers are taken in, so that it happens once'),
  form: z.enum(questionnaireForms),
  language: z.enum(['en', 'km']),
  greeting: z.string().nullable().describe('What the page calls the child; gone when it is settled or called off'),
  askedBy: z.string().nullable(),
  made: z.iso.date(),
  until: z.iso.date().describe('The last day'),
  state: stateSchema,
  answeredOn: z.iso.date().nullable(),
  answers: questionnaireAnswersSchema.nullable().describe('Null before it is answered, and once it is settled'),
})
export type Questionnaire = z.infer<typeof questionnaireSchema>

const listed = z.object({
  questionnaires: z.array(questionnaireSchema),
  mayMake: z
    .boolean()
    .describe('Whether I may write of this child’s mind today; without that there is nothing to ask for'),
})
const childParams = z.object({ id: z.uuid() })
const ownParams = z.object({ id: z.uuid() })
const ofChild = { param: 'id', classes: accessClasses } as const

export const listQuestionnaires = endpoint({
  id: 'questionnaires.list',
  method: 'GET',
  path: '/v1/children/:id/questionnaires',
  summary: 'Links that I made for this child, latest first, with the answers that wait for me',
  allow: { roles: ['specialist'], relation: ofChild },
  audit: { what: 'questionnaires.opened', param: 'id', classes: ['psychology'] },
  input: { params: childParams },
  output: listed,
  example: { params: { id: exampleId } },
})

const givenSchema = questionnaireSchema
  .omit({ answers: true, language: true })
  .extend({ about: z.uuid().describe('The child'), child: childRowSchema.nullable() })
export type GivenQuestionnaire = z.infer<typeof givenSchema>

export const listGivenQuestionnaires = endpoint({
  id: 'questionnaires.given',
  method: 'GET',
  path: '/v1/questionnaires',
  summary: 'All links that I gave, latest first: which are open, which came back and wait for me. No answers',
  allow: { roles: ['specialist'] },
  audit: { what: 'questionnaires.listed' },
  input: {},
  output: z.object({
    questionnaires: z.array(givenSchema).describe('At most 500, and only of children of whose mind I may write today'),
    today: z.iso.date(),
  }),
  example: {},
})

export const makeQuestionnaire = endpoint({
  id: 'questionnaires.make',
  method: 'POST',
  path: '/v1/children/:id/questionnaires',
  summary:
    'Make a link by which a teacher answers once. The token is told here and never again: its hash alone is kept',
  status: 201,
  allow: { roles: ['specialist'], relation: ofChild },
  audit: { what: 'questionnaire.made', param: 'id', classes: ['psychology'] },
  input: {
    params: childParams,
    body: z.object({
      form: z.enum(questionnaireForms),
      language: z.enum(['en', 'km']),
      greeting: shown(questionnaireLimits.greeting),
      askedBy: shown(questionnaireLimits.askedBy),
      days: z.int().min(1).max(questionnaireLimits.days).default(questionnaireLimits.usualDays),
    }),
  },
  output: z.object({ id: z.uuid(), token: z.string(), until: z.iso.date() }),
  example: { params: { id: exampleId }, body: { form: '4-17', language: 'km', greeting: 'S', askedBy: 'Dara' } },
})

export const revokeQuestionnaire = endpoint({
  id: 'questionnaires.revoke',
  method: 'POST',
  path: '/v1/questionnaires/:id/revoke',
  summary: 'Call a link of mine off; one that was answered is settled instead',
  allow: { roles: ['specialist'] },
  audit: { what: 'questionnaire.revoked' },
  input: { params: ownParams },
  output: z.object({ revoked: z.literal(true) }),
  example: { params: { id: exampleId } },
})

export const settleQuestionnaire = endpoint({
  id: 'questionnaires.settle',
  method: 'POST',
  path: '/v1/questionnaires/:id/settle',
  summary: 'I have taken these answers in, and the host has the entry; or I set them aside. They go',
  allow: { roles: ['specialist'] },
  audit: { what: 'questionnaire.settled' },
  input: { params: ownParams, body: z.object({ as: z.enum(['taken-in', 'set-aside']) }) },
  output: z.object({ settled: z.boolean().describe('False while the host has no entry of this id by me') }),
  example: { params: { id: exampleId }, body: { as: 'set-aside' } },
})

const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'questionnaire.token-malformed')

/** What the page of a link shows. `ended`: expired or called off; what else it was is not told any more. */
const openedSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    language: z.enum(['en', 'km']),
    greeting: z.string(),
    askedBy: z.string(),
    until: z.iso.date(),
  }),
  z.object({ state: z.literal('answered'), language: z.enum(['en', 'km']) }),
  z.object({ state: z.literal('ended'), language: z.enum(['en', 'km']) }),
])
export type OpenedQuestionnaire = z.infer<typeof openedSchema>

export const openQuestionnaire = endpoint({
  id: 'questionnaires.open',
  method: 'POST',
  path: '/v1/questionnaire',
  summary: 'What a link asks. The token travels in the body, never in an address',
  allow: 'anyone',
  callsPerMinute: 30,
  bodyLimitBytes: questionnaireLimits.bytes,
  input: { body: z.object({ token: tokenSchema }) },
  output: openedSchema,
  example: { body: { token: exampleToken } },
})

export const answerQuestionnaire = endpoint({
  id: 'questionnaires.answer',
  method: 'POST',
  path: '/v1/questionnaire/answers',
  summary: 'Answer it, once. The answers are sealed and wait for whoever made the link',
  allow: 'anyone',
  callsPerMinute: 10,
  bodyLimitBytes: questionnaireLimits.bytes,
  input: { body: questionnaireAnswersSchema.extend({ token: tokenSchema }) },
  output: z.object({ received: z.literal(true) }),
  example: { body: { token: exampleToken, answers: Array<number>(25).fill(0), impact: Array<null>(6).fill(null) } },
})
