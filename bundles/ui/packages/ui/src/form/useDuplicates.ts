import { ApiProblem, http, type FieldMeta, type Localized, type Reference, type TypeMeta } from '@penglai/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { toWire, type FormValues } from './values'

/** A record that may be the same as the one being typed. */
export interface Duplicate {
  readonly id: string
  readonly title: string
  readonly score: number
  readonly owner?: Reference | null
  readonly reasons: readonly { readonly field?: string | null; readonly code: string; readonly label: Localized }[]
}

const PAUSE_MS = 300
const TELLING = new Set(['text', 'phone', 'email', 'creditCode', 'url'])

/** Looks for records like the one in a form, shortly after each change. */
export function useDuplicates(
  meta: () => TypeMeta | undefined,
  id: () => string | undefined,
  fields: () => readonly FieldMeta[],
  values: () => FormValues,
  isDirty: () => boolean,
) {
  const found = shallowRef<readonly Duplicate[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  let isKept = true

  function question(): string {
    if (!isKept || !isDirty() || !meta()?.traits?.includes('duplicates')) return ''
    const given = fields()
      .filter((field) => TELLING.has(field.kind))
      .map((field) => [field.name, toWire(field, values()[field.name])] as const)
      .filter(([, value]) => value !== null)
    return given.length > 0 ? JSON.stringify({ values: Object.fromEntries(given), id: id() ?? null }) : ''
  }

  async function ask(body: string) {
    const mine = (running = new AbortController())
    try {
      const url = `/api/v1/${meta()?.type ?? ''}/check-duplicates`
      const { items } = await http.post<{ items: Duplicate[] }>(url, JSON.parse(body), { signal: mine.signal })
      if (running === mine) found.value = items
    } catch (error) {
      if (running !== mine) return
      found.value = []
      // Where nobody looks for doubles there is no sense in asking again.
      if (error instanceof ApiProblem && (error.status === 404 || error.status === 405)) isKept = false
    }
  }

  watch(question, (body) => {
    clearTimeout(timer)
    running?.abort()
    running = undefined
    if (body) timer = setTimeout(() => void ask(body), PAUSE_MS)
    else found.value = []
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return found
}
