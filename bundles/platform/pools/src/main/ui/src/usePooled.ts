import { onLive, records, useCursorPages, type RecordData, type Reference } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

const PAGE = 50

/** The records of a type that lie in a pool, page after page. */
export function usePooled(type: string) {
  const pools = shallowRef<readonly Reference[]>([])
  const pool = ref('')
  const search = ref('')
  const total = ref<number>()

  const query = computed(() => ({
    filter: pool.value ? `pool==${pool.value}` : 'pool=null=false',
    q: search.value,
    sort: '-pooledAt',
    limit: PAGE,
  }))

  const {
    rows: loaded,
    latest,
    next,
    loading,
    failed,
    load,
    more,
  } = useCursorPages<RecordData>((cursor) =>
    records.list(type, { ...query.value, ...(cursor ? { cursor, count: 'none' as const } : {}) }),
  )
  const rows = computed(() => loaded.value ?? [])
  // Only the first page is counted.
  watch(latest, (page) => {
    if (page?.total !== undefined) total.value = page.total
  })
  function without(ids: ReadonlySet<string>) {
    const rest = rows.value.filter((row) => !ids.has(row.id))
    if (total.value !== undefined) total.value = Math.max(0, total.value - (rows.value.length - rest.length))
    loaded.value = rest
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
