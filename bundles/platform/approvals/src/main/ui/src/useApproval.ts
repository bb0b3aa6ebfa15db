import { onWritten, problemText } from '@penglai/sdk'
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { offered, seatsOf, type Approval, type Seat } from './approvals'

/** An approval with who was asked; read anew whenever this page writes the record. */
export function useApproval(find: () => Promise<Approval | undefined>, key: () => unknown) {
  const approval = shallowRef<Approval>()
  const seats = shallowRef<readonly Seat[]>([])
  const problem = ref('')
  const loaded = ref(false)
  let round = 0

  async function load(): Promise<void> {
    const mine = ++round
    try {
      const found = await find()
      const asked = found ? await seatsOf(found.id) : []
      if (mine !== round) return
      approval.value = found
      seats.value = asked
      problem.value = ''
    } catch (failed) {
      if (mine === round) problem.value = problemText(failed)
    }
    if (mine === round) loaded.value = true
  }
  watch(key, () => void load(), { immediate: true })
  const stop = onWritten(({ id }) => {
    if (id === approval.value?.recordId) void load()
  })
  onBeforeUnmount(stop)

  const actions = computed(() => (approval.value ? offered(approval.value, seats.value) : []))
  const asked = computed(() =>
    seats.value
      .filter(({ decision }) => decision === 'pending')
      .map(({ assignee }) => assignee?.title ?? '')
      .join('、'),
  )
  return { approval, seats, problem, loaded, actions, asked, load }
}
