import { onLive, records, type RecordData, type Reference } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

const PAGE = 50

/** The records of a type that lie in a pool, page after page. */
export function usePooled(type: string) {
  const rows = shallowRef<readonly RecordData[]>([])
  const pools = shallowRef<readonly Reference[]>([])
  const pool = ref('')
  const search = ref('')
  const total = ref<number>()
  const next = ref<string | null>(null)
  const loading = ref(true)
  const failed = ref(false)
  let asked = 0

  const query = computed(() => ({
    filter: pool.value ? `pool==${pool.value}` : 'pool=null=false',
    q: search.value,
    sort: '-pooledAt',
    limit: PAGE,
  }))

  async function fetch(cursor?: string) {
    const mine = ++asked
    loading.value = true
    failed.value = false
    try {
      const page = await records.list(type, { ...query.value, ...(cursor ? { cursor, count: 'none' as const } : {}) })
      if (mine !== asked) return
      rows.value = cursor ? [...rows.value, ...page.items] : page.items
      next.value = page.nextCursor
      if (!cursor) total.value = page.total
    } catch {
      if (mine === asked) failed.value = true
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  const load = () => fetch()
  const more = () => (next.value ? fetch(next.value) : Promise.resolve())
  function without(ids: ReadonlySet<string>) {
    const rest = rows.value.filter((row) => !ids.has(row.id))
    if (total.value !== undefined) total.value = Math.max(0, total.value - (rows.value.length - rest.length))
    rows.value = rest
  }

  watch(query, load, { immediate: true })
  void records.list<RecordData>('pools', { filter: `type==${type};active==true`, sort: 'name', limit: 200, count: 'none' }).then(
    (page) => {
      pools.value = page.items.map((one) => ({ id: one.id, title: String(one['name']) }))
    },
    // Whoever may not read the pools sees all of them in one list.
    () => undefined,
  )
  // What somebody else claims meanwhile goes from the page when it is known.
  onScopeDispose(
    onLive('record', (change) => {
      if (change.type !== type || !change.id || !rows.value.some((row) => row.id === change.id)) return
      const id = change.id
      records.get(type, id).then(
        (reply) => {
          if (!reply.body['pool']) without(new Set([id]))
        },
        () => without(new Set([id])),
      )
    }),
  )
  return { rows, pools, pool, search, total, next, loading, failed, load, more, without }
}
