import { attachments, onLive, records, type Attachment, type RecordData } from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

const MOST = 200
const PAUSE_MS = 250
const FIELDS =
  'id,version,direction,body,original,html,fromAddress,toAddresses,ccAddresses,delivery,deliveryError,automatic,createdAt,createdBy'

export interface Message extends RecordData {
  readonly files: readonly Attachment[]
}

/** A ticket with what has been said in it, as it is right now. */
export function useConversation(id: () => string) {
  const ticket = shallowRef<RecordData>()
  const messages = shallowRef<readonly Message[]>([])
  const failed = ref(false)
  const files = new Map<string, readonly Attachment[]>()
  let round = 0

  /** Files of what has been said hardly change; those of a mail come a moment after it. */
  async function filesOf(message: RecordData): Promise<readonly Attachment[]> {
    const known = files.get(message.id)
    if (known && known.length > 0) return known
    const found = await attachments.list('ticketMessages', message.id).catch(() => [])
    files.set(message.id, found)
    return found
  }

  async function load() {
    const mine = ++round
    const wanted = id()
    if (!wanted) return
    try {
      const [{ body }, page] = await Promise.all([
        records.get('tickets', wanted, {}),
        records.list('ticketMessages', {
          filter: `ticket==${wanted};(delivery=null=true,delivery!=draft)`,
          sort: '-id',
          fields: FIELDS,
          limit: MOST,
          count: 'none',
        }),
      ])
      const found = await Promise.all(
        [...page.items].reverse().map(async (message): Promise<Message> => ({ ...message, files: await filesOf(message) })),
      )
      if (mine !== round) return
      ticket.value = body
      messages.value = found
      failed.value = false
    } catch {
      if (mine === round) failed.value = true
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = onLive('record', (change) => {
    if (change.type !== 'ticketMessages' && !(change.type === 'tickets' && change.id === id())) return
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    round++
  })
  watch(
    id,
    () => {
      ticket.value = undefined
      messages.value = []
      files.clear()
      void load()
    },
    { immediate: true },
  )
  return { ticket, messages, failed, load }
}
