import { execFileSync } from 'node:child_process'

/**
 * A hook is a command given by the environment, run to change the server under an open page:
 * HOOK_REMOVE_PLUGIN and HOOK_RESTORE_PLUGIN take the loyalty sample away and bring it back.
 */
function hooksOf(environment) {
  const names = { removePlugin: 'HOOK_REMOVE_PLUGIN', restorePlugin: 'HOOK_RESTORE_PLUGIN' }
  return Object.fromEntries(
    Object.entries(names)
      .filter(([, variable]) => environment[variable])
      .map(([name, variable]) => [name, () => execFileSync('sh', ['-c', environment[variable]], { stdio: 'inherit' })]),
  )
}

/** A word no other run uses, for names of records. */
export const aWord = () => `E${Date.now().toString(36).toUpperCase()}`

/** What every spec gets beside its page. */
export function createContext(environment = process.env) {
  const base = (environment.BASE_URL ?? 'http://localhost:8190').replace(/\/$/, '')
  return {
    base,
    user: environment.CRM_USER ?? 'admin',
    password: environment.CRM_PASSWORD ?? 'admin',
    shots: environment.SHOTS,
    hooks: hooksOf(environment),
    /** Folder of the sample files; they go into an empty installation. */
    samples: environment.SAMPLES,
    /** Folder of the server's configuration. */
    etc: environment.CRM_ETC,
    /** A module archive that can be run: acme-loyalty 1.0.1. */
    kar: environment.MODULE_KAR,
    /** Folder for the pictures of the documentation. */
    pictures: environment.PICTURES,
    /** Where mail servers take mail, where it is fetched, and the folder with everybody's: smtp port, imap port, path. */
    mailServers: environment.MAIL_SERVERS,
    unique: aWord(),
    async shot(page, name) {
      if (this.shots) await page.screenshot({ path: `${this.shots}/${name}.png` })
    },
  }
}
