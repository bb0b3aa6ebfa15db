import { usePreference } from '@penglai/sdk'
import { computed } from 'vue'

type Mapping = Readonly<Record<string, string>>

/** A mapping was made for a file with exactly these columns. */
const fits = (mapping: Mapping, headers: readonly string[]) => {
  const columns = Object.keys(mapping)
  return columns.length === new Set(headers).size && columns.every((column) => headers.includes(column))
}

/** The mappings that the user keeps for a type, by name. */
export function useMappings(type: () => string) {
  const kept = usePreference<Record<string, Mapping>>(() => `import.${type()}.mappings`, {})
  return {
    names: computed(() => Object.keys(kept.value)),
    get: (name: string): Mapping | undefined => kept.value[name],
    /** The name of the mapping for files with these columns. */
    matching: (headers: readonly string[]) => Object.keys(kept.value).find((name) => fits(kept.value[name]!, headers)),
    save(name: string, mapping: Mapping) {
      kept.value = { ...kept.value, [name]: { ...mapping } }
    },
    remove(name: string) {
      kept.value = Object.fromEntries(Object.entries(kept.value).filter(([other]) => other !== name))
    },
  }
}
