import { listBrokenGlass, type BrokenGlass } from '@komar/contract/broken-glass'
import { ask } from '../store/ask.ts'

/** Records that were opened in need, as far as one may know of them. Stable, for `useAnswer`. */
export function askGlassList(isBackground: boolean) {
  return ask(listBrokenGlass, {}, { isBackground })
}

/** Whether it waits for this person to judge it: never one's own. */
export function isToJudge({ finding, isMine }: BrokenGlass): boolean {
  return finding === null && !isMine
}
