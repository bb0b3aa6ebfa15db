import { http, queryOf, records, type FieldMeta, type ListQuery, type RecordData } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { GridItem } from '../table/items'
import { alsoFilter, groupCondition, groupKey, groupLabel, inOrder } from './grouping'
import { measuresOf, sumText, summed } from './useSums'

const PAGE = 50

interface Group {
  readonly key: string
  readonly value: unknown
  readonly count: number
  readonly sums: ReadonlyMap<string, string>
  readonly open: boolean
  readonly busy: boolean
  readonly rows: readonly RecordData[]
  /** Of the next page; null when there is none, undefined before the first. */
  readonly cursor: string | null | undefined
}

/** The records of a list by the values of one field: counts and sums first, records of a group when it is opened. */
export function useGroups(
  type: () => string | undefined,
  field: () => FieldMeta | undefined,
  query: () => ListQuery,
  columns: () => readonly FieldMeta[],
) {
  const groups = shallowRef<readonly Group[]>([])
  const loading = ref(false)
  const error = shallowRef<unknown>()
  const answered = ref('')
  let running: AbortController | undefined
  const key = () => JSON.stringify([type(), field()?.name, query(), measuresOf(summed(columns()))])

  const change = (name: string, next: Partial<Group>) => {
    groups.value = groups.value.map((group) => (group.key === name ? { ...group, ...next } : group))
  }

  async function load() {
    running?.abort()
    const [name, by] = [type(), field()]
    if (!name || !by) return
    const mine = (running = new AbortController())
    const asked = key()
    const fields = summed(columns())
    const { filter, q } = query()
    loading.value = true
    try {
      const url = `/api/v1/${name}/aggregate${queryOf({ group: by.name, measure: measuresOf(fields), filter, q })}`
      const { items } = await http.get<{ items: Record<string, unknown>[] }>(url, { signal: mine.signal })
      const before = new Map(groups.value.map((group) => [group.key, group]))
      const found = items.map((item): Group => {
        const value = item[by.name] ?? null
        return {
          key: groupKey(value),
          value,
          count: Number(item['count']),
          sums: new Map(fields.map((one) => [one.name, sumText(one, item[`sum:${one.name}`])])),
          open: false,
          busy: false,
          rows: [],
          cursor: undefined,
        }
      })
      groups.value = inOrder(by, found)
      error.value = undefined
      answered.value = asked
      const open = groups.value.filter((group) => before.get(group.key)?.open)
      const wanted = open.length > 0 ? open : groups.value.slice(0, 1)
      for (const group of wanted) void toggle(group.key)
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem
    } finally {
      if (running === mine) loading.value = false
    }
  }

  async function more(name: string) {
    const group = groups.value.find((one) => one.key === name)
    const [kind, by, mine] = [type(), field(), running]
    if (!group || !kind || !by || !mine || group.busy || group.cursor === null) return
    change(name, { busy: true })
    try {
      const filter = alsoFilter(query().filter ?? '', groupCondition(by, group.value))
      const asked = { ...query(), filter, limit: PAGE, count: 'none' as const, ...(group.cursor ? { cursor: group.cursor } : {}) }
      const page = await records.list(kind, asked, { signal: mine.signal })
      if (running === mine) change(name, { rows: [...group.rows, ...page.items], cursor: page.nextCursor, busy: false })
    } catch (problem) {
      if (running !== mine) return
      change(name, { busy: false })
      error.value = problem
    }
  }

  async function toggle(name: string) {
    const group = groups.value.find((one) => one.key === name)
    if (!group) return
    change(name, { open: !group.open })
    if (!group.open && group.cursor === undefined) await more(name)
  }

  const items = computed<GridItem[]>(() => {
    const by = field()
    if (!by) return []
    return groups.value.flatMap((group): GridItem[] => [
      { kind: 'group', key: group.key, group: { ...group, label: groupLabel(by, group.value) } },
      ...(group.open ? group.rows.map((row): GridItem => ({ kind: 'row', key: row.id, row })) : []),
      ...(group.open && group.cursor !== null
        ? [
            {
              kind: 'more' as const,
              key: `more/${group.key}`,
              group: group.key,
              left: Math.max(0, group.count - group.rows.length),
              busy: group.busy,
            },
          ]
        : []),
    ])
  })
  const rows = computed(() => groups.value.flatMap((group) => (group.open ? group.rows : [])))

  function replace(row: RecordData) {
    groups.value = groups.value.map((group) =>
      group.rows.some((one) => one.id === row.id)
        ? { ...group, rows: group.rows.map((one) => (one.id === row.id ? row : one)) }
        : group,
    )
  }
  function remove(ids: ReadonlySet<string>) {
    groups.value = groups.value.map((group) => {
      const left = group.rows.filter((row) => !ids.has(row.id))
      return { ...group, rows: left, count: group.count - (group.rows.length - left.length) }
    })
  }

  watch(key, () => void load(), { immediate: true })
  onScopeDispose(() => running?.abort())
  return { items, rows, loading, error, isCurrent: computed(() => answered.value === key()), load, more, toggle, replace, remove }
}
