package org.penglai.crm.api.mail;

import java.time.Instant;
import java.util.Arrays;

/**
 * How far a mail to be sent has come. Records of type {@code outgoingMails} say the same in their fields, and an
 * {@link org.penglai.crm.api.events.EventHandler} of that type hears of each change of {@code status}.
 *
 * @param id of the record of type {@code outgoingMails}
 * @param key that it was given
 * @param messageId its Message-ID, with angle brackets; fixed from the beginning
 * @param status where it is
 * @param attempts how often a mail server was asked to take it
 * @param sentAt when a mail server took it; null if none has
 * @param nextTryAt when it is tried next; null if it is not
 * @param error why it has not been sent, or who of those it was for was refused; null if nothing was wrong
 */
public record MailState(
        long id,
        String key,
        String messageId,
        Status status,
        int attempts,
        Instant sentAt,
        Instant nextTryAt,
        String error) {

    /** Where a mail is. */
    public enum Status {
        /** It waits: for its time, its turn, or another try. */
        QUEUED("queued"),
        /** A mail server is being asked to take it. */
        SENDING("sending"),
        /** A mail server took it. */
        SENT("sent"),
        /** It will not be sent any more. */
        FAILED("failed"),
        /** The connection or the process ended just when the server was to say that it has it. Someone has to decide. */
        UNCERTAIN("uncertain"),
        /** It was called back in time. */
        RECALLED("recalled");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** As in the field {@code status}. */
        public String code() {
            return code;
        }

        /**
         * The status of that code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Status of(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(code));
        }
    }
}
