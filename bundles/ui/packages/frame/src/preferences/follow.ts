import { language, LANGUAGES, loadPreferences, session, setLanguage, usePreference, type Language } from '@penglai/sdk'
import { ref, watch } from 'vue'
import { theme, themeOf, type Theme } from '../theme'

/** Whether the user's preferences have come from the server; false where it keeps none or has not answered. */
export const preferencesLoaded = ref(false)

/**
 * Fetches the preferences at sign-in and keeps theme and language in step with them. Both also lie on
 * this device under names of their own, since the first paint happens before anybody is signed in.
 */
export function followPreferences(): void {
  const chosenTheme = usePreference<Theme | null>('theme', null)
  const chosenLanguage = usePreference<Language | null>('locale', null)

  watch(
    () => session.value?.user.id,
    async (user) => {
      preferencesLoaded.value = user !== undefined && (await loadPreferences())
    },
    { immediate: true },
  )
  watch(chosenTheme, (next) => {
    const known = themeOf(next)
    if (known) theme.value = known
  })
  watch(chosenLanguage, (next) => {
    const known = LANGUAGES.find((one) => one === next)
    if (known && known !== language.value) setLanguage(known)
  })
  watch(theme, (next) => {
    if (session.value) chosenTheme.value = next
  })
  watch(language, (next) => {
    if (session.value) chosenLanguage.value = next
  })
}
