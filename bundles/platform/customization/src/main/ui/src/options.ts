import { http, records, type FieldMeta, type Localized, type RecordData } from '@penglai/sdk'

/** An option as it is being edited. */
export interface EditedOption {
  /** Stays the same while the row is moved about. */
  readonly key: string
  /** Of the record that changes or adds it; none for an option as the module brings it. */
  readonly id?: string
  code: string
  zh: string
  en: string
  retired: boolean
  /** Whether the field has it already, so that its code is final. */
  readonly known: boolean
}

const STEP = 10
const MOST = 200
let keys = 0

const textOf = (label: Localized, language: 'zh-CN' | 'en') => (typeof label === 'string' ? label : (label[language] ?? ''))

type Operation =
  | { readonly op: 'create'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly op: 'update'; readonly id: string; readonly values: Readonly<Record<string, unknown>> }

export const freshOption = (): EditedOption => ({
  key: `new${++keys}`,
  code: '',
  zh: '',
  en: '',
  retired: false,
  known: false,
})

/** The options of a field, with the records behind those that administrators have touched. */
export async function loadOptions(type: string, field: FieldMeta): Promise<EditedOption[]> {
  const filter = `type=="${type}";field=="${field.name}"`
  const { items } = await records.list('picklistOptions', { filter, limit: MOST, count: 'none' })
  const byCode = new Map(items.map((row: RecordData) => [String(row['code']), row]))
  return (field.options ?? []).map((option) => {
    const id = byCode.get(option.code)?.id
    return {
      key: option.code,
      ...(id === undefined ? {} : { id }),
      code: option.code,
      zh: textOf(option.label, 'zh-CN'),
      en: textOf(option.label, 'en'),
      retired: option.retired === true,
      known: true,
    }
  })
}

/** What is wrong with the list, as a key of the texts. */
export function optionProblem(options: readonly EditedOption[]): string | undefined {
  if (options.some((option) => !option.code.trim() || !option.zh.trim())) return 'codeMissing'
  return new Set(options.map((option) => option.code.trim())).size < options.length ? 'codeTwice' : undefined
}

/** Writes what changed, in one transaction: places are told by order. */
export async function saveOptions(
  type: string,
  field: string,
  before: readonly EditedOption[],
  after: readonly EditedOption[],
): Promise<void> {
  const old = new Map(before.map((option, at) => [option.key, { option, at }]))
  const moved = after.some((option, at) => old.get(option.key)?.at !== at)
  const operations = after.flatMap((option, at): Operation[] => {
    const values = {
      labelZh: option.zh.trim(),
      labelEn: option.en.trim() || option.zh.trim(),
      retired: option.retired,
      position: (at + 1) * STEP,
    }
    const known = old.get(option.key)?.option
    const same = known && known.zh === option.zh && known.en === option.en && known.retired === option.retired
    if (same && !moved) return []
    return option.id === undefined
      ? [{ op: 'create', values: { type, field, code: option.code.trim(), ...values } }]
      : [{ op: 'update', id: option.id, values }]
  })
  if (operations.length > 0) await http.post('/api/v1/picklistOptions/batch', { atomic: true, operations })
}
