import { shallowReactive } from 'vue'
import type { NoticeKind, NotifyOptions } from '@penglai/sdk'

export interface Notice {
  readonly id: number
  readonly message: string
  readonly kind: NoticeKind
  readonly undo?: () => void
  readonly subject?: string
  /** Label and deed of a button other than undo. */
  readonly action?: { readonly label: string; readonly run: () => void }
  readonly sticky?: boolean
}

const MOST = 3
const SHOWN_MS = 4000
const ERROR_MS = 8000
const UNDO_MS = 8000
let last = 0

/** The notices on screen, the newest last. */
export const notices: Notice[] = shallowReactive([])

export function dismiss(id: number): void {
  const at = notices.findIndex((one) => one.id === id)
  if (at >= 0) notices.splice(at, 1)
}

function lifetime(notice: Omit<Notice, 'id'>): number {
  if (notice.undo) return UNDO_MS
  return notice.kind === 'error' ? ERROR_MS : SHOWN_MS
}

export function addNotice(notice: Omit<Notice, 'id'>): number {
  const id = ++last
  // The failure of an action makes its undo pointless.
  const isSame = (other: Notice) => !other.subject || !notice.subject || other.subject === notice.subject
  if (notice.kind === 'error') for (const one of notices.filter((other) => other.undo && isSame(other))) dismiss(one.id)
  notices.push({ ...notice, id })
  const spare = notices.filter((one) => !one.sticky)
  if (notices.length > MOST && spare[0]) dismiss(spare[0].id)
  if (!notice.sticky) setTimeout(() => dismiss(id), lifetime(notice))
  return id
}

export function showNotice(message: string, options: NotifyOptions): void {
  addNotice({
    message,
    kind: options.kind ?? 'info',
    ...(options.undo ? { undo: options.undo } : {}),
    ...(options.subject ? { subject: options.subject } : {}),
  })
}
