import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { attachedDevice } from '../store/ask.ts'
import { useSession } from './session.tsx'

/** The host's civil day: reckoned on this device where one is open, as the session may have been heard days ago. */
export function useToday(): PlainDate {
  const { host } = useSession()
  return attachedDevice()?.clock.today() ?? plainDate(host.today)
}
