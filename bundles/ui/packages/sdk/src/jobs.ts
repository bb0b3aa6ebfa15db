import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { onLive } from './host'
import { http } from './http'
import type { Localized } from './localized'
import type { Reference } from './records'

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface JobFile {
  readonly name: string
  readonly size: number
  readonly href: string
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly label: Localized
  readonly state: JobState
  readonly done: number
  readonly total: number | null
  readonly createdAt: string
  readonly createdBy?: Reference
  readonly startedAt?: string | null
  readonly finishedAt?: string | null
  readonly message?: Localized | null
  readonly result?: Readonly<Record<string, unknown>> | null
  readonly files?: readonly JobFile[]
  /** Whether what the job wrote can still be taken back. */
  readonly canUndo?: boolean
}

export const jobs = {
  list: async (limit = 50): Promise<readonly Job[]> => (await http.get<{ items: Job[] }>(`/api/v1/jobs?limit=${limit}`)).items,
  get: (id: string): Promise<Job> => http.get<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`),
  cancel: (id: string): Promise<void> => http.post(`/api/v1/jobs/${encodeURIComponent(id)}/actions/cancel`),
}

export const isFinished = (job: Job): boolean => job.state !== 'queued' && job.state !== 'running'

const POLL_MS = 2000

/**
 * Follows one job: live events where they arrive, asking every two seconds where they do not
 * (a proxy that swallows event streams must not freeze the progress bar).
 */
export function useJob(id: () => string | undefined): ShallowRef<Job | undefined> {
  const job = shallowRef<Job>()
  let heardAt = 0
  const take = (next: Job) => {
    if (next.id !== id()) return
    heardAt = Date.now()
    job.value = next
  }
  const ask = async () => {
    const wanted = id()
    if (!wanted || (job.value && isFinished(job.value)) || Date.now() - heardAt < POLL_MS) return
    await jobs.get(wanted).then(take, () => undefined)
  }
  watch(
    id,
    (next) => {
      job.value = undefined
      heardAt = 0
      if (next) void ask()
    },
    { immediate: true },
  )
  const timer = setInterval(() => void ask(), POLL_MS)
  const stop = onLive('job', take)
  onScopeDispose(() => {
    clearInterval(timer)
    stop()
  })
  return job
}
