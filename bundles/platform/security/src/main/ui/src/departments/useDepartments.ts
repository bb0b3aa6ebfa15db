import { http, onWritten, queryOf, records, type RecordData, type Reference } from '@penglai/sdk'
import { onScopeDispose, shallowRef } from 'vue'

const PAGE = 200
/** Who has left is no longer one of the department. */
export const PRESENT = 'status!=left'

async function everyDepartment(): Promise<readonly RecordData[]> {
  const rows: RecordData[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await records.list('departments', {
      sort: 'name',
      limit: PAGE,
      count: 'none',
      ...(cursor ? { cursor } : {}),
    })
    rows.push(...page.items)
    cursor = page.nextCursor ?? null
  }
  return rows
}

async function peopleByDepartment(): Promise<ReadonlyMap<string, number>> {
  const url = `/api/v1/users/aggregate${queryOf({ group: 'department', filter: PRESENT })}`
  const { items } = await http.get<{ items: { department: Reference | null; count: number }[] }>(url)
  return new Map(items.flatMap(({ department, count }) => (department ? [[department.id, Number(count)] as const] : [])))
}

/** All departments and how many people each has itself; kept as this page changes them. */
export function useDepartments(counted: () => boolean) {
  const rows = shallowRef<readonly RecordData[]>()
  const counts = shallowRef<ReadonlyMap<string, number>>(new Map())
  const failure = shallowRef<unknown>()

  async function load() {
    try {
      const [departments, people] = await Promise.all([everyDepartment(), counted() ? peopleByDepartment() : counts.value])
      rows.value = departments
      counts.value = people
      failure.value = undefined
    } catch (problem) {
      failure.value = problem
    }
  }
  void load()
  onScopeDispose(onWritten(({ type }) => void (type === 'departments' && load())))
  return { rows, counts, failure, load }
}
