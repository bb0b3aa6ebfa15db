import { ApiProblem, problemText, type FieldError } from '@penglai/sdk'
import { ref, shallowRef } from 'vue'

/** Sends a small form and keeps what was refused where a MetaForm shows it. */
export function useSubmit(send: () => Promise<void>) {
  const errors = shallowRef<readonly FieldError[]>([])
  const general = ref('')
  const running = ref(false)

  async function submit() {
    if (running.value) return
    running.value = true
    errors.value = []
    general.value = ''
    try {
      await send()
    } catch (problem) {
      errors.value = problem instanceof ApiProblem ? problem.errors : []
      general.value = errors.value.length > 0 ? '' : problemText(problem)
    } finally {
      running.value = false
    }
  }

  return { errors, general, running, submit }
}
