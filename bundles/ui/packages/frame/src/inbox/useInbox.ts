import { notifications, onLive, problemText, type Notification } from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { markAllRead, markRead, unread } from './unread'

/** The messages on screen, with those that come in on top. */
export function useInbox(limit: number, onlyUnread: () => boolean) {
  const items = shallowRef<readonly Notification[]>()
  const cursor = ref<string | null>(null)
  const failure = ref('')
  const busy = ref(false)

  async function load(more = false) {
    busy.value = true
    failure.value = ''
    try {
      const page = await notifications.list({
        limit,
        ...(onlyUnread() ? { unread: true } : {}),
        ...(more && cursor.value ? { cursor: cursor.value } : {}),
      })
      items.value = more ? [...(items.value ?? []), ...page.items] : page.items
      cursor.value = page.nextCursor
      unread.value = page.unread
    } catch (error) {
      failure.value = problemText(error)
    } finally {
      busy.value = false
    }
  }
  watch(onlyUnread, () => void load(), { immediate: true })
  onScopeDispose(onLive('resync', () => void load()))
  onScopeDispose(
    onLive('notification', ({ item }) => {
      items.value = [item, ...(items.value ?? []).filter((one) => one.id !== item.id)]
    }),
  )

  const marked = (one: Notification): Notification => (one.readAt ? one : { ...one, readAt: new Date().toISOString() })
  async function read(item: Notification) {
    items.value = items.value?.map((one) => (one.id === item.id ? marked(one) : one))
    await markRead([item])
  }
  async function readAll() {
    items.value = items.value?.map(marked)
    await markAllRead()
  }
  return { items, cursor, failure, busy, load, read, readAll }
}
