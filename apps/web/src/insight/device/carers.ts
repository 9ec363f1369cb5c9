// Carers in custody and prisons from this device: as the host's apps/server/src/register/carers.ts.
import { listFacilities, searchCarers, showCarer, type CarerRow, type FacilityRow } from '@komar/contract/register'
import { compareText, firstInOrder } from '@komar/domain/chronicle/order'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { CarerSummary, ChildSummary } from '@komar/domain/insight/summary'
import { likenessOf } from '@komar/domain/register/name-likeness'
import { answerer, type About } from '../../store/answerer.ts'

const mostCounted = 1001

function carerRow({ subject, identity, custody }: CarerSummary, about: About): CarerRow {
  return {
    id: subject,
    names: { km: identity?.nameKm ?? null, latin: identity?.nameLatin ?? null, called: identity?.called ?? null },
    sex: identity?.sex ?? null,
    isHeld: custody?.isHeld ?? null,
    facility: custody?.facility ?? null,
    heldSince: custody?.heldSince ?? null,
    legalStatus: custody?.legalStatus ?? null,
    charge: custody?.charge ?? null,
    expectedRelease: custody?.expectedRelease ?? null,
    isPregnant: custody?.isPregnant ?? null,
    due: custody?.due ?? null,
    children: childrenOf(subject, about),
  }
}

/** Of a child with several records, the kept one, where both name the carer. */
function childrenOf(carer: SubjectId, about: About): CarerRow['children'] {
  const own = about.device.summaries('child').flatMap((child) => {
    const relation = child.carers.find((one) => one.carer === carer)?.relation
    return relation === undefined || child.dates === null ? [] : [{ child, relation, isInside: child.dates.isInside }]
  })
  const isNamedByKept = ({ sameAs }: ChildSummary) => own.some(({ child }) => child.subject === sameAs)
  return own
    .filter(({ child }) => !isNamedByKept(child))
    .map(({ child, relation, isInside }) => ({ child: child.subject, relation, isInside }))
    .toSorted((left, right) => compareText(left.child, right.child))
}

function isOnly({ custody }: CarerSummary, only: 'held' | 'pregnant' | 'released' | 'all'): boolean {
  switch (only) {
    case 'held':
      return custody?.isHeld === true
    case 'pregnant':
      return custody?.isPregnant === true
    case 'released':
      return custody?.isHeld === false
    case 'all':
      return true
  }
}

const search = answerer(searchCarers, ({ body }, about) => {
  const { text, facility, only, cursor, limit } = body
  const isNamed = ({ identity }: CarerSummary) => !text || likenessOf(text, identity?.search ?? '') !== null
  const found = about.device
    .summaries('carer')
    .filter(
      (carer) =>
        isOnly(carer, only) && (facility === undefined || carer.custody?.facility === facility) && isNamed(carer),
    )
  const after = found.filter(({ subject }) => cursor === undefined || subject > cursor)
  const page = firstInOrder(after, limit, (left, right) => compareText(left.subject, right.subject))
  const last = page.length === limit ? page.at(-1) : undefined
  return {
    value: {
      carers: page.map((carer) => carerRow(carer, about)),
      total: Math.min(found.length, mostCounted),
      cursor: last?.subject ?? null,
      today: about.today,
    },
  }
})

const show = answerer(showCarer, ({ params }, about) => {
  const summary = about.device.summary(params.id as SubjectId) // an id that is none finds nothing
  return summary?.type === 'carer' ? { value: { carer: carerRow(summary, about), today: about.today } } : null
})

const facilities = answerer(listFacilities, async (_, about) => {
  const heard = await about.lastHeard(listFacilities, {})
  const known = new Map<string, Omit<FacilityRow, 'childrenSeen'>>(heard?.facilities.map((row) => [row.id, row]))
  for (const { subject, facts } of about.device.summaries('facility')) {
    // Entries of a prison reach whoever is in its circle; whether that is still so, the host's own list says.
    if (facts !== null) known.set(subject, { id: subject, ...facts, isMine: known.get(subject)?.isMine ?? true })
  }
  const inside = childrenByPrison(about)
  const rows = [...known.values()].map((row): FacilityRow => ({ ...row, childrenSeen: inside.get(row.id) ?? 0 }))
  const listed = rows.toSorted(
    (left, right) => Number(right.isMine) - Number(left.isMine) || compareText(left.nameEn, right.nameEn),
  )
  return { value: { facilities: listed, today: about.today } }
})

/** Each child once, where the record that holds its place says it. */
function childrenByPrison({ device }: About): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { identity, dates } of device.summaries('child')) {
    const facility = identity?.facility
    if (facility === undefined || facility === null || dates?.isInside !== true) continue
    counts.set(facility, (counts.get(facility) ?? 0) + 1)
  }
  return counts
}

export const carerAnswerers = [search, show, facilities]
