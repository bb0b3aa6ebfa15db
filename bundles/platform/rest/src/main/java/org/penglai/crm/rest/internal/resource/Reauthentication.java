package org.penglai.crm.rest.internal.resource;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.SignIn;

/** Asks who has signed in already for the password once more: a page left open must not do the worst. */
final class Reauthentication {
    static final String PASSWORD = "password";
    static final String CODE = "otp";

    private final SignIn signIn;

    Reauthentication(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * @param sent with the password, and the code of the second factor where the caller has one
     * @throws Invalid if they are missing or wrong; the session goes on
     */
    void require(Caller caller, Map<String, Object> sent, HttpServletRequest request) {
        if (!(sent.get(PASSWORD) instanceof String password) || password.isEmpty()) {
            throw new Invalid(Violation.of(PASSWORD, "required", "请输入您的密码。", "Enter your password."));
        }
        String code = sent.get(CODE) instanceof String text && !text.isEmpty() ? text : null;
        try {
            SignIn.Opened opened = signIn.open(new SignIn.Attempt(
                    caller.username(),
                    password.toCharArray(),
                    code,
                    request.getRemoteAddr(),
                    request.getHeader("User-Agent")));
            signIn.close(opened.session().secret());
        } catch (Unauthenticated e) {
            boolean ofPassword = "badCredentials".equals(e.code());
            throw new Invalid(Violation.of(
                    ofPassword ? PASSWORD : CODE,
                    e.code(),
                    e.text().zh(),
                    e.text().en()));
        }
    }
}
