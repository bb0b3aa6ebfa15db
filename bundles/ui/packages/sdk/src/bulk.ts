import { http } from './http'
import type { Job } from './jobs'
import type { Localized } from './localized'
import { queryOf, type Page } from './records'

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
  /** How many stayed as they were; `skipped` names some of them. */
  readonly skippedTotal?: number
  readonly skipped: readonly { readonly type: string; readonly id: string; readonly title: string; readonly reason: Localized }[]
}

/** What a job wrote many at a time, and the job that takes or took it back. */
export interface BulkEntry {
  readonly job: Job
  readonly undoneBy: Job | null
  /** Until when it can be taken back. */
  readonly until: string
}

/** A record that stays as it is when what was written is taken back; without a title where it may not be seen. */
export interface LeftRecord {
  readonly type: string
  readonly id: string
  readonly title: string | null
  readonly reason: Localized
}

/** Changes to many records at once; both run as jobs. */
export const bulk = {
  start: (type: string, target: BulkTarget, change: BulkChange): Promise<Job> =>
    http.post<Job>(`/api/v1/${type}/bulk`, { ...target, ...change }),
  /** What can be taken back or was, the newest first: one's own, for those who see all jobs everybody's. */
  list: (cursor?: string): Promise<Page<BulkEntry>> => http.get(`/api/v1/jobs/undo${queryOf(cursor ? { cursor } : {})}`),
  left: (job: string): Promise<{ readonly items: readonly LeftRecord[]; readonly more: boolean }> =>
    http.get(`/api/v1/jobs/${encodeURIComponent(job)}/undo`),
  undo: (job: string): Promise<Job> => http.post<Job>(`/api/v1/jobs/${encodeURIComponent(job)}/undo`),
}
