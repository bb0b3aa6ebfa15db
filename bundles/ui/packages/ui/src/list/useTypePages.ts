import { pageOf, type RecordData, type TypeMeta } from '@penglai/sdk'
import { computed } from 'vue'

/** Where a list leads to: pages of its records, new ones, import; only what the user may do. */
export function useTypePages(meta: () => TypeMeta | undefined) {
  const type = () => meta()?.type ?? ''
  const may = (right: string) => meta()?.can.includes(right) === true
  return {
    linkOf: (row: RecordData) => pageOf(type(), 'record', row.id),
    recordLink: (id: string) => pageOf(type(), 'record', id),
    editLink: (id: string) => (may('update') ? pageOf(type(), 'edit', id) : undefined),
    newPage: computed(() => (may('create') ? pageOf(type(), 'new') : undefined)),
    importPage: computed(() => (may('import') ? pageOf(type(), 'import') : undefined)),
    mayExport: computed(() => may('export')),
  }
}

export type TypePages = ReturnType<typeof useTypePages>
