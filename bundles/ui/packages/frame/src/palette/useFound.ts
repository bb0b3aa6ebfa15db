import {
  can,
  localized,
  metaOf,
  pageOf,
  plugins,
  search as searchRecords,
  usePoint,
  type Found,
  type Placed,
  type SlotItem,
} from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { load } from '../host/loader'
import type { Entry } from './entries'

const PAUSE_MS = 120
const EACH = 5
const MOST = 12

/** The types a record page is installed for and the user may read. */
function searchable(): string[] {
  const routes = [...plugins.values()].flatMap(({ manifest }) => manifest.routes ?? [])
  const types = routes.filter((route) => route.page === 'record' && route.type).map((route) => route.type ?? '')
  return [...new Set(types)].filter((type) => can(`${type}:read`))
}

/** Records and whatever plug-ins find, asked for in parallel a moment after the last key; late answers to old words are dropped. */
export function useFound(words: Ref<string>): { found: ShallowRef<readonly Entry[]>; searching: Ref<boolean> } {
  const router = useRouter()
  const providers = usePoint('search.providers')
  const found = shallowRef<readonly Entry[]>([])
  const searching = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | undefined

  async function entryOf(hit: Found): Promise<Entry> {
    const meta = await metaOf(hit.type)
    const field = hit.matched ? meta?.fields.find((one) => one.name === hit.matched) : undefined
    const detail = [field ? localized(field.label) : '', hit.subtitle ?? ''].filter(Boolean).join(' ')
    return {
      id: `record.${hit.type}.${hit.id}`,
      group: 'records',
      title: hit.title,
      subtitle: [meta ? localized(meta.label) : '', detail].filter(Boolean).join(' · '),
      icon: 'file',
      run: () => router.push(pageOf(hit.type, 'record', hit.id) ?? '/'),
    }
  }

  /** One question for all types: the server ranks them against each other. */
  async function findRecords(text: string, signal: AbortSignal): Promise<Entry[]> {
    const types = searchable()
    if (types.length === 0) return []
    const hits = await searchRecords(text, { types, limit: MOST }, { signal })
    return Promise.all(hits.map(entryOf))
  }

  async function askProvider(slot: Placed<SlotItem>, text: string, signal: AbortSignal): Promise<Entry[]> {
    const record = plugins.get(slot.plugin)
    const provider = record && (await load(record)).search?.[slot.component]
    const hits = (await provider?.(text, { signal, limit: EACH })) ?? []
    return hits.map((hit) => ({
      id: `hit.${slot.plugin}.${hit.id}`,
      group: 'records',
      title: hit.title,
      subtitle: hit.subtitle ?? localized(slot.title),
      icon: hit.icon ?? 'file',
      run: () => router.push(hit.to),
    }))
  }

  async function ask(text: string) {
    const mine = new AbortController()
    asked = mine
    const answers: (readonly Entry[])[] = []
    const show = (at: number, entries: readonly Entry[]) => {
      if (mine.signal.aborted) return
      answers[at] = entries
      found.value = answers.flatMap((one) => one ?? [])
    }
    const questions = [findRecords(text, mine.signal), ...providers.value.map((slot) => askProvider(slot, text, mine.signal))]
    // A provider that cannot be asked now must not hide what the others found.
    await Promise.all(questions.map((question, at) => question.then((entries) => show(at, entries)).catch(() => show(at, []))))
    if (asked === mine) searching.value = false
  }

  watch(words, (next) => {
    clearTimeout(timer)
    asked?.abort()
    asked = undefined
    const text = next.trim()
    if (!text) found.value = []
    searching.value = text !== ''
    if (text) timer = setTimeout(() => void ask(text), PAUSE_MS)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    asked?.abort()
  })
  return { found, searching }
}
