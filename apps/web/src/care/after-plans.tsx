import type { ChildAfter, LeavingCarePlan, ReunificationPlan, TransferCheck } from '@komar/domain/care/after-state'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { LabelLines } from './label-lines.tsx'

/** The way back, the look after a transfer, growing up, the child's own story. */
export function Plans({ after }: { after: ChildAfter }): ReactNode {
  const speech = useSpeech()
  const back = after.reunificationPlans.at(-1)
  const looked = after.transferChecks.at(-1)
  const growing = after.leavingPlans.at(-1)
  return (
    <>
      {back !== undefined && <Back plan={back} />}
      {looked !== undefined && <Transfer looked={looked} />}
      {growing !== undefined && <Growing plan={growing} />}
      {after.stories.map(({ id, entry, body }) => (
        <p key={id}>
          {formatEdtf(entry.occurred, speech)}: {sayOption('what', body.what, speech)}
          {body.words !== undefined && <q className="soft"> {body.words}</q>}
        </p>
      ))}
    </>
  )
}

function Back({ plan: { body } }: { plan: ReunificationPlan }): ReactNode {
  const speech = useSpeech()
  return (
    <div className="card stack-tight">
      <h3>{speech.text('kind.care.reunification-planned')}</h3>
      <p>{speech.text('after.back-on', { date: formatDate(body.backOn, speech) })}</p>
      <LabelLines
        lines={[
          [speech.text('field.aid'), body.aid],
          [speech.text('field.goodbye'), body.goodbye],
          [speech.text('field.nightCall'), body.nightCall],
          [speech.text('field.ifItFails'), body.ifItFails],
        ]}
      />
    </div>
  )
}

function Transfer({ looked: { body, entry } }: { looked: TransferCheck }): ReactNode {
  const speech = useSpeech()
  return (
    <p>
      {speech.text('after.transfer', {
        date: formatEdtf(entry.occurred, speech),
        distance: sayOption('distanceToKin', body.distanceToKin, speech),
      })}{' '}
      <span className="soft">{body.conditions}</span>
    </p>
  )
}

function Growing({ plan: { body } }: { plan: LeavingCarePlan }): ReactNode {
  const speech = useSpeech()
  return (
    <div className="card stack-tight">
      <h3>{speech.text('kind.care.leaving-care-planned')}</h3>
      <LabelLines
        lines={[
          [speech.text('field.livingPlace'), body.livingPlace],
          [speech.text('field.schooling'), body.schooling],
          [speech.text('field.trustedAdult'), body.trustedAdult],
          [speech.text('field.reviewOn'), formatDate(body.reviewOn, speech)],
        ]}
      />
    </div>
  )
}
