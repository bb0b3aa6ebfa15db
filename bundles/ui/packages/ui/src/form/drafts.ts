import { session } from '@penglai/sdk'
import type { FormValues } from './values'

/** What was typed into a form and not saved. */
export interface Draft {
  /** When it was last touched. */
  readonly at: string
  /** The version of the record it was typed over; null for a new one. */
  readonly version: number | null
  readonly values: FormValues
}

const PREFIX = 'penglai.draft.'
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Forms that went from the page without having been left, as when their plug-in is replaced. */
const interrupted = new Set<string>()

/** Where a draft is kept: one for each user, type and record. */
export const draftKey = (type: string, id: string | undefined): string =>
  `${PREFIX}${session.value?.user.id ?? ''}.${type}.${id ?? 'new'}`

export function readDraft(key: string): Draft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
    if (draft && Date.now() - Date.parse(draft.at) < KEPT_DAYS * DAY_MS) return draft
    localStorage.removeItem(key)
  } catch {
    localStorage.removeItem(key)
  }
  return undefined
}

export function keepDraft(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full store costs the draft, not the form.
  }
}

export function dropDraft(key: string): void {
  interrupted.delete(key)
  localStorage.removeItem(key)
}

export const noteInterrupted = (key: string): unknown => interrupted.add(key)

/** True once for a form that comes back after it was interrupted. */
export const wasInterrupted = (key: string): boolean => interrupted.delete(key)
