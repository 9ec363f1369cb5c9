import type { ReactNode } from 'react'
import { AdvicePage } from '../sharing/advice-page.tsx'
import { ReportTabs } from './report-tabs.tsx'

/** The ledger of recommendations, beside the other reports. */
export function AdviceReport(): ReactNode {
  return <AdvicePage tabs={<ReportTabs />} />
}
