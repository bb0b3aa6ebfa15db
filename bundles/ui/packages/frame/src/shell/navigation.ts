import { can, localized, plugins, session, useMenu, usePoint, type Localized } from '@penglai/sdk'
import { computed, type ComputedRef } from 'vue'
import { t } from '../text'

export interface NavItem {
  readonly id: string
  readonly title: string
  readonly to: string
  readonly icon: string
  /** Its title in every language. */
  readonly aliases?: readonly string[]
  /** Of a group with many pages: which of them belong together. */
  readonly section?: string
}

export interface NavGroup {
  readonly id: string
  readonly title: string
  readonly items: readonly NavItem[]
}

/** Pages of a group that belong together; the one without a title holds what stands directly in the group. */
export interface NavSection {
  readonly id: string
  readonly title: string
  readonly icon: string
  readonly items: readonly NavItem[]
}

const GROUPS: Readonly<Record<string, string>> = {
  home: 'home',
  customers: 'people',
  sales: 'funnel',
  marketing: 'megaphone',
  support: 'headset',
  analytics: 'chart',
  more: 'blocks',
  settings: 'gear',
}
const SECTIONS: Readonly<Record<string, string>> = {
  people: 'people',
  customize: 'columns',
  rules: 'funnel',
  data: 'inbox',
  privacy: 'key',
  system: 'blocks',
}
/** So many pages are found at a glance; more are shown in sections. */
const MOST_FLAT = 8
const aliasesOf = (text: Localized | undefined) => (text && typeof text === 'object' ? Object.values(text) : [])
const groupOf = (group: string | undefined) => (group && group in GROUPS ? group : 'more')

/** The navigation: the frame's own entries and those of plug-ins; groups without an entry are left out. */
export function useNavigation(): ComputedRef<NavGroup[]> {
  const menu = useMenu()
  const settings = usePoint('settings.pages')
  return computed(() => {
    const own: Record<string, NavItem[]> = {
      home: [{ id: 'home', title: t('home'), to: '/', icon: 'home' }],
      settings: [
        { id: 'personal', title: t('personalSettings'), to: '/settings/personal', icon: 'person' },
        ...settings.value.map((slot) => ({
          id: `${slot.plugin}.${slot.id}`,
          title: localized(slot.title),
          to: `/settings/${slot.plugin}/${slot.id}`,
          icon: 'gear',
        })),
      ],
    }
    return Object.entries(GROUPS)
      .map(([id, icon]) => ({
        id,
        title: t(`group.${id}`),
        items: [
          ...(own[id] ?? []),
          ...menu.value
            .filter((item) => groupOf(item.group) === id)
            .map((item) => ({
              id: item.id,
              title: localized(item.title),
              to: item.to,
              icon: item.icon ?? icon,
              aliases: aliasesOf(item.title),
              ...(item.section ? { section: item.section } : {}),
            })),
        ],
      }))
      .filter((group) => group.items.length > 0)
  })
}

/** Pages of one's own, which no menu leaves out. */
const ALWAYS: readonly string[] = ['/', '/settings/personal']

/** What a menu of groups and paths leaves of the navigation; an empty one leaves everything. */
export function withinMenu(groups: readonly NavGroup[], menu: readonly string[]): NavGroup[] {
  if (menu.length === 0) return [...groups]
  return groups
    .map((group) =>
      menu.includes(group.id)
        ? group
        : { ...group, items: group.items.filter(({ to }) => menu.includes(to) || ALWAYS.includes(to)) },
    )
    .filter((group) => group.items.length > 0)
}

/** The navigation as the menus of the user's roles have it. No right is behind it: links and the palette lead everywhere. */
export function useShownNavigation(): ComputedRef<NavGroup[]> {
  const all = useNavigation()
  return computed(() => withinMenu(all.value, session.value?.menu ?? []))
}

/** How a group is shown: as it is while it is short, else what belongs together in sections. */
export function sectionsOf(group: NavGroup): NavSection[] {
  const sectionOf = (item: NavItem) => (item.section && item.section in SECTIONS ? item.section : '')
  if (group.items.length <= MOST_FLAT) return [{ id: '', title: '', icon: '', items: group.items }]
  return ['', ...Object.keys(SECTIONS)]
    .map((id) => ({
      id,
      title: id && t(`section.${id}`),
      icon: SECTIONS[id] ?? '',
      items: group.items.filter((item) => sectionOf(item) === id),
    }))
    .filter(({ items }) => items.length > 0)
}

/** Whether an entry stands for the page at a path: its own, or one below that no other entry names. */
export function isCurrent(path: string, to: string, all: readonly NavItem[]): boolean {
  if (path === to) return true
  if (to === '/' || !path.startsWith(`${to}/`)) return false
  return !all.some((other) => other.to.length > to.length && (path === other.to || path.startsWith(`${other.to}/`)))
}

export interface Creatable {
  readonly type: string
  readonly to: string
  readonly title: string
  readonly aliases?: readonly string[]
}

/** What "+ New" offers: types some plug-in shows a form for and the user may create. */
export function useCreatable(): ComputedRef<Creatable[]> {
  return computed(() =>
    [...plugins.values()].flatMap(({ manifest }) =>
      (manifest.routes ?? [])
        .filter((route) => route.page === 'new' && route.type && can(`${route.type}:create`))
        .map((route) => ({
          type: route.type ?? '',
          to: route.path,
          title: localized(route.title) || (route.type ?? ''),
          aliases: aliasesOf(route.title),
        })),
    ),
  )
}
