// Who stands in the picture of a family: carers in custody and relatives above, the child and its brothers and sisters below.
import type { CarerRow, ChildRow, ShownNames } from '@komar/contract/register'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { LostContact, Sibling } from '@komar/domain/register/family-state'
import { sayOption } from '../chronicle/field-words.ts'
import type { MessageId } from '../i18n/message-id.ts'
import type { Speech } from '../i18n/speech.ts'
import type { FamilyBond, FamilyPerson } from '../ui/family-picture.tsx'

export type FamilyWords = {
  speech: Speech
  sayPerson: (person: { id: string; code?: string | null; names: ShownNames | null }) => { words: string }
  carers: ReadonlyMap<string, CarerRow>
  children: ReadonlyMap<string, ChildRow>
}

type Family = Pick<ChildFile, 'child' | 'register' | 'care' | 'family'>

/** The people of a child's family, each once. */
export function familyPeople(file: Family, words: FamilyWords): { elders: FamilyPerson[]; children: FamilyPerson[] } {
  const lost = file.family.lostContacts.filter(({ isFound }) => !isFound)
  const carers = [...new Map(file.register.relations.map((each) => [each.carer, each])).values()]
  const kin = file.care.kin.filter(({ body }) => body.relation !== 'home' && body.relation !== 'foster-carer')
  return {
    elders: [
      ...carers.map(({ carer, relation }) => carerOf(carer, relation, lost, words)),
      ...kin.map(({ entry, body }) => kinOf(entry.subject, body, lost, words)),
      ...lost.filter(isOnlyNamed).map((search) => lostOf(search, words)),
    ],
    children: [selfOf(file, words), ...file.family.siblings.map((each) => siblingOf(each, lost, words))],
  }
}

function carerOf(id: string, relation: string, lost: readonly LostContact[], words: FamilyWords): FamilyPerson {
  const { speech, sayPerson, carers } = words
  const row = carers.get(id)
  const isLost = lost.some(({ lost: { body } }) => body.lostRelation === relation && body.kin === undefined)
  return {
    id,
    name: row === undefined ? speech.text('family.name-not-shown') : sayPerson(row).words,
    sex: relation === 'father' || relation === 'grandfather' ? 'male' : relation === 'other' ? 'unknown' : 'female',
    bond: isLost ? 'lost' : 'solid',
    bondWords: join(sayOption('relation', relation, speech), isLost && speech.text('family.lost')),
    now: '',
  }
}

const men: ReadonlySet<string> = new Set(['father', 'grandfather', 'uncle', 'brother'])
const women: ReadonlySet<string> = new Set(['grandmother', 'aunt', 'sister'])

type KinBody = Family['care']['kin'][number]['body']

function kinOf(id: string, body: KinBody, lost: readonly LostContact[], words: FamilyWords): FamilyPerson {
  const { speech, sayPerson } = words
  const { km, latin, called } = body.names
  const isLost = lost.some((each) => each.lost.body.kin === id)
  return {
    id,
    name: sayPerson({ id, names: { km: km ?? null, latin: latin ?? null, called: called ?? null } }).words,
    sex: men.has(body.relation) ? 'male' : women.has(body.relation) ? 'female' : 'unknown',
    bond: isLost ? 'lost' : 'solid',
    bondWords: join(sayOption('relation', body.relation, speech), isLost && speech.text('family.lost')),
    now: '',
  }
}

/** Someone who was lost before anyone registered them: only a name is known. */
function isOnlyNamed({ lost: { body } }: LostContact): boolean {
  return body.kin === undefined && body.sibling === undefined && body.lostRelation !== 'mother'
}

function lostOf({ lost }: LostContact, { speech, sayPerson }: FamilyWords): FamilyPerson {
  const { whom, lostRelation } = lost.body
  const names = { km: whom, latin: whom, called: null }
  return {
    id: lost.id,
    name: sayPerson({ id: lost.id, names }).words,
    sex: lostRelation === 'father' ? 'male' : 'unknown',
    bond: 'lost',
    bondWords: join(sayOption('lostRelation', lostRelation, speech), speech.text('family.lost')),
    now: '',
  }
}

function selfOf({ child, register }: Family, { speech, sayPerson }: FamilyWords): FamilyPerson {
  const { names, code, sex } = register
  const shown = { km: names?.km ?? null, latin: names?.latin ?? null, called: names?.called ?? null }
  return {
    id: child,
    name: sayPerson({ id: child, code, names: shown }).words,
    sex,
    bond: 'self',
    bondWords: speech.text('family.this-child'),
    now: '',
  }
}

const bondIds = {
  full: 'family.sibling-full',
  half: 'family.sibling-half',
  step: 'family.sibling-step',
  unknown: 'family.sibling-unknown',
} as const satisfies Record<Sibling['bond'], MessageId>

function siblingOf(sibling: Sibling, lost: readonly LostContact[], words: FamilyWords): FamilyPerson {
  const { speech, sayPerson, children } = words
  const { child, names, sex, bond, isTwin, id } = sibling
  const row = child === null ? undefined : children.get(child)
  const given = { km: names?.km ?? null, latin: names?.latin ?? null, called: names?.called ?? null }
  const isLost = lost.some(({ lost: { body } }) => body.sibling !== undefined && body.sibling === child)
  const said = row?.sex ?? sex ?? 'unknown'
  return {
    id: child ?? id,
    name:
      row !== undefined
        ? sayPerson(row).words
        : names === undefined
          ? speech.text('family.name-not-shown')
          : sayPerson({ id, names: given }).words,
    sex: said === 'female' || said === 'male' ? said : 'unknown',
    bond: lineOf(sibling, isLost),
    bondWords: join(
      speech.text(bondIds[bond]),
      isTwin && speech.text('family.twin'),
      isLost && speech.text('family.lost'),
    ),
    now: nowOf(sibling, speech),
  }
}

function lineOf({ bond, isTwin }: Sibling, isLost: boolean): FamilyBond {
  if (isLost) return 'lost'
  if (isTwin) return 'double'
  return bond === 'half' || bond === 'step' ? 'dashed' : 'solid'
}

function nowOf({ livesTogether, siblingPlace }: Sibling, speech: Speech): string {
  if (livesTogether === 'yes') return speech.text('family.together')
  if (livesTogether === 'unknown' && siblingPlace === undefined) return ''
  return speech.text('family.apart', { where: sayOption('siblingPlace', siblingPlace ?? 'unknown', speech) })
}

function join(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join(' · ')
}
