import { localized, notify, problemText, records, usePlugin, type RecordData } from '@penglai/sdk'
import { ref } from 'vue'

/** Claims one record or several, one after the other: each stands for itself, and the limit may be reached on the way. */
export function useClaims(type: string, gone: (ids: ReadonlySet<string>) => void) {
  const ctx = usePlugin('pools')
  const running = ref<ReadonlySet<string>>(new Set())
  const nameOf = (row: RecordData) => localized(String(row['name'] ?? ''))

  async function claim(rows: readonly RecordData[]) {
    if (running.value.size > 0 || rows.length === 0) return
    running.value = new Set(rows.map((row) => row.id))
    const claimed = new Set<string>()
    let refused = 0
    let reason = ''
    for (const row of rows) {
      try {
        await records.action(type, row.id, 'claim')
        claimed.add(row.id)
      } catch (error) {
        refused++
        reason = problemText(error)
      }
    }
    running.value = new Set()
    gone(claimed)
    if (refused === 0) {
      const [first] = rows
      notify(rows.length === 1 && first ? ctx.t('claimed', { name: nameOf(first) }) : ctx.t('claimedMany', { n: claimed.size }), {
        kind: 'success',
      })
    } else {
      notify(rows.length === 1 ? reason : ctx.t('claimedSome', { n: claimed.size, m: refused, reason }), { kind: 'error' })
    }
    return claimed
  }
  return { running, claim }
}
