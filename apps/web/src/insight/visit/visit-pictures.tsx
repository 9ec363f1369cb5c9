// Photographs of rooms, food, water and paper, and a spoken note for one's own agency. The page says what may be in a picture before the
// camera opens, and takes none of which nobody said that it shows no face (practice.md part 2, photographs).
import { photographed } from '@komar/domain/conditions/round-kinds'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language-provider.tsx'
import type { Attachments } from '../../store/attachments.ts'
import { useAttachments } from '../../store/use-attachments.tsx'
import { AttachmentTaker } from '../../ui/attachment-taker.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, Tick } from '../../ui/choice-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Change, PictureDraft, VisitDraft } from './visit-draft.ts'

type Props = { draft: VisitDraft; change: Change }

export function Pictures({ draft, change }: Props): ReactNode {
  const text = useText()
  const attachments = useAttachments()
  if (attachments === null) return <p className="soft">{text('attachment.not-here')}</p>
  const set = (index: number, to: Partial<PictureDraft>): void =>
    change((before) => ({
      ...before,
      pictures: before.pictures.map((each, at) => (at === index ? { ...each, ...to } : each)),
    }))
  const add = (): void =>
    change((before) => ({
      ...before,
      pictures: [...before.pictures, { hasNoFace: false, caption: '', attachments: [] }],
    }))
  return (
    <div className="stack">
      <Notice tone="amber" heading={text('visit.no-faces')}>
        <p>{text('visit.no-faces-why')}</p>
      </Notice>
      {draft.pictures.map((picture, index) => (
        <Picture key={index} index={index} picture={picture} attachments={attachments} set={(to) => set(index, to)} />
      ))}
      <div>
        <Button onClick={add}>
          <Plus aria-hidden="true" size={18} />
          {text('visit.add-pictures')}
        </Button>
      </div>
      <h3>{text('visit.voice')}</h3>
      <AttachmentTaker
        attachments={attachments}
        taken={draft.voice}
        onChange={(voice) => change((before) => ({ ...before, voice: [...voice] }))}
        takes="voice"
        rule="visit.voice-rule"
      />
    </div>
  )
}

type PictureProps = {
  index: number
  picture: PictureDraft
  attachments: Attachments
  set: (to: Partial<PictureDraft>) => void
}

function Picture({ index, picture, attachments, set }: PictureProps): ReactNode {
  const text = useText()
  return (
    <div className="card stack-tight">
      <ChoiceField
        id={`visit-photographed-${index}`}
        label={text('field.photographed')}
        options={photographed.map((value) => ({ value, label: text(`option.photographed.${value}`) }))}
        value={picture.photographed ?? null}
        onChange={(what) => set({ photographed: what })}
        isBeside
      />
      <AttachmentTaker
        attachments={attachments}
        taken={picture.attachments}
        // A new picture has to be looked at anew.
        onChange={(taken) => set({ attachments: [...taken], hasNoFace: false })}
        takes="pictures"
        rule="visit.picture-rule"
      />
      {picture.attachments.length > 0 && (
        <>
          <Tick
            label={text('visit.i-looked')}
            isTicked={picture.hasNoFace}
            onChange={(hasNoFace) => set({ hasNoFace })}
          />
          {!picture.hasNoFace && <p className="small">{text('visit.not-recorded-yet')}</p>}
          <TextField
            id={`visit-caption-${index}`}
            label={text('field.caption')}
            isOptional
            value={picture.caption}
            onChange={(caption) => set({ caption })}
          />
        </>
      )}
    </div>
  )
}
