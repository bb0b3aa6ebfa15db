import { http, queryOf, type FieldMeta } from '@penglai/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { t } from '../text'
import { valueText } from '../values/text'

const ADDED = new Set<FieldMeta['kind']>(['integer', 'decimal', 'money'])
/** The server measures at most ten things at once, the count among them. */
const MOST = 9

export interface Sums {
  readonly count: number
  /** Texts by field. */
  readonly values: ReadonlyMap<string, string>
}

export const summed = (columns: readonly FieldMeta[]): FieldMeta[] =>
  columns.filter((field) => ADDED.has(field.kind) && !field.multiple && field.name !== 'version').slice(0, MOST)

export const measuresOf = (fields: readonly FieldMeta[]): string =>
  ['count', ...fields.map((field) => `sum:${field.name}`)].join(',')

/** A sum as a person reads it; amounts in several currencies have none. */
export function sumText(field: FieldMeta, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (field.kind === 'money' && !(value as { currency?: string | null }).currency) return t('list.mixedCurrencies')
  return valueText(field, value)
}

/** Count and sums over everything the list would show, asked for once its first rows are there. */
export function useSums(
  type: () => string | undefined,
  narrowing: () => { filter?: string; q?: string },
  columns: () => readonly FieldMeta[],
  ready: () => boolean,
) {
  const sums = shallowRef<Sums>()
  let running: AbortController | undefined

  async function load() {
    running?.abort()
    const name = type()
    if (!name || !ready()) return
    const mine = (running = new AbortController())
    const fields = summed(columns())
    const query = queryOf({ measure: measuresOf(fields), ...narrowing() })
    try {
      const { items } = await http.get<{ items: Record<string, unknown>[] }>(`/api/v1/${name}/aggregate${query}`, {
        signal: mine.signal,
      })
      const row = items[0] ?? {}
      sums.value = {
        count: Number(row['count'] ?? 0),
        values: new Map(fields.map((field) => [field.name, sumText(field, row[`sum:${field.name}`])])),
      }
    } catch {
      // The list is complete without its sums.
      if (!mine.signal.aborted) sums.value = undefined
    }
  }

  watch(
    [() => JSON.stringify([type(), narrowing(), measuresOf(summed(columns()))]), ready],
    ([, isReady], [before]) => {
      if (before !== undefined && !isReady) sums.value = undefined
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  return { sums, reload: load }
}
