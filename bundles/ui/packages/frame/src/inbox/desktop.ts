import { localized, pageOf, type Notification as Message } from '@penglai/sdk'
import { ref } from 'vue'
import type { Router } from 'vue-router'

const STORED = 'penglai.desktop'

/** Browsers without it, and pages over plain HTTP, have no desktop messages. */
export const desktopPossible = 'Notification' in window && window.isSecureContext

/** The person's answer on this device: the browser's own permission is asked for only after a yes here. */
export const desktop = ref<'unasked' | 'on' | 'off' | 'blocked'>(state())

function state() {
  if (!desktopPossible) return 'off'
  if (Notification.permission === 'denied') return 'blocked'
  const stored = localStorage.getItem(STORED)
  if (stored === 'on' && Notification.permission === 'granted') return 'on'
  return stored === 'off' ? 'off' : 'unasked'
}

export async function switchDesktop(on: boolean): Promise<void> {
  localStorage.setItem(STORED, on ? 'on' : 'off')
  if (on && Notification.permission === 'default') await Notification.requestPermission()
  desktop.value = state()
}

/** Where a message leads. */
export const pageFor = ({ type, recordId }: Message): string | undefined =>
  type && recordId ? pageOf(type, 'record', recordId) : undefined

/**
 * Shows a message on the desktop. Only the tab that listens to the server calls this, so that one
 * message shows once; the tag keeps it so where browsers cannot elect one.
 */
export function showOnDesktop(router: Router, message: Message): void {
  if (state() !== 'on') return
  const shown = new Notification(localized(message.title), {
    ...(message.text ? { body: message.text } : {}),
    tag: `penglai-${message.id}`,
    icon: '/icons/192.png',
  })
  shown.onclick = () => {
    window.focus()
    void router.push(pageFor(message) ?? '/notifications')
    shown.close()
  }
}
