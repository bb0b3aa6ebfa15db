import { ApiProblem, fieldOf, records, type FieldError, type FieldMeta, type RecordData, type TypeMeta } from '@penglai/sdk'
import { computed, ref, shallowRef, watch } from 'vue'
import { t } from '../text'
import { changesOf, controlValues, type FormValues } from './values'

/** The fields a form shows: those of the layout that may be written. */
export function formFields(meta: TypeMeta): FieldMeta[] {
  const names =
    meta.layout?.flatMap((section) => section.fields) ?? meta.fields.filter((field) => !field.system).map((field) => field.name)
  return names.map((name) => fieldOf(meta, name)).filter((field): field is FieldMeta => field !== undefined && !field.readOnly)
}

/** State of a page that creates or changes one record. */
export function useRecordForm(meta: () => TypeMeta | undefined) {
  const record = shallowRef<RecordData>()
  const values = ref<FormValues>({})
  const before = shallowRef<FormValues>({})
  const errors = shallowRef<readonly FieldError[]>([])
  const general = ref('')
  const saving = ref(false)
  let etag: string | undefined
  let idempotencyKey = crypto.randomUUID()

  const fields = computed(() => {
    const known = meta()
    return known ? formFields(known) : []
  })
  const changes = computed(() => changesOf(fields.value, before.value, values.value))
  /** What was typed and is not saved, as the controls hold it. */
  const typed = computed<FormValues>(() =>
    Object.fromEntries(Object.keys(changes.value).map((name) => [name, values.value[name]])),
  )
  const isDirty = computed(() => Object.keys(changes.value).length > 0)

  // An administrator may add a field while the form is open: it begins empty, what was typed stays.
  watch(fields, (now) => {
    const added = now.filter((field) => !(field.name in before.value))
    if (added.length === 0 || Object.keys(before.value).length === 0) return
    before.value = { ...before.value, ...controlValues(added, undefined) }
    values.value = { ...controlValues(added, undefined), ...values.value }
  })

  function start(preset: FormValues) {
    before.value = controlValues(fields.value, undefined)
    values.value = { ...before.value, ...controlValues(fields.value, undefined, preset) }
  }

  async function load(id: string) {
    const reply = await records.get(meta()?.type ?? '', id)
    record.value = reply.body
    etag = reply.etag ?? undefined
    before.value = controlValues(fields.value, reply.body)
    values.value = { ...before.value }
  }

  /** Somebody else was faster: their values become the base, what was typed here stays on top. */
  async function rebase(id: string) {
    const mine = Object.keys(changes.value)
    const typed = values.value
    await load(id)
    values.value = { ...values.value, ...Object.fromEntries(mine.map((name) => [name, typed[name]])) }
    general.value = t('staleRecord')
  }

  async function take(problem: unknown) {
    if (!(problem instanceof ApiProblem)) throw problem
    if (problem.status === 412 && record.value) return rebase(record.value.id)
    errors.value = problem.errors
    general.value = problem.errors.length > 0 ? '' : problem.message
  }

  /** Sends what changed; gives the saved record, or undefined when it was refused. */
  async function save(): Promise<RecordData | undefined> {
    const known = meta()
    if (!known || saving.value) return undefined
    saving.value = true
    errors.value = []
    general.value = ''
    try {
      const sent = record.value
        ? await records.update(known.type, record.value.id, changes.value, etag)
        : await records.create(known.type, filled(changesOf(fields.value, {}, values.value)), idempotencyKey)
      before.value = { ...values.value }
      return sent.body
    } catch (problem) {
      // A corrected request is another request. After a lost answer the key stays, so that nothing is made twice.
      if (problem instanceof ApiProblem && problem.status > 0) idempotencyKey = crypto.randomUUID()
      await take(problem)
      return undefined
    } finally {
      saving.value = false
    }
  }

  return { record, values, errors, general, saving, fields, typed, isDirty, start, load, save }
}

const filled = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
