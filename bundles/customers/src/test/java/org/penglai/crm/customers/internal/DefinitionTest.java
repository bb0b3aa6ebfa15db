package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.testkit.DefinitionContract;

class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super("customers");
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(
                new CustomerType().definition(),
                new ContactType().definition(),
                new CustomerRelationType().definition(),
                new AddressType().definition(),
                new InvoiceTitleType().definition(),
                new RevisitPlanType().definition());
    }

    @Test
    void theSampleFilesMapByThemselves() {
        assertThat("客户编号,客户名称,行业,级别,来源,电话,邮箱,统一社会信用代码,省市,地址,成立日期,年营业额,备注".split(","))
                .allMatch(title -> maps(new CustomerType().definition(), title));
        assertThat("客户编号,姓名,职务,手机,邮箱,生日".split(",")).allMatch(title -> maps(new ContactType().definition(), title));
        assertThat(new ContactType()
                        .definition()
                        .field("customer")
                        .orElseThrow()
                        .aliases())
                .contains("客户编号");
    }

    private static boolean maps(RecordDefinition definition, String title) {
        return definition.fields().stream()
                .anyMatch(f -> f.label().zh().equals(title) || f.aliases().contains(title));
    }
}
