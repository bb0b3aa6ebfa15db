import {
  can,
  LANGUAGES,
  language,
  localized,
  notify,
  pageOf,
  plugins,
  problemText,
  setLanguage,
  useFavourites,
  useVisits,
  type CommandItem,
  type Language,
  type Localized,
  type PluginRecord,
} from '@penglai/sdk'
import { computed, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { contextOf, load } from '../host/loader'
import { showKeyMap } from '../keys/keyMap'
import { useCreatable, useNavigation } from '../shell/navigation'
import { theme, THEMES } from '../theme'
import { t } from './text'

export type EntryGroup = 'create' | 'recent' | 'favourites' | 'pages' | 'commands' | 'records'

/** One line of the palette. */
export interface Entry {
  readonly id: string
  readonly group: EntryGroup
  readonly title: string
  readonly subtitle?: string
  readonly icon: string
  /** Other names it is found by, such as its title in the other language. */
  readonly aliases?: readonly string[]
  readonly run: () => unknown
}

/** Each language is written in itself. */
const NAMES: Readonly<Record<Language, string>> = { 'zh-CN': '简体中文', en: 'English' }
const aliasesOf = (text: Localized | undefined) => (text && typeof text === 'object' ? Object.values(text) : [])

async function runCommand(record: PluginRecord, name: string) {
  try {
    const command = (await load(record)).commands?.[name]
    if (!command) throw new Error(t('palette.noCommand', { name }))
    await command(contextOf(record))
  } catch (error) {
    notify(problemText(error), { kind: 'error' })
  }
}

/** Everything the palette knows without asking the server. */
export function useEntries(): ComputedRef<Entry[]> {
  const router = useRouter()
  const go = (to: string) => () => router.push(to)
  const navigation = useNavigation()
  const creatable = useCreatable()
  const favourites = useFavourites()
  const visits = useVisits()

  const commandOf = (record: PluginRecord, item: CommandItem): Entry => ({
    id: `command.${record.manifest.id}.${item.id}`,
    group: 'commands',
    title: localized(item.title),
    icon: item.icon ?? 'blocks',
    aliases: aliasesOf(item.title),
    run: item.to ? go(item.to) : () => runCommand(record, item.run ?? item.id),
  })

  return computed(() => [
    ...visits.value.flatMap(({ type, id, title }): Entry[] => {
      const to = pageOf(type, 'record', id)
      return to ? [{ id: `recent.${type}.${id}`, group: 'recent', title, icon: 'clock', run: go(to) }] : []
    }),
    ...favourites.value.map(
      ({ title, to }): Entry => ({ id: `favourite.${to}`, group: 'favourites', title, icon: 'star', run: go(to) }),
    ),
    ...navigation.value.flatMap((group) =>
      group.items.map(
        (item): Entry => ({
          id: `page.${item.id}`,
          group: 'pages',
          title: item.title,
          subtitle: group.title,
          icon: item.icon,
          aliases: item.aliases ?? [],
          run: go(item.to),
        }),
      ),
    ),
    {
      id: 'page.jobs',
      group: 'pages',
      title: t('palette.jobs'),
      icon: 'tasks',
      aliases: ['Jobs', '后台任务', '任务中心'],
      run: go('/jobs'),
    },
    ...(can('modules')
      ? [
          {
            id: 'page.gallery',
            group: 'pages' as const,
            title: t('palette.gallery'),
            icon: 'columns',
            aliases: ['Components', '组件库'],
            run: go('/gallery'),
          },
        ]
      : []),
    {
      id: 'page.notifications',
      group: 'pages',
      title: t('palette.notifications'),
      icon: 'bell',
      aliases: ['Notifications', '消息'],
      run: go('/notifications'),
    },
    ...creatable.value.map(
      (one): Entry => ({
        id: `create.${one.type}`,
        group: 'create',
        title: one.title,
        icon: 'plus',
        aliases: one.aliases ?? [],
        run: go(one.to),
      }),
    ),
    ...[...plugins.values()].flatMap((record) =>
      (record.manifest.commands ?? [])
        .filter((item) => !item.permission || can(item.permission))
        .map((item) => commandOf(record, item)),
    ),
    ...THEMES.filter((one) => one !== theme.value).map(
      (one): Entry => ({
        id: `theme.${one}`,
        group: 'commands',
        title: t(`palette.theme.${one}`),
        icon: one === 'dark' ? 'moon' : one === 'light' ? 'sun' : 'screen',
        aliases: ['theme', '主题', one],
        run: () => {
          theme.value = one
        },
      }),
    ),
    ...LANGUAGES.filter((one) => one !== language.value).map(
      (one): Entry => ({
        id: `language.${one}`,
        group: 'commands',
        title: t('palette.language', { name: NAMES[one] }),
        icon: 'globe',
        aliases: ['language', '语言', one],
        run: () => setLanguage(one),
      }),
    ),
    {
      id: 'keys',
      group: 'commands',
      title: t('palette.keys'),
      icon: 'keyboard',
      aliases: ['keyboard', '快捷键'],
      run: showKeyMap,
    },
  ])
}
