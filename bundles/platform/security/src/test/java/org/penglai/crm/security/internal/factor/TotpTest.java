package org.penglai.crm.security.internal.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        long step = Totp.step(Instant.ofEpochSecond(second));
        assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code.substring(2));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void soAreThoseOfItsCounter(long counter, String code) {
        assertThat(Totp.code(SECRET, counter, 6)).isEqualTo(code);
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreWrittenInBase32(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void aClockMayBeOneStepOffAndAStepCountsOnce() {
        Random random = new Random(6238);
        for (int i = 0; i < 500; i++) {
            byte[] secret = new byte[20];
            random.nextBytes(secret);
            Instant now = Instant.ofEpochSecond(random.nextInt(2_000_000_000));
            long step = Totp.step(now);
            for (int off = -1; off <= 1; off++) {
                String code = Totp.code(secret, step + off, 6);
                assertThat(Totp.match(secret, code, now, 0)).isPresent();
                assertThat(Totp.match(secret, code, now, step + 1)).isEmpty();
            }
            String early = Totp.code(secret, step + 2, 6);
            String late = Totp.code(secret, step - 2, 6);
            for (int off = -1; off <= 1; off++) {
                String near = Totp.code(secret, step + off, 6);
                // Codes of different steps are the same once in a million.
                if (near.equals(early) || near.equals(late)) {
                    early = null;
                    late = null;
                    break;
                }
            }
            if (early != null) {
                assertThat(Totp.match(secret, early, now, 0)).isEmpty();
                assertThat(Totp.match(secret, late, now, 0)).isEmpty();
            }
        }
        assertThat(Totp.match(SECRET, "", Instant.EPOCH, 0)).isEmpty();
        assertThat(Totp.match(SECRET, "七五五二二四", Instant.EPOCH, -5)).isEmpty();
    }
}
