package org.penglai.crm.mail.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.persistence.spi.Ids;

/**
 * Message-IDs that say what a mail was about, signed: an answer names them, and nobody else can make one. All nodes share
 * the key, which is made at the first use.
 */
@Component(service = MailThreads.class)
public final class MailThreads {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 10;
    private static final int SIGNATURE_BYTES = 16;
    private static final String AREA = "mail";
    private static final String PURPOSE = "threads";
    private static final String NO_RECORD = "-";
    private static final Pattern SIGNED =
            Pattern.compile("([0-9a-f]{20})\\.([A-Za-z0-9-]{1,80})\\.([0-9A-Za-z]{13})\\.([0-9a-f]{32})@");

    private final MailSecrets secrets;
    private final SecureRandom random = new SecureRandom();
    private volatile byte[] key;

    @Activate
    public MailThreads(@Reference MailSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * A new Message-ID.
     *
     * @param about null if answers belong to nothing
     * @param domain of the sender
     */
    public String messageId(RecordLink about, String domain) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String type = about == null ? NO_RECORD : about.type();
        String signed = HexFormat.of().formatHex(bytes) + "." + type + "." + Ids.format(about == null ? 0 : about.id());
        return "<" + signed + "." + signature(signed) + "@" + domain + ">";
    }

    /** What the mails with these Message-IDs were about, as far as they are ours. */
    public Set<RecordLink> about(Collection<String> messageIds) {
        Set<RecordLink> found = new LinkedHashSet<>();
        for (String messageId : messageIds) {
            Matcher matcher = SIGNED.matcher(messageId);
            if (matcher.find() && !matcher.group(2).equals(NO_RECORD)) {
                String signed = matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
                if (same(signature(signed), matcher.group(4))) {
                    found.add(new RecordLink(matcher.group(2), Ids.parse(matcher.group(3))));
                }
            }
        }
        return found;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            byte[] whole = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(whole, 0, SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            known = HexFormat.of().parseHex(secrets.find(AREA, 0, PURPOSE).orElseGet(this::make));
            key = known;
        }
        return known;
    }

    private String make() {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        try {
            secrets.put(AREA, 0, PURPOSE, HexFormat.of().formatHex(fresh));
        } catch (DataAccessException failure) {
            // Another node may have been first: its key is as good.
            if (secrets.find(AREA, 0, PURPOSE).isEmpty()) {
                throw failure;
            }
        }
        return secrets.find(AREA, 0, PURPOSE).orElseThrow();
    }
}
