package org.penglai.crm.mail.internal.type;

import org.penglai.crm.api.records.FieldBuilder;

/** How a connection to a mail server is kept from being read. */
public final class Encryption {
    /** From the first byte on. */
    public static final String TLS = "tls";
    /** From the server's consent on; without it there is no connection. */
    public static final String START_TLS = "startTls";

    static final int SOME_PORT = 1;
    private static final int LAST_PORT = 65_535;

    private Encryption() {}

    static void options(FieldBuilder field) {
        field.required()
                .option(TLS, "TLS", "TLS")
                .option(START_TLS, "STARTTLS", "STARTTLS")
                .option("none", "不加密（仅限内部网络）", "None (internal networks only)")
                .defaultValue(TLS);
    }

    static boolean isPort(long port) {
        return port > 0 && port <= LAST_PORT;
    }
}
