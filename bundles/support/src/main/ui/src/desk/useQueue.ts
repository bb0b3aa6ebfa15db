import { onLive, records, type RecordData } from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

const PAGE = 50
/** Changes that come together are read together. */
const PAUSE_MS = 250
const FIELDS =
  'id,version,ticketNo,subject,customer,contact,status,priority,queue,owner,address,slaDueAt,slaState,createdAt,updatedAt'
const OPEN = 'status=in=(new,open,pendingCustomer,pendingInternal)'

export type Show = 'open' | 'mine' | 'unassigned'

/** The tickets that wait, the latest first, as they are right now. */
export function useQueue(show: () => Show, queue: () => string) {
  const tickets = shallowRef<readonly RecordData[]>([])
  const failed = ref(false)
  const loading = ref(true)
  const next = ref<string | null>(null)
  let round = 0

  const filter = () =>
    [OPEN, show() === 'mine' ? 'owner==me' : show() === 'unassigned' ? 'owner=null=true' : '', queue() ? `queue==${queue()}` : '']
      .filter(Boolean)
      .join(';')

  /** Reads as many as are shown, so that nothing vanishes below the reader. */
  async function load() {
    const mine = ++round
    try {
      const limit = Math.min(200, Math.max(PAGE, tickets.value.length))
      const page = await records.list('tickets', { filter: filter(), sort: '-createdAt', fields: FIELDS, limit, count: 'none' })
      if (mine !== round) return
      tickets.value = page.items
      next.value = page.nextCursor
      failed.value = false
    } catch {
      if (mine === round) failed.value = true
    } finally {
      if (mine === round) loading.value = false
    }
  }

  async function more() {
    if (!next.value) return
    const mine = round
    const page = await records.list('tickets', {
      filter: filter(),
      sort: '-createdAt',
      fields: FIELDS,
      limit: PAGE,
      count: 'none',
      cursor: next.value,
    })
    if (mine !== round) return
    const known = new Set(tickets.value.map(({ id }) => id))
    tickets.value = [...tickets.value, ...page.items.filter(({ id }) => !known.has(id))]
    next.value = page.nextCursor
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = onLive('record', (change) => {
    if (change.type !== 'tickets') return
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    round++
  })
  watch(
    [show, queue],
    () => {
      tickets.value = []
      loading.value = true
      void load()
    },
    { immediate: true },
  )
  return { tickets, failed, loading, next, load, more }
}
