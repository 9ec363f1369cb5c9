// Papers, nationality and the consul, folded: the last word counts.
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { carerDescribed, carerIsChildStated, consulAsked, papersStated } from './standing-kinds.ts'

export type ChildStanding = {
  papers: Stated<typeof papersStated> | null
  consul: Stated<typeof consulAsked> | null
}

/** What is known of a child's papers. */
export function childStanding(settled: Settled): ChildStanding {
  return {
    papers: statedOf(settled, papersStated).at(-1) ?? null,
    consul: statedOf(settled, consulAsked).at(-1) ?? null,
  }
}

/** Foreign or without a state: planning takes longer, and a return to another country is a scenario to plan for. */
export function isForeign({ papers }: ChildStanding): boolean {
  return papers?.body.nationality === 'foreign' || papers?.body.nationality === 'stateless'
}

export type CarerStanding = {
  described: Stated<typeof carerDescribed> | null
  /** The record that a carer under age has as a child. */
  ownRecord: Stated<typeof carerIsChildStated> | null
}

/** What a carer in custody needs to be understood and defended, and her own record where she is a child herself. */
export function carerStanding(settled: Settled): CarerStanding {
  return {
    described: statedOf(settled, carerDescribed).at(-1) ?? null,
    ownRecord: statedOf(settled, carerIsChildStated).at(-1) ?? null,
  }
}
