import { isFinished, jobs, onLive } from '@penglai/sdk'
import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'

/** How many of the user's jobs have not ended yet. */
export function useRunningJobs(): ComputedRef<number> {
  const open = ref(new Set<string>())
  const count = () =>
    jobs.list().then(
      (all) => {
        open.value = new Set(all.filter((job) => !isFinished(job)).map((job) => job.id))
      },
      () => undefined,
    )
  void count()
  onScopeDispose(onLive('resync', () => void count()))
  onScopeDispose(
    onLive('job', (job) => {
      const next = new Set(open.value)
      if (isFinished(job)) next.delete(job.id)
      else next.add(job.id)
      open.value = next
    }),
  )
  return computed(() => open.value.size)
}
