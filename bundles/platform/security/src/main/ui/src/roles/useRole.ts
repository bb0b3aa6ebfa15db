import { problemText, records, type RecordData } from '@penglai/sdk'
import { computed, ref, shallowRef, watch } from 'vue'
import { readAssignments, writeAssignments, type Assignments } from './assignments'
import { readPermissions, writePermissions, type Permissions } from './permissions'

/** The rights of a role while they are edited. */
export interface Parts {
  readonly permissions: Permissions
  readonly scopes: Assignments
  readonly fieldRights: Assignments
}

const partsOf = (record: RecordData): Parts => ({
  permissions: readPermissions(record['permissions']),
  scopes: readAssignments(record['scopes']),
  fieldRights: readAssignments(record['fieldRights']),
})

const textsOf = (parts: Parts) => ({
  permissions: writePermissions(parts.permissions),
  scopes: writeAssignments(parts.scopes),
  fieldRights: writeAssignments(parts.fieldRights),
})

/** A role while its rights are edited: nothing counts before it is saved, and then all of it. */
export function useRole(record: () => RecordData, reload: () => unknown) {
  const parts = shallowRef<Parts>(partsOf(record()))
  const before = shallowRef(textsOf(parts.value))
  const saving = ref(false)
  const problem = ref('')
  const isDirty = computed(() => JSON.stringify(textsOf(parts.value)) !== JSON.stringify(before.value))

  function reset() {
    parts.value = partsOf(record())
    before.value = textsOf(parts.value)
    problem.value = ''
  }

  // What a colleague saved is shown, but takes nothing away that is being edited here.
  watch(
    () => record().version,
    () => {
      if (!isDirty.value) reset()
    },
  )

  const change = (part: Partial<Parts>) => void (parts.value = { ...parts.value, ...part })

  async function save(): Promise<boolean> {
    if (saving.value) return false
    saving.value = true
    problem.value = ''
    const texts = textsOf(parts.value)
    const changed = Object.entries(texts).filter(([name, text]) => text !== before.value[name as keyof typeof texts])
    try {
      const { id, version } = record()
      const values = Object.fromEntries(changed.map(([name, text]) => [name, text || null]))
      await records.update('roles', id, values, `"${version}"`)
      before.value = texts
      await reload()
      return true
    } catch (failed) {
      problem.value = problemText(failed)
      return false
    } finally {
      saving.value = false
    }
  }

  return { parts, change, isDirty, saving, problem, save, reset }
}
