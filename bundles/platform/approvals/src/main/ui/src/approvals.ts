import { records, session, type Money, type RecordData, type Reference } from '@penglai/sdk'

/** A submission of a record. */
export interface Approval extends RecordData {
  readonly title: string
  readonly recordType: string
  readonly recordId: string
  readonly requester: Reference | null
  readonly status: string
  readonly round: number
  readonly step: number
  readonly stepName: string | null
  readonly amount: Money | null
  readonly reason: string | null
  readonly voidedAt: string | null
}

/** Somebody who is asked, with what he said. */
export interface Seat extends RecordData {
  readonly title: string
  readonly approval: Reference | null
  readonly recordType: string
  readonly requester: Reference | null
  readonly round: number
  readonly step: number
  readonly stepName: string | null
  readonly assignee: Reference | null
  readonly forUser: Reference | null
  readonly addedBy: Reference | null
  readonly decision: string
  readonly toStep: number | null
  readonly comment: string | null
  readonly askedAt: string | null
  readonly decidedAt: string | null
}

/** The last approval of a record; none if it was never submitted. */
export async function lastOf(type: string, id: string): Promise<Approval | undefined> {
  const filter = `recordType==${type};recordId==${id}`
  return (await records.list<Approval>('approvals', { filter, sort: '-createdAt', limit: 1, count: 'none' })).items[0]
}

export const seatsOf = async (approval: string): Promise<readonly Seat[]> =>
  (await records.list<Seat>('approvalSteps', { filter: `approval==${approval}`, sort: 'createdAt', limit: 200, count: 'none' }))
    .items

/** Which actions are whose, while the record is pending. */
const OF_ASKED = ['approve', 'rejectApproval', 'transferApproval', 'addApprover', 'copyApproval']
const OF_REQUESTER = ['withdrawApproval', 'remindApproval']

/** Names of what the user has to do with it as it is. */
export function offered(approval: Approval, seats: readonly Seat[]): readonly string[] {
  const me = session.value?.user.id
  if (approval.status !== 'pending' || me === undefined) return []
  const asked = seats.some(({ decision, assignee }) => decision === 'pending' && assignee?.id === me)
  return [...(asked ? OF_ASKED : []), ...(approval.requester?.id === me ? OF_REQUESTER : [])]
}
