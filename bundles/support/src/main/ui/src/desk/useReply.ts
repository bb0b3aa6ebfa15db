import { attachments, notify, problemText, records, type Attachment, type RecordData } from '@penglai/sdk'
import { ref, shallowRef, watch } from 'vue'

/** Stands in a draft until something is written: the server wants a text. */
const NOTHING_YET = '…'
/** What is being written, by ticket: going to another one and back loses nothing. */
const written = new Map<string, { reply: string; note: string; cc: string }>()

/** The answer that is being written to a ticket. Files need a draft on the server to hang on. */
export function useReply(ticket: () => RecordData | undefined) {
  const reply = ref('')
  const note = ref('')
  const cc = ref('')
  const busy = ref(false)
  const draft = shallowRef<RecordData>()
  const files = shallowRef<readonly Attachment[]>([])

  async function readDraft(id: string) {
    const filter = `ticket==${id};delivery==draft;createdBy==me`
    const { items } = await records.list('ticketMessages', { filter, sort: '-id', limit: 1, count: 'none' })
    if (ticket()?.id !== id) return
    draft.value = items[0]
    if (!items[0]) return
    if (!reply.value && items[0]['body'] !== NOTHING_YET) reply.value = String(items[0]['body'] ?? '')
    files.value = await attachments.list('ticketMessages', items[0].id)
  }

  watch(
    () => ticket()?.id,
    (id, before) => {
      if (before) written.set(before, { reply: reply.value, note: note.value, cc: cc.value })
      const known = id ? written.get(id) : undefined
      reply.value = known?.reply ?? ''
      note.value = known?.note ?? ''
      cc.value = known?.cc ?? ''
      draft.value = undefined
      files.value = []
      if (id) void readDraft(id).catch(() => undefined)
    },
    { immediate: true },
  )

  /** One thing at a time; says what was refused. */
  async function doing(what: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await what()
      return true
    } catch (problem) {
      notify(problemText(problem), { kind: 'error' })
      return false
    } finally {
      busy.value = false
    }
  }

  const attach = (chosen: readonly File[]) =>
    doing(async () => {
      const id = ticket()?.id
      if (!id) return
      if (!draft.value) {
        const values = { ticket: id, direction: 'out', delivery: 'draft', body: reply.value.trim() || NOTHING_YET }
        draft.value = (await records.create('ticketMessages', values, crypto.randomUUID())).body
      }
      for (const file of chosen) await attachments.upload('ticketMessages', draft.value.id, file, () => undefined)
      files.value = await attachments.list('ticketMessages', draft.value.id)
    })

  const detach = (file: Attachment) =>
    doing(async () => {
      await attachments.remove(file.id)
      files.value = files.value.filter(({ id }) => id !== file.id)
    })

  const send = () =>
    doing(async () => {
      const id = ticket()?.id
      if (!id || !reply.value.trim()) return
      const values = { body: reply.value, ...(cc.value.trim() ? { ccAddresses: cc.value } : {}) }
      if (draft.value) {
        await records.update('ticketMessages', draft.value.id, values)
        await records.action('ticketMessages', draft.value.id, 'send')
      } else {
        await records.action('tickets', id, 'reply', values)
      }
      reply.value = ''
      cc.value = ''
      draft.value = undefined
      files.value = []
      written.delete(id)
    })

  const keep = () =>
    doing(async () => {
      const id = ticket()?.id
      if (!id || !note.value.trim()) return
      const values = { ticket: id, direction: 'internal', body: note.value }
      await records.create('ticketMessages', values, crypto.randomUUID())
      note.value = ''
    })

  const isDirty = () => reply.value.trim() !== '' || note.value.trim() !== ''
  return { reply, note, cc, busy, files, attach, detach, send, keep, isDirty }
}
