import type { PolicyPack } from '@komar/domain/policy'
import type { ToldFamily } from './family-entries.ts'
import type { Pen } from './pen.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'
export type Work = { pen: Pen; people: People; pack: PolicyPack; random: Random }
export function tellCasework(_work: Work, _told: readonly ToldFamily[]): void {}
