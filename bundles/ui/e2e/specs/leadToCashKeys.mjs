import { keys } from '../support/hands.mjs'
import { leadToCash } from '../support/leadToCash.mjs'

export const reducedMotion = 'reduce'

/** The whole path again without touching the mouse. */
export default (page, ctx) => leadToCash(page, ctx, keys(page), '键盘')
