import { records, type ListQuery, type RecordData } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

const PAGE = 100
const LARGEST = 200
/** A reload goes down to where the reader was, but not for ever. */
const DEEPEST = 2000

/**
 * The records of a list, page after page as they are asked for; keyset cursors make every page as quick as the first.
 * A newer question cancels the older one. The first goes down to the row `start` names.
 */
export function usePages(type: () => string | undefined, query: () => ListQuery, start: () => number = () => 0) {
  const rows = shallowRef<readonly RecordData[]>([])
  const total = ref<number>()
  const isEstimate = ref(false)
  const cursor = ref<string | null>(null)
  const error = shallowRef<unknown>()
  const loading = ref(true)
  const appending = ref(false)
  /** Which question the rows on screen answer. */
  const answered = ref('')
  let running: AbortController | undefined
  /** The reader is at the end while the rows are asked for anew: nothing but the answer can bring the next page then. */
  let moreWanted = false
  /** Ids of the rows, kept beside them: a list of a hundred thousand is not gone through for each page. */
  let known = new Set<string>()

  const key = () => JSON.stringify([type(), query()])

  async function first(name: string, signal: AbortSignal, wanted: number) {
    const asked = query()
    const limit = Math.min(LARGEST, Math.max(PAGE, wanted))
    let page = await records.list(name, { ...asked, limit, count: 'estimate' }, { signal })
    const found = [...page.items]
    const { total: counted, totalIsEstimate } = page
    while (page.nextCursor && found.length < Math.min(wanted, DEEPEST)) {
      page = await records.list(name, { ...asked, limit: LARGEST, cursor: page.nextCursor, count: 'none' }, { signal })
      found.push(...page.items)
    }
    return { found, counted, estimated: totalIsEstimate ?? false, next: page.nextCursor }
  }

  /** Asks anew, for at least as many rows as given. */
  async function load(wanted = 0) {
    running?.abort()
    const name = type()
    if (!name) return
    const mine = (running = new AbortController())
    const asked = key()
    moreWanted = answered.value === asked && (moreWanted || appending.value)
    loading.value = true
    appending.value = false
    try {
      const { found, counted, estimated, next } = await first(name, mine.signal, wanted)
      rows.value = found
      known = new Set(found.map((row) => row.id))
      total.value = counted
      isEstimate.value = estimated
      cursor.value = next
      error.value = undefined
      answered.value = asked
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem
    } finally {
      if (running === mine) {
        loading.value = false
        if (moreWanted) {
          moreWanted = false
          void more()
        }
      }
    }
  }

  /** Appends the next page, if there is one, as soon as nothing else is on its way. */
  async function more() {
    const name = type()
    if (loading.value && answered.value === key()) moreWanted = true
    if (!name || loading.value || appending.value || cursor.value === null || error.value) return
    const mine = running
    appending.value = true
    try {
      const next = { ...query(), limit: PAGE, cursor: cursor.value, count: 'none' as const }
      const page = await records.list(name, next, mine ? { signal: mine.signal } : {})
      const added = page.items.filter((row) => !known.has(row.id))
      for (const row of added) known.add(row.id)
      rows.value = [...rows.value, ...added]
      cursor.value = page.nextCursor
    } catch (problem) {
      if (running === mine) error.value = problem
    } finally {
      if (running === mine) appending.value = false
    }
  }

  /** Goes on after a failure, with what is on screen kept. */
  async function retry() {
    error.value = undefined
    await (rows.value.length > 0 && answered.value === key() ? more() : load())
  }

  function replace(row: RecordData) {
    rows.value = rows.value.map((one) => (one.id === row.id ? row : one))
  }
  function remove(ids: ReadonlySet<string>) {
    const left = rows.value.filter((row) => !ids.has(row.id))
    if (total.value !== undefined) total.value -= rows.value.length - left.length
    rows.value = left
    for (const id of ids) known.delete(id)
  }

  let wanted = start()
  watch(
    key,
    () => {
      if (!type()) return
      void load(wanted)
      wanted = 0
    },
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  return {
    rows,
    total,
    isEstimate,
    error,
    loading,
    appending,
    hasMore: computed(() => cursor.value !== null),
    /** Whether the rows answer the question asked now, not the one before. */
    isCurrent: computed(() => answered.value === key()),
    load,
    more,
    retry,
    replace,
    remove,
  }
}

export type Pages = ReturnType<typeof usePages>
