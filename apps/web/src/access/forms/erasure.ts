// To ask that entries be erased, and to agree for a second agency. The way in is the entry itself, on the child's page; the list holds it
// with its other versions, and for a complaint all that belongs to it, so that no half of a story stays.
import { erasureAgreed, erasureAsked, erasureGrounds, erasureJudgements } from '@komar/domain/access/erasure-kinds'
import { isErasable, withCorrections } from '@komar/domain/access/erasure-state'
import { withholdingOf } from '@komar/domain/access/withholding'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { kindTitle } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { many, oneOf, said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { mostListed, requestsIn } from './erasure-requests.ts'
import { ErasureInWords, ErasureWarning } from './erasure-in-words.tsx'

/** Accepted entries that can go, the newest first and not all of them; of a link to one entry, that entry and all that belongs to it. */
function erasable({ entries, query }: RecordContext): Recorded[] {
  const all = entries.filter(
    ({ kind, seq, retracts }) => seq !== undefined && retracts === undefined && isErasable(kind),
  )
  const named = all.find(({ id }) => id === query['entry'])
  const linked = named === undefined ? null : linksOf(named, all)
  if (linked !== null) return all.filter(({ id }) => linked.has(id)).toReversed()
  return all.toReversed().slice(0, mostListed)
}

/** An entry with its other versions and its matter, in both directions. */
function linksOf(entry: Recorded, all: readonly Recorded[]): Set<string> {
  const linked = new Set<string>([entry.id])
  const pairs = all.flatMap((each) =>
    [each.replaces, ...(withholdingOf(each)?.with ?? [])].flatMap((to) => (to === undefined ? [] : [[each.id, to]])),
  )
  for (let size = 0; size !== linked.size;) {
    size = linked.size
    for (const pair of pairs) if (pair.some((id) => linked.has(id))) for (const id of pair) linked.add(id)
  }
  return linked
}

function entryOptions(context: RecordContext): Option[] {
  const { speech } = context
  return erasable(context).map(({ id, kind, occurred }) => ({
    value: id,
    label: `${speech.text(kindTitle(kind))}, ${formatEdtf(occurred, speech)}`,
  }))
}

export const erasureForm: FormDefinition = {
  name: 'erasure',
  subject: 'child',
  title: 'action.erasure',
  lead: 'form.erasure.lead',
  kinds: [erasureAsked.name],
  fields: [
    { type: 'slot', id: 'warning', Component: ErasureWarning },
    {
      type: 'many',
      id: 'toErase',
      label: 'form.erasure.which',
      help: 'form.erasure.which-help',
      options: entryOptions,
    },
    { type: 'choice', id: 'ground', label: 'form.erasure.ground', options: words('option.ground', erasureGrounds) },
    {
      type: 'line',
      id: 'orderedBy',
      label: 'form.erasure.ordered-by',
      when: (values) => said(values, 'ground') === 'court-order',
    },
    { type: 'text', id: 'whyErase', label: 'form.erasure.why', help: 'form.erasure.why-help' },
  ],
  initial: (context) => ({
    toErase: context.query['entry'] === undefined ? [] : erasable(context).map(({ id }) => id),
  }),
  build: (values, context) => {
    // With all that corrects or withdraws them: a withdrawal stands in no list, and is named all the same.
    const chosen = many(values, 'toErase')
    const named = context.entries.flatMap(({ id }) => (chosen.includes(id) ? [id] : []))
    const gone = withCorrections(named, context.entries)
    const going = context.entries.filter(({ id }) => gone.has(id))
    const toErase = going.map(({ id }) => id)
    const subjects = new Set(going.flatMap(({ subject, also }) => [subject, ...also]))
    const none = noId(context)
    return [
      act(context, {
        kind: erasureAsked.name,
        subject: context.subject.id,
        also: [...subjects].filter((id) => id !== context.subject.id),
        body: {
          toErase: toErase.length === 0 && none !== undefined ? [none] : toErase,
          ground: oneOf(values, 'ground', erasureGrounds) ?? (none === undefined ? undefined : 'must-not-be-kept'),
          whyErase: said(values, 'whyErase') ?? context.placeholder,
          orderedBy: said(values, 'ground') === 'court-order' ? said(values, 'orderedBy') : undefined,
        },
      }),
    ]
  },
}

function requestOptions(context: RecordContext): Option[] {
  const { speech } = context
  return requestsIn(context).map(({ entry, body }) => ({
    value: entry.id,
    label: `${formatEdtf(entry.occurred, speech)}: ${speech.text(`option.ground.${body.ground}`)}`,
  }))
}

export const erasureAgreementForm: FormDefinition = {
  name: 'erasure-agreement',
  subject: 'child',
  title: 'action.erasure-agreement',
  lead: 'form.erasure-agreement.lead',
  kinds: [erasureAgreed.name],
  fields: [
    { type: 'select', id: 'request', label: 'form.erasure-agreement.request', options: requestOptions },
    { type: 'slot', id: 'in-words', Component: ErasureInWords },
    {
      type: 'choice',
      id: 'judged',
      label: 'form.erasure-agreement.judged',
      help: 'form.erasure-agreement.judged-help',
      options: words('option.judged', erasureJudgements),
    },
    {
      type: 'text',
      id: 'words',
      label: 'form.erasure-agreement.words',
      help: 'form.erasure.why-help',
      isOptional: true,
    },
  ],
  initial: (context) => {
    const options = requestOptions(context)
    return { request: options.length === 1 ? (options[0]?.value ?? '') : '' }
  },
  build: (values, context) => {
    const request = requestsIn(context).find(({ entry }) => entry.id === said(values, 'request'))
    const none = noId(context)
    return [
      act(context, {
        kind: erasureAgreed.name,
        subject: request?.entry.subject ?? context.subject.id,
        also: request?.entry.also ?? [],
        body: {
          request: request?.entry.id ?? none,
          judged: oneOf(values, 'judged', erasureJudgements) ?? (none === undefined ? undefined : 'told'),
          words: said(values, 'words'),
        },
      }),
    ]
  },
}
