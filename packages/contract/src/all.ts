// Every endpoint. One that is not here is served by nobody; the server does not start when one of these has no handler.
import * as accounts from './accounts.ts'
import * as advice from './advice.ts'
import * as agencyKeys from './agency-keys.ts'
import * as attachments from './attachments.ts'
import * as brokenGlass from './broken-glass.ts'
import * as changes from './changes.ts'
import * as chronicle from './chronicle.ts'
import * as circles from './circles.ts'
import * as complaints from './complaints.ts'
import * as devices from './devices.ts'
import * as diary from './diary.ts'
import type { Endpoint } from './endpoint.ts'
import * as handIns from './hand-ins.ts'
import * as heads from './heads.ts'
import * as host from './host.ts'
import * as indicators from './indicators.ts'
import * as insight from './insight.ts'
import * as invitations from './invitations.ts'
import * as leaverRefusals from './leaver-refusals.ts'
import * as letters from './letters.ts'
import * as members from './members.ts'
import * as ownCopy from './own-copy.ts'
import * as passkeys from './passkeys.ts'
import * as provider from './provider.ts'
import * as providerTies from './provider-ties.ts'
import * as questionnaires from './questionnaires.ts'
import * as register from './register.ts'
import * as reminders from './reminders.ts'
import * as secondFactor from './second-factor.ts'
import * as session from './session.ts'
import * as today from './today.ts'
import * as unmet from './unmet.ts'
import * as work from './work.ts'

export const endpoints: readonly Endpoint[] = [
  session.openSession,
  session.showSession,
  session.closeSession,
  session.confirmSession,
  session.showFresh,
  session.changePassword,
  session.chooseLanguage,
  accounts.listAccounts,
  accounts.createAccount,
  accounts.changeAccount,
  accounts.resetPassword,
  invitations.listInvitations,
  invitations.withdrawInvitation,
  invitations.openInvitation,
  invitations.acceptInvitation,
  members.listSessions,
  members.endSession,
  members.endOtherSessions,
  members.endAccountSessions,
  members.listAgencyMemberships,
  members.beginAgencyMembership,
  members.endAgencyMembership,
  secondFactor.showSecondFactor,
  secondFactor.beginAuthenticator,
  secondFactor.proveAuthenticator,
  secondFactor.removeAuthenticator,
  passkeys.askPasskey,
  passkeys.askPasskeyToConfirm,
  passkeys.beginPasskey,
  passkeys.addPasskey,
  passkeys.removePasskey,
  provider.showProvider,
  provider.beginAtProvider,
  provider.beginProofAtProvider,
  provider.takeProviderAnswer,
  provider.comeInByProvider,
  provider.askPasskeyAtProvider,
  provider.confirmByProvider,
  provider.signOutAtProvider,
  providerTies.makeProviderLink,
  providerTies.untieProvider,
  providerTies.removePassword,
  secondFactor.giveRecoveryCodes,
  secondFactor.resetSecondFactor,
  secondFactor.showSecondFactorRoles,
  secondFactor.changeSecondFactorRoles,
  accounts.listAgencies,
  accounts.createAgency,
  circles.listCircles,
  circles.listMemberships,
  circles.addMembership,
  circles.endMembership,
  changes.streamChanges,
  chronicle.appendEntries,
  chronicle.pullFeed,
  chronicle.listRefusals,
  brokenGlass.breakGlass,
  brokenGlass.readBrokenGlass,
  brokenGlass.copyThroughGlass,
  brokenGlass.listBrokenGlass,
  brokenGlass.reviewBrokenGlass,
  brokenGlass.listRetention,
  agencyKeys.showOwnKeys,
  agencyKeys.publishDeviceKey,
  agencyKeys.listAgencyKeys,
  agencyKeys.makeAgencyKey,
  agencyKeys.giveAgencyKey,
  agencyKeys.declineAgencyKey,
  agencyKeys.chooseSealScope,
  devices.listDevices,
  devices.revokeDevice,
  devices.contactDevice,
  devices.changeDevicePolicy,
  devices.showKeeping,
  devices.changeKeeping,
  handIns.handIn,
  handIns.listHandIns,
  handIns.settleHandIns,
  heads.listHeads,
  host.showBackups,
  host.exportAudit,
  attachments.beginAttachment,
  attachments.sendAttachmentPart,
  attachments.showAttachment,
  attachments.readAttachment,
  reminders.showReminders,
  reminders.changeReminders,
  reminders.subscribePush,
  reminders.unsubscribePush,
  register.searchChildren,
  register.showChild,
  register.childChronicle,
  register.childReaders,
  register.similarChildren,
  register.searchCarers,
  register.showCarer,
  register.carerChronicle,
  register.listFacilities,
  register.facilityChronicle,
  register.kinChronicle,
  today.showToday,
  unmet.listUnmet,
  work.listVisits,
  work.listColleagues,
  work.showCaseLoad,
  work.listLeavers,
  leaverRefusals.listLeaverRefusals,
  leaverRefusals.settleLeaverRefusal,
  work.listBacklog,
  insight.showSituation,
  indicators.showIndicators,
  insight.printSituation,
  complaints.listComplaints,
  letters.listLetters,
  letters.printLetter,
  ownCopy.printOwnCopy,
  ownCopy.saveOwnCopy,
  diary.showDiary,
  diary.listDiaryCarers,
  questionnaires.listQuestionnaires,
  questionnaires.listGivenQuestionnaires,
  questionnaires.makeQuestionnaire,
  questionnaires.revokeQuestionnaire,
  questionnaires.settleQuestionnaire,
  questionnaires.openQuestionnaire,
  questionnaires.answerQuestionnaire,
  advice.listAdvice,
  advice.printAdvice,
]
