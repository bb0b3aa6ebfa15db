package org.penglai.crm.api.mail;

import java.util.Objects;

/**
 * Where mail goes to or comes from.
 *
 * @param address {@code li@example.com}; in lower case it tells two addresses apart
 * @param name of the person or firm as the mail says it; null if it says none
 */
public record MailAddress(String address, String name) {
    public MailAddress {
        Objects.requireNonNull(address, "address");
    }

    /** An address without a name. */
    public static MailAddress of(String address) {
        return new MailAddress(address, null);
    }

    /** As people read it: {@code 李华 <li@example.com>}. */
    @Override
    public String toString() {
        return name == null || name.isBlank() ? address : name + " <" + address + ">";
    }
}
