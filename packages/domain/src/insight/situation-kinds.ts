// The kinds of entries that the situation report looks at, by type of subject: a reader of large hosts fetches no others.
import { assessmentFinished, decisionDeclared, decisionMade } from '../assess/kinds.ts'
import { programmeStated } from '../conditions/kinds.ts'
import * as register from '../register/kinds.ts'
import { birthSettled, died } from '../register/life-kinds.ts'

const names = (kinds: readonly { name: string }[]): readonly string[] => kinds.map(({ name }) => name)

export const situationKinds: Record<'child' | 'carer' | 'facility', readonly string[]> = {
  child: names([
    register.childRegistered,
    register.birthStated,
    birthSettled,
    register.relationStated,
    register.residenceBegan,
    register.residenceEnded,
    died,
    assessmentFinished,
    decisionMade,
    decisionDeclared,
  ]),
  carer: names([
    register.carerRegistered,
    register.custodyBegan,
    register.custodyChanged,
    register.custodyEnded,
    register.pregnancyRecorded,
    register.pregnancyEnded,
  ]),
  facility: names([register.facilityRegistered, register.censusTaken, programmeStated]),
}
