package org.penglai.crm.documents.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void eachLineIsOneBlock() {
        Template template = Template.parse(
                """
                # 报价单 {quoteNo}
                ## Parties
                | 客户：{customer.name} | {today} |

                [lines position 5, product]
                ---
                > {gross}
                {remark}
                footer: {page}/{pages}
                """);
        assertThat(template.blocks())
                .containsExactly(
                        new Block.Title("报价单 {quoteNo}"),
                        new Block.Heading("Parties"),
                        new Block.Row(List.of("客户：{customer.name}", "{today}")),
                        new Block.Space(),
                        new Block.Lines(List.of(new Block.Column("position", 5), new Block.Column("product", 10))),
                        new Block.Rule(),
                        new Block.Text("{gross}", true),
                        new Block.Text("{remark}", false));
        assertThat(template.footer()).isEqualTo("{page}/{pages}");
        assertThat(template.places())
                .containsExactly("quoteNo", "customer.name", "today", "gross", "remark", "page", "pages");
        assertThat(template.lineFields()).containsExactly("position", "product");
    }

    @Test
    void valuesAreTextsAndNotTemplatesAgain() {
        assertThat(Template.filled("{a} of {b}", place -> place.equals("a") ? "{b} $1" : "x"))
                .isEqualTo("{b} $1 of x");
        assertThat(Template.filled("{ a } {1}", place -> "x")).isEqualTo("{ a } {1}");
    }

    @Test
    void aTableThatCannotBeReadIsNamedByItsLine() {
        assertThatThrownBy(() -> Template.parse("# x\n[lines position five]"))
                .isInstanceOfSatisfying(Template.Unreadable.class, unreadable -> assertThat(unreadable.line())
                        .isEqualTo(2));
        assertThatThrownBy(() -> Template.parse("[table x]")).isInstanceOf(Template.Unreadable.class);
    }
}
