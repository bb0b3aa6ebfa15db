package org.penglai.crm.rest.internal.http;

import org.penglai.crm.api.security.Caller;

/**
 * Who calls, and how that was proven.
 *
 * @param caller never null
 * @param byCookie whether a cookie did it, which browsers send unasked; else a bearer token
 * @param secret of the session or token
 * @param csrfToken what writes by cookie must repeat; null for tokens
 */
public record Identity(Caller caller, boolean byCookie, String secret, String csrfToken) {
    @Override
    public String toString() {
        return "Identity[" + caller.username() + "]";
    }
}
