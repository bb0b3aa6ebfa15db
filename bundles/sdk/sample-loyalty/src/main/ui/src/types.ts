import type { RecordData, Reference } from '@penglai/sdk'

export interface Account extends RecordData {
  readonly customer: Reference | null
  readonly accountNo: string
  readonly tier: 'bronze' | 'silver' | 'gold'
  readonly points: number
}

export interface Entry extends RecordData {
  readonly points: number
  readonly reason: string | null
  readonly occurredOn: string | null
}
