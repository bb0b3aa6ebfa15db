import { notifications, onLive, session, type Notification } from '@penglai/sdk'
import { ref, shallowRef, watch } from 'vue'

/** How many messages the user has not read; undefined where the server sends none. */
export const unread = ref<number>()

/** The message that came last while the page was open. */
export const latest = shallowRef<Notification>()

export async function countUnread(): Promise<void> {
  try {
    unread.value = (await notifications.list({ unread: true, limit: 1 })).unread
  } catch {
    unread.value = undefined
  }
}

/** Keeps the count in step with the server, from sign-in on. */
export function followUnread(): void {
  watch(
    () => session.value?.user.id,
    (user) => {
      if (user) void countUnread()
    },
    { immediate: true },
  )
  onLive('notification', (event) => {
    unread.value = event.unread
    latest.value = event.item
  })
  onLive('resync', () => void countUnread())
}

/** Marks messages as read, here at once. */
export async function markRead(items: readonly Notification[]): Promise<void> {
  const ids = items.filter((one) => !one.readAt).map((one) => one.id)
  if (ids.length === 0) return
  unread.value = Math.max(0, (unread.value ?? 0) - ids.length)
  await notifications.read(ids).catch(countUnread)
}

export async function markAllRead(): Promise<void> {
  unread.value = 0
  await notifications.readAll().catch(countUnread)
}
