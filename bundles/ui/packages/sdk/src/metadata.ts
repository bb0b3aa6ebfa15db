import { computed, shallowReactive, watchEffect, type ComputedRef } from 'vue'
import { http } from './http'
import { language, type Localized } from './localized'

export type FieldKind =
  | 'text'
  | 'longText'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'enumeration'
  | 'picklist'
  | 'reference'
  | 'money'
  | 'phone'
  | 'email'
  | 'url'
  | 'creditCode'
  | 'region'
  | 'tags'
  | 'links'
  | 'choices'

export interface FieldOption {
  readonly code: string
  readonly label: Localized
  readonly retired?: boolean
}

export interface FieldMeta {
  readonly name: string
  readonly kind: FieldKind
  readonly label: Localized
  readonly help?: Localized
  readonly required?: boolean
  readonly readOnly?: boolean
  readonly system?: boolean
  /** Added by an administrator; named `custom.x`. */
  readonly custom?: boolean
  /** The field that says the same for readers of English, where it is filled. */
  readonly english?: string
  readonly maxLength?: number
  readonly scale?: number
  /** Kept encrypted; others than those who work on a record see a part of the value. */
  readonly sensitive?: boolean
  readonly sortable?: boolean
  readonly filterable?: boolean
  readonly importable?: boolean
  readonly defaultValue?: unknown
  readonly options?: readonly FieldOption[]
  /** The type a reference points to. */
  readonly target?: string
  /** The types links may point to; any when there are none. */
  readonly targets?: readonly string[]
  readonly multiple?: boolean
}

/** What must hold for a record before an action can be done to it. */
export interface ActionCondition {
  readonly field: string
  readonly test: 'filled' | 'empty' | 'in' | 'notIn'
  readonly values: readonly string[]
}

export interface ActionMeta {
  readonly name: string
  readonly label: Localized
  readonly fields?: readonly FieldMeta[]
  readonly conditions?: readonly ActionCondition[]
}

export interface ViewMeta {
  readonly id: string
  readonly label: Localized
  readonly columns: readonly string[]
  readonly sort?: string
  readonly filter?: string
}

export interface LayoutSection {
  readonly id: string
  readonly label: Localized
  readonly fields: readonly string[]
}

export interface ChildMeta {
  readonly type: string
  readonly field: string
  readonly label: Localized
  readonly fieldLabel?: Localized
}

/** Parts of a document that are written on its page, one row for each. */
export interface PartsMeta {
  readonly type: string
  /** Their reference to the document. */
  readonly field: string
  readonly columns: readonly string[]
  /** Fields of the document below the rows. */
  readonly totals: readonly string[]
  /** They come along with the document: nobody adds one or takes one away. */
  readonly isFixed?: boolean
  /** What holds for documents whose parts can be written. */
  readonly conditions?: readonly ActionCondition[]
}

export interface TypeMeta {
  readonly type: string
  readonly module: string
  readonly available: boolean
  readonly label: Localized
  readonly plural: Localized
  readonly titleField: string
  readonly numberField?: string
  readonly keys?: readonly (readonly string[])[]
  readonly can: readonly string[]
  /** What the platform does for records of this type: timeline, attachments, pool, duplicates, vCard. */
  readonly traits?: readonly string[]
  /** What the timelines of records of this type are made of. */
  readonly timelineKinds?: readonly { readonly kind: string; readonly label: Localized }[]
  readonly fields: readonly FieldMeta[]
  readonly actions?: readonly ActionMeta[]
  readonly views?: readonly ViewMeta[]
  readonly layout?: readonly LayoutSection[]
  readonly children?: readonly ChildMeta[]
  readonly parts?: readonly PartsMeta[]
  /** Whether its records can be had on paper. */
  readonly printed?: boolean
}

export interface TypeState {
  meta?: TypeMeta
  error?: unknown
  loading?: boolean
}

const states: Map<string, TypeState> = shallowReactive(new Map())

const loads = new Map<string, Promise<void>>()

/** Fetches a type's metadata and keeps it for everybody. */
export function loadType(type: string): Promise<void> {
  const running = loads.get(type) ?? fetchType(type).finally(() => loads.delete(type))
  loads.set(type, running)
  return running
}

async function fetchType(type: string): Promise<void> {
  states.set(type, { ...states.get(type), loading: true })
  try {
    states.set(type, { meta: await http.get<TypeMeta>(`/api/v1/meta/types/${type}`) })
  } catch (error) {
    states.set(type, { error })
  }
}

/** Metadata of a type, fetched when first asked for. */
export function useType(type: () => string | undefined): ComputedRef<TypeState> {
  watchEffect(() => {
    const name = type()
    if (name && !states.has(name)) void loadType(name)
  })
  return computed(() => states.get(type() ?? '') ?? { loading: true })
}

/** Forgets everything, so that pages on screen ask again: after sign-in and when plug-ins change. */
export function refreshTypes(): void {
  for (const [name, state] of states) {
    if (state.meta) void loadType(name)
    else states.delete(name)
  }
}

/** The field of a name, where the name is known to be in the metadata. */
export function fieldOf(meta: TypeMeta, name: string): FieldMeta | undefined {
  return meta.fields.find((field) => field.name === name)
}

type Values = Readonly<Record<string, unknown>>

/** A record's value of a field, in the reader's language where the record has it in two. */
export function shownValue(field: FieldMeta, record: Values): unknown {
  const english = field.english && language.value === 'en' ? record[field.english] : undefined
  return english || record[field.name]
}

/** What a record is called, in the reader's language; empty where it has no name. */
export function titleOf(meta: TypeMeta | undefined, record: Values | undefined): string {
  const field = meta && fieldOf(meta, meta.titleField)
  return field && record ? String(shownValue(field, record) ?? '') : ''
}

/** Every type that the user may know of, as the server has them now. */
export const allTypes = async (): Promise<readonly TypeMeta[]> =>
  (await http.get<{ items: readonly TypeMeta[] }>('/api/v1/meta/types')).items

/** Metadata of a type for code outside a component; undefined where it cannot be had. */
export async function metaOf(type: string): Promise<TypeMeta | undefined> {
  if (!states.get(type)?.meta) await loadType(type)
  return states.get(type)?.meta
}

/** The actions that can be done to a record as it is. What hangs on a field that is not at hand is offered; the server decides. */
export function actionsFor(meta: TypeMeta, record: Readonly<Record<string, unknown>>): readonly ActionMeta[] {
  return (meta.actions ?? []).filter(({ conditions }) => meets(record, conditions))
}

/** Whether all of the conditions hold for a record as it is. */
export function meets(record: Readonly<Record<string, unknown>>, conditions: readonly ActionCondition[] = []): boolean {
  return conditions.every((one) => holds(one, record[one.field]))
}

function holds({ test, values }: ActionCondition, value: unknown): boolean {
  if (value === undefined) return true
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  if (test === 'filled') return !empty
  if (test === 'empty') return empty
  return (!empty && values.includes(String(value))) === (test === 'in')
}
