/** What the server says of a webhook's delivery; a position is null before it began. */
export interface DeliveryState {
  readonly position: number | null
  readonly lag: number | null
  readonly failures: number
  readonly nextTryAt: string | null
  readonly lastError: string | null
}

/** A change that the webhook was given up on. */
export interface DeadLetter {
  readonly id: string
  readonly position: number
  readonly type: string
  readonly recordId: string
  readonly operation: string
  readonly attempts: number
  readonly givenUpAt: string
  readonly reason: string
}

/** What the server says of one request that it has sent. */
export interface Attempt {
  /** Why it did not arrive; null if it did. */
  readonly failure: string | null
}

export interface Standing {
  readonly word: 'off' | 'waiting' | 'failing' | 'behind' | 'upToDate'
  readonly tone: 'ok' | 'bad' | 'warn' | 'neutral'
}

export function stateOf(state: DeliveryState, active: boolean): Standing {
  if (!active) return { word: 'off', tone: 'neutral' }
  if (state.failures > 0) return { word: 'failing', tone: 'bad' }
  if (state.position === null) return { word: 'waiting', tone: 'neutral' }
  return state.lag ? { word: 'behind', tone: 'warn' } : { word: 'upToDate', tone: 'ok' }
}

/** The position a person typed; undefined while it is none. */
export function positionOf(text: string): number | undefined {
  const digits = text.replace(/[\s,，]/g, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}
