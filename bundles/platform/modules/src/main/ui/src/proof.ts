import { ref } from 'vue'

/** A little less than the server's five minutes. */
const VALID_MS = 4.5 * 60_000

const until = ref(0)

/** Whether the password was right a moment ago, so that the server does not ask for it. */
export const proof = {
  holds: () => Date.now() < until.value,
  given: () => (until.value = Date.now() + VALID_MS),
  lost: () => (until.value = 0),
}
