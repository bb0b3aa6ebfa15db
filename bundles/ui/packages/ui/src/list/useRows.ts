import { records, type ListQuery, type Page } from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

/** Loads a page of records whenever what is asked for changes; a newer question cancels the older. */
export function useRows(type: () => string | undefined, query: () => ListQuery) {
  const page = shallowRef<Page>({ items: [], nextCursor: null })
  const error = shallowRef<unknown>()
  const loading = ref(true)
  let running: AbortController | undefined

  async function load() {
    running?.abort()
    const name = type()
    if (!name) return
    const mine = (running = new AbortController())
    loading.value = true
    try {
      page.value = await records.list(name, query(), { signal: mine.signal })
      error.value = undefined
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem
    } finally {
      if (running === mine) loading.value = false
    }
  }

  watch([type, () => JSON.stringify(query())], () => void load(), { immediate: true })
  onScopeDispose(() => running?.abort())
  return { page, error, loading, reload: load }
}
