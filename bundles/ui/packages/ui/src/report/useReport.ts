import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { problemText } from '@penglai/sdk'
import { readReport, type ReportData } from './report'

/** A report, read anew whenever it is asked something else; what was shown stays until the answer is there. */
export function useReport(name: () => string, parameters: () => Readonly<Record<string, string>>) {
  const data = shallowRef<ReportData>()
  const failure = ref('')
  const loading = ref(false)
  let round = 0
  async function load() {
    const mine = ++round
    loading.value = true
    failure.value = ''
    try {
      const answer = await readReport(name(), parameters())
      if (mine === round) data.value = answer
    } catch (error) {
      if (mine === round) failure.value = problemText(error)
    } finally {
      if (mine === round) loading.value = false
    }
  }
  onScopeDispose(() => round++)
  watch(name, () => (data.value = undefined))
  watch(
    () => name() + JSON.stringify(parameters()),
    () => void load(),
    { immediate: true },
  )
  return { data, failure, loading, load }
}
