import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { dosesOf, doseState, type DoseStanding } from '@komar/domain/wellbeing/immunisation'
import type { WellbeingPack } from '@komar/domain/wellbeing/pack'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate, formatRange } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { List, type Column } from '../ui/list.tsx'
import { StateShape, type ClockState } from '../ui/state-shape.tsx'
import { sayDose } from './dose-words.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

type Props = { file: WellbeingFile; pack: CountryPack; today: PlainDate }

const shapes = {
  given: 'within',
  'not-yet': 'unknown',
  due: 'approaching',
  overdue: 'past',
  'birth-unknown': 'unknown',
} as const satisfies Record<ReturnType<typeof doseState>, ClockState>

/** The vaccination card: each dose given, due, overdue or still to come, with how sure the schedule is. */
export function ImmunisationPart({ file, pack, today }: Props): ReactNode {
  const speech = useSpeech()
  const { text, language } = speech
  const { doses, card } = file.wellbeing
  if (pack.wellbeing === null) return <NoSchedule doses={doses.length} />
  const standing = dosesOf(doses, file.register.birth.range, pack.wellbeing)
  const { immunisation } = pack.wellbeing
  return (
    <div className="stack-tight">
      <h3>{text('vaccine.title')}</h3>
      <p>
        {card === null
          ? text('vaccine.card-unknown')
          : text('vaccine.card', { card: sayOption('card', card.body.card, speech) })}
      </p>
      {immunisation.status !== 'sourced' && (
        <Notice tone="amber" heading={text('wellbeing.unverified')}>
          <p>{immunisation.note[language]}</p>
        </Notice>
      )}
      <details open={doses.length > 0}>
        <summary>{text('vaccine.list')}</summary>
        <Doses standing={standing} pack={pack.wellbeing} today={today} />
      </details>
    </div>
  )
}

/** The rules of the country hold no schedule: what was given stands in the chronicle. */
function NoSchedule({ doses }: { doses: number }): ReactNode {
  const { text } = useSpeech()
  return (
    <div className="stack-tight">
      <h3>{text('vaccine.title')}</h3>
      <p className="soft">{text('vaccine.no-schedule', { count: doses })}</p>
    </div>
  )
}

type DosesProps = { standing: readonly DoseStanding[]; pack: WellbeingPack; today: PlainDate }

function Doses({ standing, pack, today }: DosesProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const columns: Column<DoseStanding>[] = [
    {
      id: 'which',
      heading: text('vaccine.which'),
      isName: true,
      cell: ({ scheduled }) => sayDose(scheduled, pack, speech),
    },
    {
      id: 'state',
      heading: text('vaccine.state'),
      cell: (dose) => <State dose={dose} pack={pack} today={today} />,
    },
    {
      id: 'when',
      heading: text('vaccine.when'),
      cell: ({ given, due }) =>
        given !== null
          ? given.on === null
            ? '–'
            : formatDate(given.on, speech)
          : due === null
            ? '–'
            : formatRange(due, speech),
    },
    {
      id: 'sure',
      heading: text('vaccine.sure'),
      cell: ({ scheduled }) => text(`wellbeing.status.${scheduled.status}`),
    },
  ]
  return (
    <List
      caption={text('vaccine.list')}
      columns={columns}
      rows={standing}
      rowKey={({ scheduled }) => `${scheduled.vaccine} ${scheduled.dose}`}
      whenEmpty={null}
    />
  )
}

function State({ dose, pack, today }: { dose: DoseStanding; pack: WellbeingPack; today: PlainDate }): ReactNode {
  const speech = useSpeech()
  const state = doseState(dose, today, pack)
  const { notGiven } = dose
  return (
    <>
      <StateShape state={shapes[state]} /> {speech.text(`vaccine.state.${state}`)}
      {notGiven !== null && <p className="soft">{sayOption('vaccination', notGiven.body.vaccination, speech)}</p>}
    </>
  )
}
