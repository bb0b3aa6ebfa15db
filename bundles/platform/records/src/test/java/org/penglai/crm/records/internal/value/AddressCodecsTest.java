package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

class AddressCodecsTest {
    private static final StoredField EMAIL = Fields.of(FieldKind.EMAIL, 254, 0, 0);
    private static final StoredField URL = Fields.of(FieldKind.URL, 500, 0, 0);

    @ParameterizedTest
    @CsvSource({
        "info0@example.com, info0@example.com",
        "First.Last+tag@Example.COM, First.Last+tag@example.com",
        "用户@例子.公司, 用户@例子.公司",
        "o'neil@sub.example.co, o'neil@sub.example.co",
        "ａ＠example.com, a@example.com"
    })
    void mailAddressesAreTakenAsPeopleHaveThem(String written, String stored) {
        assertThat(strict(EMAIL, written)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-an-address",
                "a@b",
                "a@@example.com",
                "a@b@example.com",
                "@example.com",
                "a@",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "a b@example.com",
                "a@exa mple.com",
                "a@-example.com",
                "a@example..com",
                "a@1.2.3.4",
                "a@example.com,b@example.com",
                "<a@example.com>",
                "a@exa_mple.com"
            })
    void otherTextsAreNoMailAddresses(String written) {
        assertThat(strict(EMAIL, written)).isEqualTo("?badEmail");
    }

    @Test
    void mailAddressesHaveTheirLimits() {
        assertThat(strict(EMAIL, "a".repeat(64) + "@example.com")).isEqualTo("a".repeat(64) + "@example.com");
        assertThat(strict(EMAIL, "a".repeat(65) + "@example.com")).isEqualTo("?badEmail");
        assertThat(strict(EMAIL, "a@" + "b".repeat(64) + ".com")).isEqualTo("?badEmail");
        assertThat(strict(EMAIL, "a@" + "bbbbbbbbb.".repeat(26) + "com")).isEqualTo("?badEmail");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "HTTP://Example.com:8080/A?b=c#d, http://example.com:8080/A?b=c#d",
        "https://例子.公司/路径, https://例子.公司/路径",
        "http://10.0.0.1/x, http://10.0.0.1/x",
    })
    void webAddressesAreHttp(String written, String stored) {
        assertThat(strict(URL, written)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://example.com/%0aalert(1)",
                "ftp://example.com",
                "example.com",
                "http://",
                "http://user:pass@example.com",
                "http://example.com:99999",
                "http://exa mple.com",
                "http://example.com/<script>",
                "http://1.2.3.4.5",
                "//example.com"
            })
    void otherAddressesAreRefused(String written) {
        assertThat(strict(URL, written)).isEqualTo("?badUrl");
    }

    @Test
    void cellsMayLeaveTheSchemeOut() {
        assertThat(cell(URL, "www.example.com/a")).isEqualTo("http://www.example.com/a");
        assertThat(cell(URL, "无")).isEqualTo("http://无");
    }
}
