import { setTimeout as pause } from 'node:timers/promises'

const STEP_MS = 400
const PATIENCE_MS = 30_000

/** Asks until the answer is yes. */
export async function eventually(question) {
  const end = Date.now() + PATIENCE_MS
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`never so: ${question}`)
    await pause(STEP_MS)
  }
}
