import { onWritten, records, type RecordData } from '@penglai/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'

const MOST = 200

/** The custom fields of a type, retired ones included. */
export function useCustomFields(type: () => string) {
  const rows = shallowRef<readonly RecordData[]>()
  const failure = shallowRef<unknown>()

  async function load() {
    try {
      const filter = `type=="${type()}"`
      const page = await records.list('customFields', { filter, sort: 'position,id', limit: MOST, count: 'none' })
      rows.value = page.items
      failure.value = undefined
    } catch (problem) {
      failure.value = problem
    }
  }
  watch(type, () => {
    rows.value = undefined
    void load()
  })
  void load()
  onScopeDispose(onWritten((written) => void (written.type === 'customFields' && load())))
  return { rows, failure, load }
}
