package org.penglai.crm.api.privacy;

import java.util.Arrays;
import java.util.Optional;

/** A way on which persons are reached. */
public enum Channel {
    /** Mail. */
    EMAIL("email"),
    /** Text messages. */
    SMS("sms"),
    /** Calls. */
    PHONE("phone"),
    /** 微信. */
    WECHAT("wechat");

    private final String code;

    Channel(String code) {
        this.code = code;
    }

    /** As in fields and JSON. */
    public String code() {
        return code;
    }

    /** The channel of that code. */
    public static Optional<Channel> of(String code) {
        return Arrays.stream(values())
                .filter(channel -> channel.code.equals(code))
                .findFirst();
    }
}
