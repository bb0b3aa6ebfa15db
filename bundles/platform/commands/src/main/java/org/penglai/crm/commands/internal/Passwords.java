package org.penglai.crm.commands.internal;

import java.io.IOException;
import org.apache.karaf.shell.api.console.Session;

/** Asks for a new password without showing it. A script may hand it over in the variable CRM_PASSWORD. */
final class Passwords {
    private static final String VARIABLE = "CRM_PASSWORD";

    private Passwords() {}

    static char[] ask(Session session) throws IOException {
        Object given = session.get(VARIABLE);
        if (given != null) {
            session.put(VARIABLE, null);
            return given.toString().toCharArray();
        }
        String typed = session.readLine("Password: ", '*');
        if (typed == null || typed.isEmpty()) {
            throw new IllegalArgumentException("no password given");
        }
        return typed.toCharArray();
    }
}
