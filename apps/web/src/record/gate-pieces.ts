// Asks the domain's own gate before anything is sent, over what can be seen here, and says each piece with where it is mended.
// What cannot be seen here reads "cannot tell"; the host decides over everything.
import { accessClasses, maskOf } from '@komar/domain/access/classes'
import type { MissingPiece } from '@komar/domain/chronicle/problem'
import type { Check, GateWorld } from '@komar/domain/chronicle/gate'
import { rule } from '@komar/domain/chronicle/gate'
import type { Recorded, SubjectId, Written } from '@komar/domain/chronicle/entry'
import { gateCodes, gateFor, type GateCode } from '@komar/domain/gates'
import type { CountryPack } from '@komar/domain/policy'
import { mendPath } from './gate-mends.ts'
import type { MessageId } from '../i18n/message-id.ts'
import type { GatePiece } from '../ui/gate-list.tsx'
import { sayParams } from './gate-params.ts'
import type { RecordContext } from './context.ts'

/** The checks of an act's gate, met and unmet, as this reader may see them; empty for a fact. */
export function livePieces(act: Written, context: RecordContext): GatePiece[] {
  const gate = gateFor(act.kind)
  if (gate === undefined) return []
  return gate.checks(act, worldOf(context)).map((check, index) => livePiece(check, index, context))
}

function livePiece(check: Check, index: number, context: RecordContext): GatePiece {
  const key = `${index} ${check.code}`
  const [piece] = rule([check], maskOf(context.session.mayRead)).pieces
  if (piece !== undefined) return refusedPiece(piece, index, context)
  return { key, status: 'met', sentence: sentenceOf(check.code, check.params ?? {}, context) }
}

type ShownPiece = Pick<MissingPiece, 'code' | 'status'> & { params?: MissingPiece['params'] | undefined }

/** The pieces of the host's refusal. */
export function refusedPieces(missing: readonly ShownPiece[], context: RecordContext): GatePiece[] {
  return missing.map((piece, index) => refusedPiece(piece, index, context))
}

function refusedPiece(piece: ShownPiece, index: number, context: RecordContext): GatePiece {
  const path = isGateCode(piece.code) ? mendPath(piece.code, piece.params ?? {}, context) : null
  return {
    key: `${index} ${piece.code}`,
    status: piece.status,
    sentence: sentenceOf(piece.code, piece.params ?? {}, context),
    ...(path === null ? {} : { mend: { to: path, label: context.speech.text('gate.mend') } }),
  }
}

const known: ReadonlySet<string> = new Set(gateCodes)

function isGateCode(code: string): code is GateCode {
  return known.has(code)
}

function sentenceOf(code: string, params: Record<string, string | number>, context: RecordContext): string {
  if (!isGateCode(code)) return code
  const id: MessageId = `gate.${code}`
  return context.speech.text(id, sayParams(params, context))
}

function worldOf(context: RecordContext): GateWorld<CountryPack> {
  return {
    chronicle: (subject) => chronicleOf(subject, context),
    agency: (id) => {
      const found = context.agencies.find((each) => each.id === id)
      return found && { id, kind: found.kind, isState: found.isState }
    },
    isOwnCarer: () => true,
    isColleague: () => false,
    otherAgencies: [],
    authorReads: maskOf(accessClasses.filter((each) => context.session.mayRead.includes(each))),
    pack: context.pack,
    today: context.today,
  }
}

/** Kin have no page of their own: what is known of them stands in the child's chronicle too. */
function chronicleOf(subject: SubjectId, { entries, carerEntries, subject: own }: RecordContext): readonly Recorded[] {
  const known = subject === own.id ? entries : [...entries, ...carerEntries]
  return known.filter((entry) => entry.subject === subject || entry.also.includes(subject))
}
