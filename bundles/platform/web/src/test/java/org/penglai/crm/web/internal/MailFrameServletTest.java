package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailFrameServletTest {

    @Test
    void picturesMayBeLoadedAndNothingRunsOrIsToldOfTheReader() throws Exception {
        Exchange answer = Exchange.of(new MailFrameServlet(), "GET", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("sandbox ")
                .contains("default-src 'none'", "img-src 'self' data: http: https:", "frame-ancestors 'self'")
                .doesNotContain("script", "allow-forms", "allow-top");
        assertThat(answer.text()).startsWith("<!doctype html>").doesNotContain("<script");
    }
}
