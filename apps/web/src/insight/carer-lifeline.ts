// A carer in custody as lanes: where held, pregnancies, the children.
import type { CarerFile } from '@komar/domain/insight/carer-file'
import { earlier, type PlainDate } from '@komar/domain/time/plain-date'
import { sayOption } from '../chronicle/field-words.ts'
import type { Speech } from '../i18n/speech.ts'
import type { Lane, LifelineData, Mark } from '../ui/lifeline-data.ts'
import { rangeOf } from './child-lifeline.ts'

/** The lifeline of a carer; null when nothing is dated yet. It begins with what is first known, not with the carer's birth. */
export function carerLifeline(
  { register }: CarerFile,
  today: PlainDate,
  speech: Speech,
  facilityName: (id: string) => string,
): LifelineData | null {
  const held = register.custody.flatMap((spell): Mark[] => {
    const from = rangeOf(spell.from)
    if (from === null) return []
    const label = spell.facility === null ? sayOption('place', spell.place, speech) : facilityName(spell.facility)
    return [
      {
        type: 'spell',
        id: spell.id,
        label,
        look: 'custody',
        from,
        until: spell.to === null ? null : rangeOf(spell.to),
      },
    ]
  })
  const pregnancies = register.pregnancies.flatMap(({ id, from, outcome }): Mark[] => {
    const at = rangeOf(from)
    const label =
      outcome === null
        ? speech.text('carers.pregnant')
        : speech.text('carer.pregnancy-ended', { outcome: sayOption('outcome', outcome, speech) })
    return at === null ? [] : [{ type: 'moment', id, label, look: 'care', at }]
  })
  const lanes: Lane[] = [
    { id: 'held', label: speech.text('lane.held'), marks: held },
    { id: 'pregnancies', label: speech.text('lane.pregnancies'), marks: pregnancies },
  ].filter(({ marks }) => marks.length > 0)
  const first = lanes
    .flatMap(({ marks }) => marks.map((mark) => (mark.type === 'spell' ? mark.from : mark.at).earliest))
    .toSorted()[0]
  return first === undefined ? null : { start: earlier(first, today), today, birth: null, lanes }
}
