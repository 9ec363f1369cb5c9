// Takes pictures and spoken notes: the phone's camera or a file, shrunk and bare before it is kept, and never without what has to be
// known first being said (practice.md part 2, photographs: rooms, food, water, paper; no faces).
import { attachmentLimits, type Attachment } from '@komar/domain/chronicle/attachments'
import { Camera, Mic, Square } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import type { Attachments } from '../store/attachments.ts'
import { DiskFull } from '../store/disk.ts'
import { AttachmentList } from './attachment-list.tsx'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { canRecordVoice, recordVoice, type VoiceRecording } from './record-voice.ts'
import { shrinkPicture } from './shrink-picture.ts'

type Props = {
  attachments: Attachments
  taken: readonly Attachment[]
  onChange: (taken: readonly Attachment[]) => void
  takes: 'pictures' | 'voice'
  /** Said before each: what may be in it and what may not. */
  rule: MessageId
}

type Fault = 'attachment.full' | 'attachment.unreadable' | 'attachment.no-microphone'

export function AttachmentTaker({ attachments, taken, onChange, takes, rule }: Props): ReactNode {
  const text = useText()
  const [fault, setFault] = useState<Fault | null>(null)
  const isFull = taken.length >= attachmentLimits.perEntry
  const keep = async (made: () => Promise<Parameters<Attachments['keep']>[0]>): Promise<void> => {
    try {
      const kept = await attachments.keep(await made())
      setFault(null)
      onChange([...taken, kept])
    } catch (error) {
      setFault(error instanceof DiskFull ? 'attachment.full' : 'attachment.unreadable')
    }
  }
  const remove = (id: string): void => {
    void attachments.discard(id)
    onChange(taken.filter((each) => each.id !== id))
  }
  return (
    <div className="stack-tight">
      <p>{text(rule)}</p>
      {taken.length > 0 && <AttachmentList attachments={taken} onRemove={remove} />}
      {fault !== null && (
        <Notice tone="brick" announce>
          <p>{text(fault)}</p>
        </Notice>
      )}
      {isFull ? (
        <p className="soft">{text('attachment.most', { count: attachmentLimits.perEntry })}</p>
      ) : takes === 'pictures' ? (
        <PictureButtons onFile={(file) => void keep(() => shrinkPicture(file))} />
      ) : (
        <VoiceButton
          onVoice={(voice) => void keep(async () => ({ ...voice, thumb: null }))}
          onRefused={() => setFault('attachment.no-microphone')}
        />
      )}
    </div>
  )
}

function PictureButtons({ onFile }: { onFile: (file: File) => void }): ReactNode {
  const text = useText()
  return (
    <div className="row">
      <FileButton label={text('attachment.take')} fromCamera onFile={onFile} />
      <FileButton label={text('attachment.choose')} onFile={onFile} />
    </div>
  )
}

type FileProps = { label: string; fromCamera?: boolean; onFile: (file: File) => void }

function FileButton({ label, fromCamera = false, onFile }: FileProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        aria-label={label}
        {...(fromCamera && { capture: 'environment' as const })}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was taken away.
          event.target.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
      <Button onClick={() => input.current?.click()}>
        {fromCamera && <Camera aria-hidden="true" size={20} />}
        {label}
      </Button>
    </>
  )
}

type VoiceProps = { onVoice: (voice: Awaited<VoiceRecording['done']>) => void; onRefused: () => void }

function VoiceButton({ onVoice, onRefused }: VoiceProps): ReactNode {
  const text = useText()
  const [running, setRunning] = useState<VoiceRecording | null>(null)
  if (!canRecordVoice()) return <p className="soft">{text('attachment.no-voice-here')}</p>
  const start = async (): Promise<void> => {
    try {
      const recording = await recordVoice()
      setRunning(recording)
      void recording.done.then(onVoice, onRefused).finally(() => setRunning(null))
    } catch {
      onRefused()
    }
  }
  if (running !== null) {
    return (
      <div className="row" role="status">
        <Button weight="main" onClick={running.stop}>
          <Square aria-hidden="true" size={18} />
          {text('attachment.stop')}
        </Button>
        <span>{text('attachment.recording')}</span>
      </div>
    )
  }
  return (
    <div className="row">
      <Button onClick={() => void start()}>
        <Mic aria-hidden="true" size={20} />
        {text('attachment.speak')}
      </Button>
    </div>
  )
}
