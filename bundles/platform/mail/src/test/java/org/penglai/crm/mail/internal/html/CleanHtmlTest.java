package org.penglai.crm.mail.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a mail runs, asks, covers or loads anything. */
class CleanHtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><script>1</script></svg>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href=' java\nscript:alert(1)'>x</a>",
                "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
                "<iframe src='https://evil.example'></iframe>",
                "<object data='https://evil.example'></object>",
                "<form action='https://evil.example'><input name=password><button>ok</button></form>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<base href='https://evil.example'>",
                "<link rel=stylesheet href='https://evil.example/x.css'>",
                "<style>@import 'https://evil.example'; * { position: fixed }</style>",
                "<div style=\"background:url(https://evil.example/x.png)\">x</div>",
                "<div style=\"background-color:expression(alert(1))\">x</div>",
                "<div style=\"position:fixed;top:0;left:0;width:100%;z-index:9999\">x</div>",
                "<div style=\"color:red;background-image:u\\72l(https://evil.example)\">x</div>",
                "<img srcset='https://evil.example/x 2x' src=''>",
                "<table background='https://evil.example/x'><tr><td>x</td></tr></table>",
                "<video poster='https://evil.example/x' src='https://evil.example/y'></video>",
                "<math><mtext><img src=1 onerror=alert(1)></mtext></math>",
                "<!--[if mso]><script>alert(1)</script><![endif]-->",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<p onclick='alert(1)' id='app' class='el-dialog'>x</p>",
                "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
                "<img src='data:text/html,<script>'>",
                "<template><img src=x onerror=alert(1)></template>"
            })
    void whatIsHarmfulGoes(String html) {
        String clean = CleanHtml.clean(html, Map.of()).html().toLowerCase(Locale.ROOT);
        assertThat(clean)
                .doesNotContain(
                        "script",
                        "onerror",
                        "onload",
                        "onclick",
                        "javascript",
                        "iframe",
                        "<form",
                        "<input",
                        "position",
                        "url(",
                        "expression",
                        "srcset",
                        "background=",
                        "<meta",
                        "<base",
                        "<link",
                        "<style",
                        "class=",
                        "id=",
                        "svg",
                        "poster",
                        " src=");
    }

    @Test
    void picturesOfOthersAreNamedButNotLoaded() {
        String clean = CleanHtml.clean("<p>Hi <img src='https://t.example/p.gif?u=1' width=1 height=1></p>", Map.of())
                .html();
        assertThat(clean)
                .contains("data-remote=\"https://t.example/p.gif?u&#61;1\"")
                .doesNotContain(" src");
    }

    @Test
    void picturesThatComeAlongAreNamed() {
        CleanHtml.Result result = CleanHtml.clean(
                "<img src='cid:a%40b'><img src=\"cid:no\"><img src='data:image/png;base64,iVBORw0KGgo='>",
                Map.of("a@b", "图 1.png", "c", "other.png"));
        assertThat(result.html()).contains("data-file=\"图 1.png\"").contains("src=\"data:image/png;base64,");
        assertThat(result.shown()).containsExactly("图 1.png");
    }

    @Test
    void whatPeopleWriteStays() {
        String clean = CleanHtml.clean(
                        "<h2 style='color:#c00; text-align:center'>您好</h2><table border=1><tr><td colspan=2>1</td></tr>"
                                + "</table><a href='https://example.com/?a=1&b=2'>link</a><blockquote>引用</blockquote>",
                        Map.of())
                .html();
        assertThat(clean)
                .contains("<h2 style=\"color:#c00;text-align:center\">您好</h2>")
                .contains("colspan=\"2\"")
                .contains("rel=\"noopener noreferrer nofollow\"")
                .contains("target=\"_blank\"")
                .contains("<blockquote>引用</blockquote>");
    }
}
