// Each norm and cut-off of wellbeing says where it comes from and how far it can be relied on. The page shows "unverified" with
// everything that is not verified or sourced.
import type { EvidenceStatus } from '../law/pack.ts'

export type Evidence = { source: string; status: EvidenceStatus }
