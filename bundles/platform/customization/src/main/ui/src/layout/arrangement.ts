import type { FieldMeta, LayoutSection, Localized, TypeMeta } from '@penglai/sdk'

/** A group of fields while it is arranged. */
export interface Group {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly fields: readonly string[]
}

/** All groups of a type's form, and what it leaves out. */
export interface Arrangement {
  readonly groups: readonly Group[]
  readonly hidden: readonly string[]
}

const textOf = (label: Localized, language: 'zh-CN' | 'en') => (typeof label === 'string' ? label : (label[language] ?? ''))

/** Fields that may be left out: what must be filled in stays where its module has it. */
const isOptional = (field: FieldMeta) => !field.system && !field.required

/** A type's form as it is now. */
export function arrangementOf(type: TypeMeta): Arrangement {
  const groups = (type.layout ?? []).map((section: LayoutSection) => ({
    id: section.id,
    zh: textOf(section.label, 'zh-CN'),
    en: textOf(section.label, 'en'),
    fields: [...section.fields],
  }))
  const placed = new Set(groups.flatMap(({ fields }) => fields))
  return { groups, hidden: type.fields.filter((field) => isOptional(field) && !placed.has(field.name)).map(({ name }) => name) }
}

/** As the server keeps it. */
export const written = ({ groups, hidden }: Arrangement): string =>
  JSON.stringify({
    sections: groups
      .filter(({ fields }) => fields.length > 0)
      .map(({ id, zh, en, fields }) => ({ id, label: { 'zh-CN': zh.trim(), en: en.trim() }, fields })),
    hidden,
  })

const moved = <T>(list: readonly T[], at: number, by: number): T[] => {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(at + by, 0, one)
  return next
}

const withGroup = (all: Arrangement, id: string, change: (group: Group) => Group): Arrangement => ({
  ...all,
  groups: all.groups.map((group) => (group.id === id ? change(group) : group)),
})

const without = (all: Arrangement, field: string): Arrangement => ({
  groups: all.groups.map((group) => ({ ...group, fields: group.fields.filter((name) => name !== field) })),
  hidden: all.hidden.filter((name) => name !== field),
})

/** What can be done to an arrangement; each answers the new one. */
export const arrange = {
  label: (all: Arrangement, id: string, part: Partial<Pick<Group, 'zh' | 'en'>>) =>
    withGroup(all, id, (group) => ({ ...group, ...part })),
  moveGroup: (all: Arrangement, at: number, by: number): Arrangement => ({ ...all, groups: moved(all.groups, at, by) }),
  moveField: (all: Arrangement, id: string, at: number, by: number) =>
    withGroup(all, id, (group) => ({ ...group, fields: moved(group.fields, at, by) })),
  /** Puts a field at the end of a group, wherever it was. */
  place: (all: Arrangement, field: string, id: string) =>
    withGroup(without(all, field), id, (group) => ({ ...group, fields: [...group.fields, field] })),
  hide: (all: Arrangement, field: string): Arrangement => {
    const rest = without(all, field)
    return { ...rest, hidden: [...rest.hidden, field] }
  },
  add: (all: Arrangement, zh: string, en: string): Arrangement => {
    const taken = new Set(all.groups.map(({ id }) => id))
    let number = 1
    while (taken.has(`section${number}`)) number++
    return { ...all, groups: [...all.groups, { id: `section${number}`, zh, en, fields: [] }] }
  },
  /** Only a group without fields goes. */
  remove: (all: Arrangement, id: string): Arrangement => ({ ...all, groups: all.groups.filter((group) => group.id !== id) }),
}
