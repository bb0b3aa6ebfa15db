import { setTimeout as pause } from 'node:timers/promises'

const STEP_MS = 400
const PATIENCE_MS = 30_000

/** Asks until there is an answer other than no, and gives it back. */
export async function eventually(question) {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await question()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`never so: ${question}`)
    await pause(STEP_MS)
  }
}
