package org.penglai.crm.mail.internal.outgoing;

import java.util.List;

/** How a mail server answered. */
sealed interface Attempt {
    /**
     * It has the mail.
     *
     * @param refused addresses it will never take it for, with its words; null for none
     * @param later addresses that may be tried again
     */
    record Taken(String refused, List<String> later) implements Attempt {}

    /** It may take it later. */
    record Later(String reason) implements Attempt {}

    /** It will not take it. */
    record Never(String reason) implements Attempt {}

    /** The mail has nothing to do with it: there is no server, or it lets nobody in. */
    record Unreachable(String reason) implements Attempt {}

    /** Nobody knows whether it has it. */
    record Unknown(String reason) implements Attempt {}
}
