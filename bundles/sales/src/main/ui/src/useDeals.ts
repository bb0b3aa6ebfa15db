import { ApiProblem, http, onLive, queryOf, records, type Money, type RecordData, type Reference } from '@penglai/sdk'
import type { BoardCard } from '@penglai/ui/board'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { SalesStage } from './stages'

/** Cards of one request, and what they show. */
const PAGE = 100
const SHOWN = ['id', 'version', 'name', 'customer', 'amount', 'expectedCloseOn', 'closeReason', 'owner', 'stage', 'stagnantAt']
/** Changes that come together are read together. */
const PAUSE_MS = 300

export interface DealCard extends BoardCard {
  readonly record: RecordData
}

export interface Total {
  readonly count: number
  readonly sum: Money | null
}

const stageOf = (record: RecordData) => (record['stage'] as Reference | null)?.id ?? ''

/** The opportunities on the board: cards page by page for each stage, counts and sums from the server. */
export function useDeals(pipeline: () => string, stages: () => readonly SalesStage[], more: () => string) {
  const rows = shallowRef<readonly RecordData[]>([])
  const totals = shallowRef<ReadonlyMap<string, Total>>(new Map())
  const failed = ref(false)
  const loading = ref(false)
  const cursors = new Map<string, string | null>()
  const asking = new Set<string>()
  let round = 0

  const open = computed(() => stages().filter((stage) => stage.kind === 'open'))
  const filterOf = (stage: string) => [`stage==${stage}`, more()].filter(Boolean).join(';')
  const fields = computed(() => [...new Set([...SHOWN, ...stages().flatMap(({ required }) => required)])].join())

  async function readTotals() {
    const mine = round
    const filter = [`pipeline==${pipeline()}`, 'status==open', more()].filter(Boolean).join(';')
    const query = queryOf({ group: 'stage', measure: 'count,sum:amount', filter })
    const { items } = await http.get<{ items: Record<string, unknown>[] }>(`/api/v1/opportunities/aggregate${query}`)
    if (mine !== round) return
    totals.value = new Map(
      items.map((item) => [
        (item['stage'] as Reference).id,
        { count: Number(item['count']), sum: (item['sum:amount'] as Money | null) ?? null },
      ]),
    )
  }

  async function readMore(stage: string) {
    const cursor = cursors.get(stage)
    if (cursor === null || asking.has(stage)) return
    const mine = round
    asking.add(stage)
    try {
      const page = await records.list('opportunities', {
        filter: filterOf(stage),
        sort: 'expectedCloseOn,id',
        fields: fields.value,
        limit: PAGE,
        count: 'none',
        ...(cursor ? { cursor } : {}),
      })
      if (mine !== round) return
      cursors.set(stage, page.nextCursor)
      const known = new Set(rows.value.map(({ id }) => id))
      rows.value = [...rows.value, ...page.items.filter(({ id }) => !known.has(id))]
    } finally {
      if (mine === round) asking.delete(stage)
    }
  }

  async function load() {
    if (!pipeline() || stages().length === 0) return
    round++
    asking.clear()
    cursors.clear()
    rows.value = []
    loading.value = true
    failed.value = false
    const mine = round
    try {
      await Promise.all([readTotals(), ...open.value.map(({ id }) => readMore(id))])
    } catch {
      if (mine === round) failed.value = true
    } finally {
      if (mine === round) loading.value = false
    }
  }

  /** Puts a record that has changed where it belongs now. */
  function put(record: RecordData) {
    const isShown = open.value.some(({ id }) => id === stageOf(record))
    const known = rows.value.some(({ id }) => id === record.id)
    if (!isShown) rows.value = rows.value.filter(({ id }) => id !== record.id)
    else if (known) rows.value = rows.value.map((row) => (row.id === record.id ? record : row))
    else rows.value = [record, ...rows.value]
  }

  /** Writes a change of stage; sums follow from the server. */
  async function move(id: string, stage: string, values: Record<string, unknown> = {}) {
    const { body } = await records.update('opportunities', id, { ...values, stage })
    put(body)
    void readTotals().catch(() => undefined)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const changed = new Set<string>()
  async function follow() {
    const ids = [...changed]
    changed.clear()
    void readTotals().catch(() => undefined)
    for (const id of ids) {
      await records.get('opportunities', id, {}).then(
        ({ body }) => {
          if (rows.value.some((row) => row.id === id) || (body['pipeline'] as Reference).id === pipeline()) put(body)
        },
        (error: unknown) => {
          if (error instanceof ApiProblem) rows.value = rows.value.filter((row) => row.id !== id)
        },
      )
    }
  }
  const stop = onLive('record', (change) => {
    if (change.type !== 'opportunities') return
    if (!change.id) return void load()
    changed.add(change.id)
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), PAUSE_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    round++
  })
  watch([pipeline, stages, more], () => void load(), { immediate: true })

  /** A card stays the same as long as its record does, so that a page more costs a page and not all of them. */
  const made = new WeakMap<RecordData, DealCard>()
  function cardOf(record: RecordData) {
    const card = made.get(record) ?? { id: record.id, column: stageOf(record), title: String(record['name']), record }
    made.set(record, card)
    return card
  }
  const cards = computed(() => rows.value.map(cardOf))
  return { cards, totals, failed, loading, load, readMore, move }
}
