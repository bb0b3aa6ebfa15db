import { onBeforeUnmount, onScopeDispose, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { draftKey, dropDraft, keepDraft, noteInterrupted, readDraft, wasInterrupted, type Draft } from './drafts'
import type { FormValues } from './values'

const PAUSE_MS = 400

interface DraftedForm {
  type: () => string
  id: () => string | undefined
  version: () => number | null
  /** What differs from what is saved; empty when nothing does. */
  typed: () => FormValues
  restore: (values: FormValues) => void
}

/**
 * Keeps what is typed on this device until it is saved or given up. A reload, the end of the session or an upgrade
 * of the plug-in lose nothing; leaving the page on purpose does, after the question.
 */
export function useFormDraft(form: DraftedForm) {
  const route = useRoute()
  const router = useRouter()
  const offered = shallowRef<Draft>()
  const path = route.path
  let key = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let touched = false
  let done = false

  function flush() {
    clearTimeout(timer)
    if (!key || done || !touched) return
    const values = form.typed()
    if (Object.keys(values).length === 0) dropDraft(key)
    else keepDraft(key, { at: new Date().toISOString(), version: form.version(), values })
  }
  watch(
    () => JSON.stringify(form.typed()),
    (now) => {
      if (!key || (now === '{}' && !touched)) return
      touched = true
      clearTimeout(timer)
      timer = setTimeout(flush, PAUSE_MS)
    },
  )
  addEventListener('pagehide', flush)
  onScopeDispose(() => removeEventListener('pagehide', flush))
  onBeforeUnmount(() => {
    const left = router.currentRoute.value.path !== path
    if (left && touched && !done) dropDraft(key)
    else if (!left && touched && !done) {
      flush()
      noteInterrupted(key)
    }
    clearTimeout(timer)
  })

  /** To be called once the form shows what is saved. */
  function begin() {
    key = draftKey(form.type(), form.id())
    const draft = readDraft(key)
    if (draft && wasInterrupted(key)) form.restore(draft.values)
    else offered.value = draft
  }
  function restore() {
    if (offered.value) form.restore(offered.value.values)
    offered.value = undefined
  }
  function discard() {
    dropDraft(key)
    offered.value = undefined
  }
  /** Everything typed is saved. */
  function finish() {
    done = true
    clearTimeout(timer)
    dropDraft(key)
  }
  return { offered, begin, restore, discard, finish }
}
