import { fieldOf, localized, usePreference, type FieldMeta, type TypeMeta } from '@penglai/sdk'
import { computed } from 'vue'

const FALLBACK_COLUMNS = 7
export const NARROWEST = 72
export const WIDEST = 640

const WIDTHS: Readonly<Partial<Record<FieldMeta['kind'], number>>> = {
  longText: 260,
  boolean: 96,
  integer: 110,
  decimal: 120,
  percent: 100,
  money: 140,
  date: 116,
  instant: 156,
  enumeration: 92,
  picklist: 104,
  choices: 160,
  email: 200,
  phone: 136,
  creditCode: 180,
  region: 160,
  tags: 180,
  url: 180,
  reference: 136,
}
const USUAL = 136
export const TITLE_WIDTH = 240

/** Beside a head's words stand its padding and the arrow of the order, around a choice its frame. */
const AROUND = 40
const WIDEST_WORDS = 176
const FULL_WIDTH = 13
const HALF_WIDTH = 7
const lengthOf = (words: string): number =>
  [...words].reduce((sum, sign) => sum + (sign > '\u2e80' ? FULL_WIDTH : HALF_WIDTH), AROUND)

/** The width that the words of a column need: those of its head, and of the longest of its choices. */
const wordsWidth = (field: FieldMeta): number => {
  const choices = field.kind === 'enumeration' ? (field.options ?? []).map((one) => one.label) : []
  return Math.min(WIDEST_WORDS, Math.max(...[field.label, ...choices].map((label) => lengthOf(localized(label)))))
}

/** The width a column has before anybody pulls at it. */
export const usualWidth = (field: FieldMeta, titleField: string): number =>
  field.name === titleField ? TITLE_WIDTH : Math.max(WIDTHS[field.kind] ?? USUAL, wordsWidth(field))

export const withinLimits = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))

/** Columns of a list in their order: chosen by the user, else by the view, else the first fields; the title always leads. */
export function columnNames(
  meta: TypeMeta,
  chosen: readonly string[] | null | undefined,
  view: readonly string[] | undefined,
): string[] {
  const fallback = meta.fields
    .filter((field) => !field.system)
    .slice(0, FALLBACK_COLUMNS)
    .map((field) => field.name)
  const known = [...new Set(chosen ?? view ?? fallback)].filter((name) => fieldOf(meta, name))
  return [meta.titleField, ...known.filter((name) => name !== meta.titleField)]
}

const without = <T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== name))

/** Which columns a list shows, and how wide; kept for the user, per view. */
export function useColumns(
  meta: () => TypeMeta | undefined,
  view: () => { id: string; columns?: readonly string[] } | undefined,
) {
  const chosen = usePreference<Record<string, string[]>>(() => `list.${meta()?.type ?? ''}.columns`, {})
  const widths = usePreference<Record<string, number>>(() => `list.${meta()?.type ?? ''}.widths`, {})
  const own = computed(() => chosen.value[view()?.id ?? ''])
  const names = computed(() => {
    const known = meta()
    return known ? columnNames(known, own.value, view()?.columns) : []
  })
  const columns = computed(() => {
    const known = meta()
    return known ? names.value.map((name) => fieldOf(known, name)).filter((field): field is FieldMeta => field !== undefined) : []
  })

  function choose(next: readonly string[] | null) {
    const id = view()?.id ?? ''
    const others = without(chosen.value, id)
    chosen.value = next ? { ...others, [id]: [...next] } : others
  }
  function resize(name: string, width: number | undefined) {
    const others = without(widths.value, name)
    widths.value = width === undefined ? others : { ...others, [name]: withinLimits(width) }
  }
  return { names, columns, widths, own, choose, resize }
}
