import { ref, watch } from 'vue'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

const STORED = 'penglai.theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

export const themeOf = (value: unknown): Theme | undefined => THEMES.find((one) => one === value)

/** The chosen theme; boot.js has already applied it to the first paint. */
export const theme = ref<Theme>(themeOf(localStorage.getItem(STORED)) ?? 'system')

function apply() {
  const dark = theme.value === 'dark' || (theme.value === 'system' && prefersDark.matches)
  document.documentElement.classList.toggle('dark', dark)
}

prefersDark.addEventListener('change', apply)
watch(theme, (next) => {
  localStorage.setItem(STORED, next)
  apply()
})
