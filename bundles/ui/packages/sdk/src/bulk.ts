import { http } from './http'
import type { Job } from './jobs'
import type { Localized } from './localized'

/** Which records a change is for: some by id, or all that a list shows. */
export type BulkTarget = { readonly ids: readonly string[] } | { readonly filter: string; readonly q: string }

export type BulkChange =
  | { readonly operation: 'update'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly operation: 'delete' }
  | { readonly operation: 'addTags' | 'removeTags'; readonly tags: readonly string[] }
  | { readonly operation: 'action'; readonly action: string; readonly arguments: Readonly<Record<string, unknown>> }

export interface BulkResult {
  readonly matched: number
  readonly changed: number
  readonly unchanged: number
  readonly failed: number
  readonly reasons?: readonly { readonly message: Localized; readonly count: number }[]
}

export interface UndoResult {
  readonly undone: number
  readonly skipped: readonly { readonly type: string; readonly id: string; readonly title: string; readonly reason: Localized }[]
}

/** Changes to many records at once; both run as jobs. */
export const bulk = {
  start: (type: string, target: BulkTarget, change: BulkChange): Promise<Job> =>
    http.post<Job>(`/api/v1/${type}/bulk`, { ...target, ...change }),
  undo: (job: string): Promise<Job> => http.post<Job>(`/api/v1/jobs/${encodeURIComponent(job)}/undo`),
}
