import { addShortcuts, listenForShortcuts, useMenu, usePlainKeys, type Shortcut } from '@penglai/sdk'
import { onScopeDispose, watchEffect } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { openPalette } from '../palette/palette'
import { useCreatable, useNavigation } from '../shell/navigation'
import { t } from '../text'
import { showKeyMap } from './keyMap'

const pages = () => t('keyGroup.pages')

/** The keys that work on every page: search, new, help and the way to each page. */
export function usePageKeys(): void {
  const router = useRouter()
  const route = useRoute()
  const menu = useMenu()
  const navigation = useNavigation()
  const creatable = useCreatable()
  const plain = usePlainKeys()
  onScopeDispose(listenForShortcuts(() => plain.value))

  /** The list's own field where there is one. */
  function search() {
    const field = document.querySelector<HTMLInputElement>('#main input[type=search]')
    if (!field) return openPalette()
    field.focus()
    field.select()
  }

  /** Of the type on the page, else of one to be chosen. */
  function create() {
    const here = creatable.value.find((one) => one.to === `${route.path}/new` || one.type === route.meta.type)
    if (here) void router.push(here.to)
    else openPalette({ only: 'create' })
  }

  const general: Shortcut[] = [
    { keys: 'mod+k', title: () => t('keys.palette'), run: () => openPalette() },
    { keys: '/', title: () => t('keys.search'), run: search },
    { keys: 'n', title: () => t('keys.create'), run: create },
    { keys: '?', title: () => t('keys.map'), run: showKeyMap },
  ]
  onScopeDispose(addShortcuts(general))

  watchEffect((onCleanup) => {
    const titles = new Map(navigation.value.flatMap((group) => group.items).map((item) => [item.to, item.title]))
    const to = (key: string, path: string, title: () => string): Shortcut => ({
      keys: `g ${key}`,
      title,
      group: pages,
      run: () => void router.push(path),
    })
    const taken = new Set(['h', 'j', 'n'])
    const given = menu.value
      .filter((item) => item.key && /^[a-z0-9]$/.test(item.key) && !taken.has(item.key))
      .map((item) => to(item.key ?? '', item.to, () => titles.get(item.to) ?? ''))
    onCleanup(
      addShortcuts([
        to('h', '/', () => t('home')),
        ...given,
        to('n', '/notifications', () => t('notifications')),
        to('j', '/jobs', () => t('jobs')),
      ]),
    )
  })
}
