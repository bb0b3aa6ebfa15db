import { hasDrafts } from '@penglai/sdk'
import { ask } from '@penglai/ui'
import type { Router } from 'vue-router'
import { t } from './text'

let silent = false

/** For a deliberate end, such as signing out after the question was answered. */
export function leaveWithoutAsking(): void {
  silent = true
}

/** Asks before a page with unsaved input is left, within the console or by closing it. */
export function guardDrafts(router: Router): void {
  router.beforeEach(async (to, from) => {
    // A change of the query alone stays on the page.
    if (to.path === from.path || !hasDrafts()) return true
    return ask({ title: t('leaveTitle'), text: t('leaveText'), confirm: t('leaveAnyway'), cancel: t('stay'), danger: true })
  })
  addEventListener('beforeunload', (event) => {
    if (silent || !hasDrafts()) return
    event.preventDefault()
    // Chromium before 119 asks only when this is set.
    event.returnValue = true
  })
}
