// Growth, health and mind in the demonstration. Written before the stories that look back at what everybody wrote.
import type { Work } from './casework-steps.ts'
import type { ToldFamily } from './family-entries.ts'
import { tellFaltering, tellGrowth } from './growth.ts'
import { tellContact, tellDiary, tellInformants } from './mind.ts'

/** The nurse's rounds, and the stories of four children. */
export function tellWellbeing(work: Work, told: readonly ToldFamily[]): void {
  const of = (story: string) => told.find(({ plan }) => plan.story === story)
  const [bail, father, overstay, outside] = [of('bail'), of('father'), of('overstay'), of('broke-down')]
  tellGrowth(
    work,
    told.filter((family) => family !== bail),
  )
  if (bail !== undefined) tellFaltering(work, bail)
  if (father !== undefined) tellContact(work, father)
  if (overstay !== undefined) tellInformants(work, overstay)
  if (outside !== undefined) tellDiary(work, outside)
}
