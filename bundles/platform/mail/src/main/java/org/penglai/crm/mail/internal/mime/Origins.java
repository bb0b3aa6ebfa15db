package org.penglai.crm.mail.internal.mime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.penglai.crm.api.mail.IncomingMail.Origin;
import org.penglai.crm.api.mail.MailAddress;

/** Tells mail of people from mail of machines, by what machines say of themselves (RFC 3834) and by habit. */
final class Origins {
    private static final Pattern AUTOMATIC_SUBJECT = Pattern.compile(
            "^\\s*(自动回复|自動回覆|外出自动回复|automatic reply|auto[- ]?reply|autoreply|out of (the )?office)\\b?.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    private static final Pattern DAEMON = Pattern.compile("^(mailer-daemon|postmaster|mail-daemon)@.*");

    private final Map<String, List<String>> headers;

    /** @param headers by name without regard to case */
    Origins(Map<String, List<String>> headers) {
        this.headers = headers;
    }

    Origin of(MailAddress from, String subject, String contentType) {
        boolean nobody = first("Return-Path").equals("<>");
        boolean daemon = from != null
                && DAEMON.matcher(from.address().toLowerCase(Locale.ROOT)).matches();
        boolean report = contentType.startsWith("multipart/report") && contentType.contains("delivery-status");
        if (report || daemon || !first("X-Failed-Recipients").isEmpty()) {
            return Origin.BOUNCE;
        }
        String precedence = first("Precedence");
        if (isAutomatic(precedence)
                || nobody
                || AUTOMATIC_SUBJECT.matcher(subject).matches()) {
            return Origin.AUTOMATIC;
        }
        boolean bulk = precedence.equals("bulk")
                || precedence.equals("list")
                || precedence.equals("junk")
                || !first("List-Id").isEmpty()
                || !first("List-Unsubscribe").isEmpty();
        return bulk ? Origin.BULK : Origin.PERSON;
    }

    private boolean isAutomatic(String precedence) {
        String submitted = first("Auto-Submitted");
        String suppress = first("X-Auto-Response-Suppress");
        return !submitted.isEmpty() && !submitted.startsWith("no")
                || precedence.equals("auto_reply")
                || suppress.contains("all")
                || suppress.contains("autoreply")
                || !first("X-Autoreply").isEmpty()
                || !first("X-Autorespond").isEmpty()
                || !first("X-Autoresponse").isEmpty();
    }

    private String first(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0).strip().toLowerCase(Locale.ROOT);
    }
}
