import { dateOf } from '@penglai/sdk'
import { inject, provide, type InjectionKey } from 'vue'

/** On which day a series begins, for the preview of its dates: the form or page knows, the control of the rule does not. */
const KEY: InjectionKey<() => unknown> = Symbol('repeat start')

/** Fields that say when something happens, the first that has a value counts. */
const FIELDS = ['startAt', 'dueAt']

export const provideStart = (values: () => Readonly<Record<string, unknown>>) =>
  provide(KEY, () => FIELDS.map((name) => values()[name]).find((value) => typeof value === 'string' && value !== ''))

export function useStart(): () => string {
  const given = inject(KEY, () => undefined)
  return () => {
    const value = given()
    return typeof value === 'string' ? dateOf(value) : dateOf(Date.now())
  }
}
