import { ApiProblem, attachments, problemText, type Attachment } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { onChanges } from '../record/useRecord'

/** A file on its way to the server, or refused by it. */
export interface Upload {
  readonly key: number
  readonly file: File
  readonly share: number
  readonly error?: string
}

const AT_ONCE = 2
let keys = 0

/** The files of a record. */
export function useAttachments(type: () => string | undefined, id: () => string) {
  const files = shallowRef<readonly Attachment[]>([])
  const failure = shallowRef<unknown>()
  const loading = ref(true)
  const uploads = shallowRef<readonly Upload[]>([])
  const running = new Map<number, AbortController>()
  let asked = 0

  async function load() {
    const name = type()
    if (!name) return
    const mine = ++asked
    try {
      const found = await attachments.list(name, id())
      if (mine !== asked) return
      files.value = found
      failure.value = undefined
    } catch (error) {
      if (mine === asked) failure.value = error
    } finally {
      if (mine === asked) loading.value = false
    }
  }
  watch(
    () => [type(), id()],
    () => {
      files.value = []
      loading.value = true
      void load()
    },
    { immediate: true },
  )
  onChanges(
    (changed, which) => changed === type() && which === id(),
    () => void load(),
  )
  onScopeDispose(() => running.forEach((controller) => controller.abort()))

  const change = (key: number, with_: Partial<Upload>) => {
    uploads.value = uploads.value.map((one) => (one.key === key ? { ...one, ...with_ } : one))
  }
  const forget = (key: number) => {
    uploads.value = uploads.value.filter((one) => one.key !== key)
  }

  async function send({ key, file }: Upload) {
    const name = type()
    if (!name) return
    const controller = new AbortController()
    running.set(key, controller)
    try {
      await attachments.upload(name, id(), file, (share) => change(key, { share }), controller.signal)
      forget(key)
      await load()
    } catch (error) {
      if (controller.signal.aborted) forget(key)
      else change(key, { error: problemText(error) })
    } finally {
      running.delete(key)
      next()
    }
  }
  function next() {
    const waiting = uploads.value.filter((one) => one.error === undefined && !running.has(one.key))
    for (const one of waiting.slice(0, AT_ONCE - running.size)) void send(one)
  }

  /** Sends files, a few at a time. */
  function add(chosen: Iterable<File>) {
    uploads.value = [...uploads.value, ...[...chosen].map((file) => ({ key: ++keys, file, share: 0 }))]
    next()
  }
  function cancel(key: number) {
    const controller = running.get(key)
    if (controller) controller.abort()
    else forget(key)
  }
  function again(key: number) {
    change(key, { error: undefined, share: 0 })
    next()
  }
  async function remove(file: Attachment) {
    await attachments.remove(file.id)
    await load()
  }

  /** Nothing keeps files here. */
  const isAbsent = computed(() => failure.value instanceof ApiProblem && [404, 405].includes(failure.value.status))
  return { files, failure, loading, isAbsent, uploads, load, add, cancel, again, remove }
}
