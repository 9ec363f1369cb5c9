// Pictures and spoken notes with what became of each: the small picture from this device, the whole of it when somebody asks.
import type { Attachment } from '@komar/domain/chronicle/attachments'
import { AudioLines, FileText, Image, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import type { KeptAttachment } from '../store/attachments.ts'
import { useBlobAddress, useKept, useThumbnail, useWhole } from '../store/use-attachments.tsx'
import { Button } from './button.tsx'
import './attachment-list.css'

type Props = { attachments: readonly Attachment[]; onRemove?: (id: string) => void }

export function AttachmentList({ attachments, onRemove }: Props): ReactNode {
  const kept = useKept()
  return (
    <ul className="attachments plain-list">
      {attachments.map((attachment, index) => (
        <li key={attachment.id} className="attachment">
          <OneAttachment attachment={attachment} number={index + 1} kept={kept.get(attachment.id)} />
          {onRemove !== undefined && <Remove onPress={() => onRemove(attachment.id)} />}
        </li>
      ))}
    </ul>
  )
}

type OneProps = { attachment: Attachment; number: number; kept: KeptAttachment | undefined }

function OneAttachment({ attachment, number, kept }: OneProps): ReactNode {
  const speech = useSpeech()
  const whole = useWhole()
  const [shown, setShown] = useState<Blob | 'asked' | 'missing' | null>(null)
  const thumb = useBlobAddress(useThumbnail(attachment.id))
  const address = useBlobAddress(shown instanceof Blob ? shown : null)
  const show = async (): Promise<void> => {
    setShown('asked')
    setShown((await whole(attachment)) ?? 'missing')
  }
  const isSound = attachment.type.startsWith('audio/')
  const name = speech.text(isSound ? 'attachment.sound' : 'attachment.picture', { number })
  return (
    <div className="stack-tight">
      {address !== null && <Whole address={address} type={attachment.type} name={name} />}
      {address === null && (
        <button type="button" className="attachment-open" onClick={() => void show()} disabled={shown === 'asked'}>
          {thumb === null ? <Sign type={attachment.type} /> : <img src={thumb} alt="" />}
          <span>{speech.text(isSound ? 'attachment.listen' : 'attachment.show', { number })}</span>
        </button>
      )}
      {shown === 'missing' && <p role="status">{speech.text('attachment.missing')}</p>}
      {kept !== undefined && <p className="small soft">{sayState(kept, speech)}</p>}
    </div>
  )
}

function Whole({ address, type, name }: { address: string; type: Attachment['type']; name: string }): ReactNode {
  const text = useText()
  if (type.startsWith('image/')) return <img className="attachment-whole" src={address} alt={name} />
  if (type.startsWith('audio/')) return <audio controls src={address} aria-label={name} />
  return (
    <a href={address} download="paper.pdf">
      {text('attachment.open-paper')}
    </a>
  )
}

function Sign({ type }: Pick<Attachment, 'type'>): ReactNode {
  const Icon = type.startsWith('audio/') ? AudioLines : type.startsWith('image/') ? Image : FileText
  return <Icon aria-hidden="true" size={28} />
}

/** Waiting, n of m, done, or refused with the reason. */
function sayState({ state, received, bytes, refused }: KeptAttachment, speech: Speech): string {
  const inKilobytes = (value: number): string => formatNumber(Math.ceil(value / 1000), speech)
  switch (state) {
    case 'draft':
      return speech.text('attachment.state-draft')
    case 'waiting':
      return received === 0
        ? speech.text('attachment.state-waiting')
        : speech.text('attachment.state-part', { received: inKilobytes(received), bytes: inKilobytes(bytes) })
    case 'done':
      return speech.text('attachment.state-done')
    case 'refused':
      return speech.text('attachment.state-refused', { code: refused ?? '' })
  }
}

function Remove({ onPress }: { onPress: () => void }): ReactNode {
  const text = useText()
  return (
    <Button weight="quiet" onClick={onPress}>
      <Trash2 aria-hidden="true" size={18} />
      {text('attachment.remove')}
    </Button>
  )
}
