import type { Work } from '../casework.ts'
import type { ToldFamily } from '../family-entries.ts'
export function tellStories(_work: Work, _told: readonly ToldFamily[]): void {}
