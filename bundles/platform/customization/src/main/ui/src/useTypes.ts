import { allTypes, localized, type TypeMeta } from '@penglai/sdk'
import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isSetUp } from './chosenTypes'

const FIRST = 'customers'

/** The types that can be set up, and the one chosen, which stands in the address. */
export function useTypes() {
  const route = useRoute()
  const router = useRouter()
  const types = shallowRef<readonly TypeMeta[]>([])
  const failure = shallowRef<unknown>()
  const chosen = ref(typeof route.query['type'] === 'string' ? route.query['type'] : FIRST)
  const current = computed(() => types.value.find((type) => type.type === chosen.value))
  const choices = computed(() =>
    types.value.map((type) => ({ code: type.type, label: type.label, title: localized(type.label) })),
  )

  async function load() {
    try {
      types.value = (await allTypes()).filter(isSetUp)
      failure.value = undefined
      if (!current.value && types.value[0]) chosen.value = types.value[0].type
    } catch (problem) {
      failure.value = problem
    }
  }

  watch(chosen, (type) => void router.replace({ query: { ...route.query, type } }))
  onMounted(load)
  return { types, chosen, current, choices, failure, load }
}
