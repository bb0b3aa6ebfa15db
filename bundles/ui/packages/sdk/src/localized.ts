import { computed, type ComputedRef } from 'vue'
import { createI18n } from 'vue-i18n'

/** A text in every language the console knows, as metadata and plug-in manifests carry it. */
export type Localized = string | Readonly<Record<string, string>>

/** Messages of one plug-in or package: language, then a tree of keys. */
export type Messages = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Looks a key up in the messages of one namespace. */
export type Translate = (key: string, params?: Record<string, unknown>) => string

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const STORED = 'penglai.language'

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  return LANGUAGES.find((language) => language === stored) ?? 'zh-CN'
}

/** The one vue-i18n instance of the page; the frame installs it, plug-ins reach it through `ctx.t`. */
export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'en',
  missingWarn: false,
  fallbackWarn: false,
  messages: {},
})

/** The language in use; reading it inside a render makes the render follow a switch. */
export const language: ComputedRef<Language> = computed(() => i18n.global.locale.value as Language)

/** Switches the language at once and remembers it on this device. */
export function setLanguage(next: Language): void {
  i18n.global.locale.value = next
  localStorage.setItem(STORED, next)
  document.documentElement.lang = next
}

/** Adds messages under a namespace. Namespaces have no dots: vue-i18n reads a dot as a path. */
export function registerMessages(namespace: string, messages: Messages): void {
  for (const [name, tree] of Object.entries(messages)) {
    i18n.global.mergeLocaleMessage(name, { [namespace]: tree })
  }
}

/** A translate function for one namespace. */
export function translator(namespace: string): Translate {
  return (key, params) => i18n.global.t(`${namespace}.${key}`, params ?? {})
}

/** Picks the text for the language in use, else English, else whatever is there. */
export function localized(text: Localized | undefined | null): string {
  if (text == null) return ''
  if (typeof text === 'string') return text
  return text[language.value] ?? text['en'] ?? Object.values(text)[0] ?? ''
}
