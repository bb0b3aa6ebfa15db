import { records, session, type Reference } from '@penglai/sdk'
import { computed, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export const ME = 'me'
const MOST = 5
const COLOURS = 5

/** Which of five tones stands for a person in this selection. */
export const colourOf = (people: readonly string[], user: string | undefined): number =>
  Math.max(0, people.indexOf(user ?? '')) % COLOURS

/** Whose calendars are shown beside each other; the address says so. */
export function usePeople() {
  const route = useRoute()
  const router = useRouter()
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const ids = computed<readonly string[]>(() => {
    const given = String(route.query['users'] ?? '')
      .split(',')
      .filter((id) => id === ME || /^[0-9A-HJKMNP-TV-Z]{13}$/.test(id))
    return given.length > 0 ? [...new Set(given)].slice(0, MOST) : [ME]
  })
  const people = computed<readonly Reference[]>(() =>
    ids.value.map((id) => ({ id, title: id === ME ? (session.value?.user.name ?? '') : (names.value.get(id) ?? '…') })),
  )
  watch(
    ids,
    async (wanted) => {
      for (const id of wanted.filter((one) => one !== ME && !names.value.has(one))) {
        const found = await records.get('users', id).catch(() => undefined)
        if (found) names.value = new Map([...names.value, [id, String(found.body['name'] ?? id)]])
      }
    },
    { immediate: true },
  )

  const show = (next: readonly string[]) =>
    void router.replace({ query: { ...route.query, users: next.join() === ME ? undefined : next.join(',') } })
  const add = (person: Reference | null) => {
    if (!person || person.id === session.value?.user.id) return
    names.value = new Map([...names.value, [person.id, person.title]])
    if (!ids.value.includes(person.id)) show([...ids.value, person.id].slice(-MOST))
  }
  const remove = (id: string) => show(ids.value.filter((one) => one !== id))
  const isFull = computed(() => ids.value.length >= MOST)
  return { ids, people, add, remove, isFull }
}
