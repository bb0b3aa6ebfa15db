import { shallowRef } from 'vue'

export interface Question {
  readonly title: string
  readonly text?: string
  /** Label of the button that says yes. */
  readonly confirm: string
  readonly cancel?: string
  readonly danger?: boolean
}

export interface OpenQuestion extends Question {
  readonly answer: (yes: boolean) => void
}

export const openQuestion = shallowRef<OpenQuestion>()

/** Asks yes or no in a dialog. */
export function ask(question: Question): Promise<boolean> {
  openQuestion.value?.answer(false)
  return new Promise((resolve) => {
    openQuestion.value = {
      ...question,
      answer: (yes) => {
        openQuestion.value = undefined
        resolve(yes)
      },
    }
  })
}
