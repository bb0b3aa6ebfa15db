package org.penglai.crm.security.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** People who are known outside, such as in LDAP; asked for passwords that the own database does not know. */
@ConsumerType
public interface Directory {
    /** Whether somebody of that name may also sign in by a password that is kept here. */
    boolean admitsLocal(String username);

    /**
     * Checks a password, and brings the user here in line with what the directory says. Takes no longer than its own
     * time limits; never throws for a directory that is down.
     *
     * @param username in lower case, as the user typed it otherwise
     */
    Answer authenticate(String username, char[] password);

    /** What a directory says of a name and a password. */
    enum Verdict {
        /** They belong together. */
        ACCEPTED,
        /** There is nobody of that name, the password is wrong, or the user may not come in here. */
        REFUSED,
        /** It cannot be asked. */
        DOWN
    }

    /** @param userId of the user here if accepted, else 0 */
    record Answer(Verdict verdict, long userId) {
        /** They do not belong together. */
        public static final Answer REFUSED = new Answer(Verdict.REFUSED, 0);
        /** It cannot be asked. */
        public static final Answer DOWN = new Answer(Verdict.DOWN, 0);

        /** They belong to that user. */
        public static Answer accepted(long userId) {
            return new Answer(Verdict.ACCEPTED, userId);
        }
    }
}
