import {
  bulk,
  isFinished,
  jobs,
  localized,
  notify,
  problemText,
  useJob,
  type BulkChange,
  type BulkResult,
  type BulkTarget,
  type Job,
  type UndoResult,
} from '@penglai/sdk'
import { computed, ref, watch } from 'vue'
import { t } from '../text'

/** What a finished change of many records did, in one line. */
export function resultText(result: Partial<BulkResult>): string {
  const parts = [t('list.bulk.changed', { count: result.changed ?? 0 })]
  if (result.unchanged) parts.push(t('list.bulk.unchanged', { count: result.unchanged }))
  if (result.failed) {
    const reason = result.reasons?.[0] ? localized(result.reasons[0].message) : ''
    parts.push(t(reason ? 'list.bulk.failedBecause' : 'list.bulk.failed', { count: result.failed, reason }))
  }
  return parts.join(t('list.comma'))
}

export function undoText(result: Partial<UndoResult>): string {
  const skipped = result.skipped ?? []
  const parts = [t('list.bulk.undone', { count: result.undone ?? 0 })]
  if (skipped[0]) {
    const { title: name, reason } = skipped[0]
    parts.push(t('list.bulk.skipped', { count: skipped.length, name, reason: localized(reason) }))
  }
  return parts.join(t('list.comma'))
}

/** Changes many records of a type as a job, tells how far it is, and takes it back on demand. */
export function useBulk(type: () => string, done: () => void) {
  const jobId = ref<string>()
  const job = useJob(() => jobId.value)
  const starting = ref(false)

  /** Throws what the server refuses at once; what comes later is told when the job ends. */
  async function start(target: BulkTarget, change: BulkChange): Promise<void> {
    starting.value = true
    try {
      jobId.value = (await bulk.start(type(), target, change)).id
    } finally {
      starting.value = false
    }
  }

  async function undo(id: string) {
    try {
      jobId.value = (await bulk.undo(id)).id
    } catch (problem) {
      notify(problemText(problem), { kind: 'error' })
    }
  }

  function tell(finished: Job) {
    if (finished.state !== 'succeeded') {
      notify(finished.message ? localized(finished.message) : t('list.bulk.cancelled'), { kind: 'error' })
      return
    }
    if (finished.kind === 'undo') {
      notify(undoText((finished.result ?? {}) as Partial<UndoResult>), { kind: 'success' })
      return
    }
    const result = (finished.result ?? {}) as Partial<BulkResult>
    const kind = result.failed && !result.changed ? 'error' : 'success'
    notify(resultText(result), { kind, ...(finished.canUndo ? { undo: () => void undo(finished.id) } : {}) })
  }

  watch(job, (next) => {
    if (!next || !isFinished(next) || next.id !== jobId.value) return
    jobId.value = undefined
    tell(next)
    done()
  })

  return {
    job,
    running: computed(() => starting.value || jobId.value !== undefined),
    start,
    cancel: () => void (jobId.value && jobs.cancel(jobId.value).catch(() => undefined)),
  }
}

export type Bulk = ReturnType<typeof useBulk>
