import { ApiProblem, onLive, onWritten, records, type FieldMeta, type RecordData } from '@penglai/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { controlValue, toWire } from '../form/values'

/** Somebody else changed the very field meanwhile: their value, as a control holds it. */
export interface FieldConflict {
  readonly theirs: unknown
}

/** Saves one field; gives what stands in the way when somebody else changed the same field. */
export type SaveField = (field: FieldMeta, before: unknown, after: unknown) => Promise<FieldConflict | undefined>

const MAX_TRIES = 3
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** One record on a page: loaded, followed live, changed field by field. */
export function useRecord(type: () => string, id: () => string, follows: () => boolean) {
  const record = shallowRef<RecordData>()
  const failure = shallowRef<unknown>()
  let etag: string | undefined
  let asked = 0
  let saving = false

  async function load() {
    const mine = ++asked
    try {
      const reply = await records.get(type(), id())
      if (mine !== asked) return
      record.value = reply.body
      etag = reply.etag ?? undefined
      failure.value = undefined
    } catch (error) {
      if (mine === asked) failure.value = error
    }
  }

  const saveField: SaveField = async (field, before, after) => {
    saving = true
    try {
      return await send(field, before, after)
    } finally {
      saving = false
    }
  }

  const send: SaveField = async (field, before, after) => {
    for (let tries = 0; ; tries++) {
      // The page follows what others do: what is on it may be newer than what the editing began with.
      const theirs = controlValue(field, record.value?.[field.name])
      if (!same(toWire(field, theirs), toWire(field, before))) return { theirs }
      try {
        const reply = await records.update(type(), id(), { [field.name]: toWire(field, after) }, etag)
        asked++
        record.value = reply.body
        etag = reply.etag ?? undefined
        return undefined
      } catch (problem) {
        if (!(problem instanceof ApiProblem) || problem.status !== 412 || tries >= MAX_TRIES) throw problem
      }
      await load()
    }
  }

  watch(
    () => [type(), id()],
    () => {
      record.value = undefined
      failure.value = undefined
      void load()
    },
    { immediate: true },
  )
  const isThis = (change: { type: string; id: string | null }) =>
    change.type === type() && (change.id === id() || change.id === null)
  const stops = [
    onLive('record', (change) => {
      const isKnown = change.version !== undefined && change.version === record.value?.version
      if (isThis(change) && !isKnown && !saving && follows()) void load()
    }),
    onWritten((written) => {
      if (isThis(written) && !saving && follows()) void load()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return { record, failure, load, saveField }
}

/** Calls back, at most once in a while, when this page or somebody else writes what matters. */
export function onChanges(matters: (type: string, id: string | null) => boolean, then: () => void, delay = 400): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hear = ({ type, id }: { type: string; id: string | null }) => {
    if (!matters(type, id)) return
    clearTimeout(timer)
    timer = setTimeout(then, delay)
  }
  const stops = [onLive('record', hear), onWritten((written) => matters(written.type, written.id) && then())]
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  })
}
