import {
  fieldOf,
  localized,
  plugins,
  type ChildMeta,
  type Placed,
  type RecordData,
  type SlotItem,
  type TypeMeta,
} from '@penglai/sdk'
import { typeName } from '../text'
import { t } from './text'

export interface Related {
  readonly id: string
  readonly label: string
  readonly child: ChildMeta
}

/** The field in which a record names the one above it. */
const PARENT = 'parent'

/** What a list is called: by its type alone only where the field that leads here says nothing more. */
function labelOf(meta: TypeMeta, child: ChildMeta, alone: boolean): string {
  if (child.type === meta.type && child.field === PARENT) return t('subordinate', { type: typeName(child.label) })
  const label = localized(child.label)
  const field = localized(child.fieldLabel ?? '')
  const plain = field === '' || (alone && [localized(meta.label), localized(meta.plural)].includes(field))
  return plain ? label : t('relatedBy', { label, field })
}

/** The plug-in that shows pages of a type. */
const ownerOf = (type: string): string | undefined =>
  [...plugins.values()].find(({ manifest }) => manifest.routes?.some((route) => route.type === type))?.manifest.id

/**
 * The lists of related records on a record's page: those of its own plug-in come first, then records of its own type,
 * then those of others. A plug-in that brings a tab of its own gets no list beside it.
 */
export function relatedOf(meta: TypeMeta, tabs: readonly Placed<SlotItem>[]): Related[] {
  const own = ownerOf(meta.type)
  const drawn = new Set(tabs.map((tab) => tab.plugin).filter((plugin) => plugin !== own))
  const rank = ({ type }: ChildMeta) => (type === meta.type ? 1 : ownerOf(type) === own ? 0 : 2)
  const children = (meta.children ?? []).filter(({ type }) => !drawn.has(ownerOf(type) ?? ''))
  return children
    .sort((a, b) => rank(a) - rank(b))
    .map((child, at, all) => ({
      id: all.findIndex(({ type }) => type === child.type) === at ? child.type : `${child.type}.${child.field}`,
      label: labelOf(meta, child, !all.some((other) => other !== child && other.type === child.type)),
      child,
    }))
}

/** The record from whose page another one is made. */
export interface Origin {
  readonly meta: TypeMeta
  readonly record: RecordData
}

/** What a new record takes over from the one it is made from: references of the same name to the same type, such as the customer. */
export function takenOver({ meta, record }: Origin, child: TypeMeta): Record<string, unknown> {
  const alike = child.fields.filter(
    ({ name, kind, system, readOnly, multiple, target }) =>
      kind === 'reference' && !system && !readOnly && !multiple && target && fieldOf(meta, name)?.target === target,
  )
  return Object.fromEntries(alike.flatMap(({ name }) => (record[name] ? [[name, record[name]]] : [])))
}
