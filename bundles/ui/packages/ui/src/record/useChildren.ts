import { fieldOf, pageOf, useType, type ChildMeta, type FieldMeta, type RecordData } from '@penglai/sdk'
import { computed } from 'vue'
import { useRows } from '../list/useRows'
import { onChanges } from './useRecord'

const FALLBACK_COLUMNS = 5

/** The records of another type that belong to this one. */
export function useChildren(child: () => ChildMeta, parent: () => string, limit: number) {
  const state = useType(() => child().type)
  const meta = computed(() => state.value.meta)
  const filter = computed(() => `${child().field}==${parent()}`)
  const { page, error, loading, reload } = useRows(
    () => (meta.value ? child().type : undefined),
    () => ({ filter: filter.value, limit, count: 'exact' }),
  )
  onChanges(
    (type) => type === child().type,
    () => void reload(),
  )

  const columns = computed(() => {
    const known = meta.value
    if (!known) return []
    const names = known.views?.[0]?.columns ?? known.fields.filter((field) => !field.system).map((field) => field.name)
    return [known.titleField, ...names.filter((name) => name !== known.titleField && name !== child().field)]
      .slice(0, FALLBACK_COLUMNS + 1)
      .map((name) => fieldOf(known, name))
      .filter((field): field is FieldMeta => field !== undefined)
  })
  const linkOf = (row: RecordData) => pageOf(child().type, 'record', row.id)
  /** What leads here is not always somebody's to set. */
  const mayAdd = computed(() => (meta.value?.can.includes('create') && !fieldOf(meta.value, child().field)?.readOnly) ?? false)
  const allPage = computed(() => {
    const path = pageOf(child().type, 'list')
    return path && { path, query: { filter: filter.value } }
  })
  return { state, meta, page, error, loading, reload, columns, linkOf, mayAdd, allPage }
}
