// The demonstration's ledger of recommendations (R.6 of the report): what the monitoring agency advised, what came back, what was seen.
import { adviceAnswered, adviceFollowed, adviceGiven } from '@komar/domain/sharing/kinds'
import { addDays, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { hours } from './calendar.ts'
import type { FacilityIds } from './facility-entries.ts'
import type { Authored, Pen } from './pen.ts'
import type { BodyOf } from '@komar/domain/chronicle/kind'

type Reply = { on: string } & Omit<Authored<BodyOf<typeof adviceAnswered>>, 'advice'>
type Seen = { on: string } & Omit<Authored<BodyOf<typeof adviceFollowed>>, 'advice'>
type Told = { at: string; on: string; to: string; advice: string; from: string; reply?: Reply; seen?: Seen }

const director = 'នាយកពន្ធនាគារ'
const visit = 'ទស្សនកិច្ចប្រចាំខែ'

const ledger: readonly Told[] = [
  {
    at: 'CC2',
    on: '2013-10-22',
    to: director,
    advice: 'សូមបើកទីធ្លានៅថ្ងៃដែលមត្តេយ្យបិទ យ៉ាងតិចពីរម៉ោង។',
    from: visit,
    reply: { on: '2013-11-12', reply: 'accepted', promisedBy: plainDate('2014-01-31') },
    seen: { on: '2014-02-18', outcome: 'in-part', words: 'បើកតែពេលព្រឹក' },
  },
  {
    at: 'CC2',
    on: '2014-03-18',
    to: 'មន្ទីរសុខាភិបាល',
    advice: 'សូមឱ្យពេទ្យមកពិនិត្យកុមាររៀងរាល់ខែ ទាំងទម្ងន់ និងវ៉ាក់សាំង។',
    from: visit,
    reply: { on: '2014-04-08', reply: 'accepted' },
    seen: { on: '2014-06-17', outcome: 'done' },
  },
  { at: 'CC2', on: '2014-11-18', to: director, advice: 'សូមដាក់ចានទឹកស្អាត និងសាប៊ូក្នុងបន្ទប់ម្តាយ ទាំងពេលយប់។', from: visit },
  {
    at: 'BTB-P',
    on: '2014-05-14',
    to: 'មន្ទីរសង្គមកិច្ចខេត្ត',
    advice: 'សូមមកជួបម្តាយមុនកូនគ្រប់អាយុពីរឆ្នាំកន្លះ។',
    from: 'របាយការណ៍ត្រីមាសទីមួយ',
    reply: { on: '2014-06-20', reply: 'passed-on', passedTo: 'ការិយាល័យសង្គមកិច្ចស្រុក' },
  },
  { at: 'KCM-P', on: '2014-08-13', to: director, advice: 'សូមកុំឱ្យកុមារត្រូវរាប់ជាមួយអ្នកទោស។', from: visit },
  {
    at: 'SRP-P',
    on: '2014-07-16',
    to: director,
    advice: 'សូមប្រគល់ប្រាក់អាហារឱ្យម្តាយដោយផ្ទាល់ និងមានហត្ថលេខា។',
    from: visit,
    reply: { on: '2014-07-30', reply: 'refused', words: 'រង់ចាំសេចក្តីណែនាំពីអគ្គនាយកដ្ឋាន' },
  },
]

const replyDays = 21

/** Tells the ledger: answered and not, promised and overdue, done and half done. */
export function tellAdvice(pen: Pen, idOf: FacilityIds): void {
  for (const { at, on, to, advice, from, reply, seen } of ledger) {
    const by = { who: 'monitor', hour: hours.monitor, subject: idOf(at) } as const
    const day = (text: string): PlainDate => plainDate(text)
    const given = pen.write(adviceGiven, {
      ...by,
      day: day(on),
      body: { to, advice, followsFrom: from, replyDue: addDays(day(on), replyDays) },
    })
    if (reply !== undefined) {
      const { on: replied, ...body } = reply
      pen.write(adviceAnswered, { ...by, day: day(replied), basis: 'document', body: { ...body, advice: given } })
    }
    if (seen !== undefined) {
      const { on: looked, ...body } = seen
      pen.write(adviceFollowed, { ...by, day: day(looked), body: { ...body, advice: given } })
    }
  }
}
