import { ApiProblem, problemText, records, type FieldMeta, type PartsMeta, type RecordData } from '@penglai/sdk'
import { ref, shallowRef, watch } from 'vue'
import { toWire, type FormValues } from '../form/values'
import { onChanges } from '../record/useRecord'
import { valuesOf } from './paste'

const PAGE = 200

/** The parts of a document: read, and written one after another, since each write changes the totals of the whole. */
export function useLines(parts: () => PartsMeta, document: () => string, sort: () => string | undefined, written: () => void) {
  const rows = shallowRef<readonly RecordData[]>([])
  const failure = shallowRef<unknown>()
  const loaded = ref(false)
  const writing = ref(0)
  let asked = 0
  let last: Promise<unknown> = Promise.resolve()

  /** In the order that is known once the type of the parts is. */
  async function load() {
    const order = sort()
    if (order === undefined) return
    const mine = ++asked
    try {
      const all: RecordData[] = []
      let cursor: string | undefined
      do {
        const query = { filter: `${parts().field}==${document()}`, sort: order, limit: PAGE, count: 'none' as const }
        const page = await records.list(parts().type, cursor ? { ...query, cursor } : query)
        all.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      if (mine !== asked) return
      rows.value = all
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      if (mine === asked) failure.value = error
    }
  }

  /** Gives what stands against it, empty if nothing does. */
  function write(work: () => Promise<unknown>, field?: FieldMeta): Promise<string> {
    const mine = last.then(async () => {
      writing.value++
      try {
        await work()
        await load()
        written()
        return ''
      } catch (problem) {
        const errors = problem instanceof ApiProblem ? problem.errors : []
        const own = errors.find((one) => one.field === field?.name)
        return own?.message ?? [problemText(problem), ...errors.map(({ message }) => message)].join(' ')
      } finally {
        writing.value--
      }
    })
    last = mine
    return mine
  }

  const save = (row: RecordData, field: FieldMeta, value: unknown) =>
    write(() => records.update(parts().type, row.id, { [field.name]: toWire(field, value) }), field)
  const add = (values: FormValues) =>
    write(() => records.create(parts().type, { ...values, [parts().field]: document() }, crypto.randomUUID()))
  const addAll = (all: readonly FormValues[]) =>
    write(() =>
      records.createAll(
        parts().type,
        all.map((values) => ({ ...values, [parts().field]: document() })),
      ),
    )
  const remove = (row: RecordData) => write(() => records.remove(parts().type, row.id))
  const paste = async (fields: readonly FieldMeta[], cells: readonly (readonly string[])[]) =>
    addAll(await valuesOf(fields, cells))

  watch([() => parts().type, document, sort], () => void load(), { immediate: true })
  onChanges(
    (type) => type === parts().type && writing.value === 0,
    () => void load(),
  )
  return { rows, failure, loaded, writing, load, save, add, paste, remove }
}
