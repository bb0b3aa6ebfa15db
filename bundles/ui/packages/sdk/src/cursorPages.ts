import { computed, ref, shallowRef } from 'vue'
import { problemText } from './problem'
import type { Page } from './records'

/**
 * A list that comes page by page, each behind the cursor of the one before. What comes in answer to an older question is
 * left out: the newest question counts. `rows` is undefined until the first page is there.
 */
export function useCursorPages<T, P extends Page<T> = Page<T>>(ask: (cursor: string | undefined) => Promise<P>) {
  const rows = shallowRef<readonly T[]>()
  const latest = shallowRef<P>()
  const failure = shallowRef<unknown>()
  const loading = ref(false)
  let asked = 0

  async function read(cursor?: string): Promise<void> {
    const turn = ++asked
    loading.value = true
    failure.value = undefined
    try {
      const page = await ask(cursor)
      if (turn !== asked) return
      rows.value = cursor ? [...(rows.value ?? []), ...page.items] : page.items
      latest.value = page
    } catch (error) {
      if (turn === asked) failure.value = error
    } finally {
      if (turn === asked) loading.value = false
    }
  }

  const next = computed(() => latest.value?.nextCursor ?? null)
  return {
    rows,
    /** The page that came last, with whatever it says beside its entries. */
    latest,
    /** Whether there is more. */
    next,
    loading,
    failed: computed(() => (failure.value === undefined ? '' : problemText(failure.value))),
    load: () => read(),
    more: () => (next.value ? read(next.value) : Promise.resolve()),
    /** Forgets what is shown, for instance because another list is wanted now; what is still on its way is not taken. */
    clear() {
      asked++
      rows.value = undefined
      latest.value = undefined
      failure.value = undefined
      loading.value = false
    },
  }
}
