import { localized, onLive, usePreference, views, type SavedView, type TypeMeta, type ViewValues } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

/** One tab of a list: shipped with the type, or saved by somebody. */
export interface ListView {
  readonly id: string
  readonly label: string
  readonly filter: string
  readonly sort: string
  readonly q: string
  readonly columns?: readonly string[]
  readonly groupBy: string
  /** What was saved; shipped views have none. */
  readonly saved?: SavedView
}

const ofSaved = (saved: SavedView): ListView => ({
  id: saved.id,
  label: saved.name,
  filter: saved.filter ?? '',
  sort: saved.sort ?? '',
  q: saved.q ?? '',
  ...(saved.columns?.length ? { columns: saved.columns } : {}),
  groupBy: saved.groupBy ?? '',
  saved,
})

/** Views in the user's order; those not in it follow as they come, shipped ones first. */
export function ordered<T extends { id: string }>(all: readonly T[], order: readonly string[]): T[] {
  const place = (one: T) => {
    const at = order.indexOf(one.id)
    return at < 0 ? order.length + all.indexOf(one) : at
  }
  return [...all].sort((a, b) => place(a) - place(b))
}

/** The views of a type: shipped ones from its metadata, then the user's own and what others share. */
export function useViews(type: () => string, meta: () => TypeMeta | undefined) {
  const saved = shallowRef<readonly SavedView[]>([])
  /** Which views there are decides what an address without one shows. */
  const ready = ref(false)
  const order = usePreference<string[]>(() => `list.${type()}.views`, [])
  const defaultId = usePreference<string>(() => `views.default.${type()}`, '')
  const all = computed<ListView[]>(() => {
    const shipped = (meta()?.views ?? []).map((view) => ({
      id: view.id,
      label: localized(view.label),
      filter: view.filter ?? '',
      sort: view.sort ?? '',
      q: '',
      columns: view.columns,
      groupBy: '',
    }))
    return ordered([...shipped, ...saved.value.map(ofSaved)], order.value)
  })

  async function load() {
    const asked = type()
    const found = await views.list(asked).catch(() => [])
    if (asked !== type()) return
    saved.value = found
    ready.value = true
  }
  watch(
    type,
    () => {
      ready.value = false
      void load()
    },
    { immediate: true },
  )

  onScopeDispose(onLive('views', (event) => event.type === type() && void load()))

  async function create(values: ViewValues): Promise<SavedView> {
    const made = await views.create({ ...values, type: type() })
    saved.value = [...saved.value.filter((view) => view.id !== made.id), made]
    return made
  }
  async function update(id: string, values: ViewValues): Promise<void> {
    const next = await views.update(id, values)
    saved.value = saved.value.map((view) => (view.id === id ? next : view))
  }
  async function remove(id: string): Promise<void> {
    await views.remove(id)
    saved.value = saved.value.filter((view) => view.id !== id)
  }
  /** Shipped or saved: the one this user's list opens with. */
  function setDefault(id: string) {
    defaultId.value = id
  }
  /** Moves a view one place towards the front or the back. */
  function move(id: string, by: number) {
    const ids = all.value.map((view) => view.id)
    const at = ids.indexOf(id)
    const to = at + by
    if (at < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(at, 1))
    order.value = ids
  }

  return { all, ready, defaultId, create, update, remove, setDefault, move }
}

export type Views = ReturnType<typeof useViews>
