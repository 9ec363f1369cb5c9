// A spoken note: the phone's microphone, asked for when one begins, low quality that a voice needs, three minutes at most. What browsers
// write has no place and no name in it.
import type { AttachmentType } from '@komar/domain/chronicle/attachments'

export const longestNoteMs = 3 * 60_000
const bitsPerSecond = 24_000

const types = [
  { asked: 'audio/webm;codecs=opus', type: 'audio/webm' },
  { asked: 'audio/mp4', type: 'audio/mp4' },
  { asked: 'audio/ogg;codecs=opus', type: 'audio/ogg' },
] as const satisfies readonly { asked: string; type: AttachmentType }[]

export type Voice = { bytes: Uint8Array<ArrayBuffer>; type: AttachmentType }
export type VoiceRecording = { stop: () => void; done: Promise<Voice> }

/** Whether this browser can record a sound at all. */
export function canRecordVoice(): boolean {
  return typeof MediaRecorder !== 'undefined' && types.some(({ asked }) => MediaRecorder.isTypeSupported(asked))
}

/** Begins to record. @throws DOMException when the person, or the phone, does not allow it. */
export async function recordVoice(): Promise<VoiceRecording> {
  const kind = types.find(({ asked }) => MediaRecorder.isTypeSupported(asked)) ?? types[0]
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream, { mimeType: kind.asked, audioBitsPerSecond: bitsPerSecond })
  const chunks: Blob[] = []
  const done = new Promise<Voice>((resolve, reject) => {
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
    recorder.addEventListener('stop', () => {
      stream.getTracks().forEach((track) => track.stop())
      void new Blob(chunks).arrayBuffer().then((buffer) => resolve({ bytes: new Uint8Array(buffer), type: kind.type }))
    })
    recorder.addEventListener('error', () => reject(new Error('voice.failed')))
  })
  recorder.start()
  const timer = setTimeout(() => recorder.stop(), longestNoteMs)
  const stop = (): void => {
    clearTimeout(timer)
    if (recorder.state !== 'inactive') recorder.stop()
  }
  return { stop, done }
}
