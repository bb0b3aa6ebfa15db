import { areaKind, localized, type TypeMeta } from '@penglai/sdk'
import { EVERYTHING, OPERATIONS } from './permissions'

/** A row of the table of rights. */
export interface Area {
  readonly name: string
  readonly title: string
  /** Operations that have a column of their own. */
  readonly operations: readonly string[]
  /** All others, with their names. */
  readonly more: readonly { readonly name: string; readonly title: string }[]
  /** The record type, where scopes and fields can be limited. */
  readonly type?: TypeMeta
}

/** Rights that are about no record type. */
const WITHOUT_TYPE = ['settings', 'modules', 'audit', 'sensitive', 'privacy'] as const

/** What cannot be told from a type's metadata. */
const FURTHER: Readonly<Record<string, readonly string[]>> = { users: ['setPassword'] }

export const operationsOf = (area: Area): string[] => [...area.operations, ...area.more.map(({ name }) => name)]

/** The rows: business under the row for all of it, then the platform's own. */
export function areasOf(types: readonly TypeMeta[], t: (key: string) => string): { business: Area[]; platform: Area[] } {
  const ofType = (type: TypeMeta): Area => ({
    name: type.type,
    title: localized(type.plural),
    operations: OPERATIONS,
    more: [
      ...(type.actions ?? []).map((action) => ({ name: action.name, title: localized(action.label) })),
      ...(type.fields.some((field) => field.sensitive) ? [{ name: 'reveal', title: t('reveal') }] : []),
      ...(FURTHER[type.type] ?? []).map((name) => ({ name, title: t(name) })),
    ],
    type,
  })
  const business = types.filter(({ type }) => areaKind(type) === 'business').map(ofType)
  const platform = types.filter(({ type }) => areaKind(type) === 'platform').map(ofType)
  return {
    business: [{ name: EVERYTHING, title: t('everything'), operations: OPERATIONS, more: [] }, ...business],
    platform: [
      ...platform,
      { name: 'jobs', title: t('areas.jobs'), operations: ['read'], more: [] },
      ...WITHOUT_TYPE.map((name) => ({ name, title: t(`areas.${name}`), operations: [], more: [] })),
    ],
  }
}
