import { onLive, records, type RecordData } from '@penglai/sdk'
import { onScopeDispose, ref } from 'vue'

const PAUSE_MS = 250
/** With more changes at a time, the list is asked for anew instead. */
const MOST = 12

export interface LiveList {
  rows: () => readonly RecordData[]
  replace: (row: RecordData) => void
  remove: (ids: ReadonlySet<string>) => void
}

/** Keeps the rows on screen true while others work; new records are counted, not pushed in between. */
export function useLive(type: () => string, list: LiveList) {
  const added = ref(0)
  const outdated = ref(false)
  const touched = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function refresh() {
    timer = undefined
    const name = type()
    const stale = list.rows().filter((row) => (touched.get(row.id) ?? 0) > row.version)
    touched.clear()
    if (stale.length > MOST) {
      outdated.value = true
      return
    }
    await Promise.all(
      stale.map(({ id }) =>
        records.get(name, id).then(
          ({ body }) => list.replace(body),
          () => list.remove(new Set([id])),
        ),
      ),
    )
  }

  const stop = onLive('record', (event) => {
    if (event.type !== type()) return
    if (event.id === null) outdated.value = true
    else if (event.operation === 'deleted') list.remove(new Set([event.id]))
    else if (list.rows().some((row) => row.id === event.id)) {
      touched.set(event.id, event.version ?? Number.MAX_SAFE_INTEGER)
      timer ??= setTimeout(() => void refresh(), PAUSE_MS)
    } else if (event.operation === 'created' || event.operation === 'restored') added.value++
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })

  return {
    added,
    outdated,
    seen() {
      added.value = 0
      outdated.value = false
    },
  }
}
