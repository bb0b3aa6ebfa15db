package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javax.persistence.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.testkit.DefinitionContract;

class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super("acme_loyalty");
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(new LoyaltyAccountType().definition(), new LoyaltyEntryType().definition());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void namesCarryTheVendor(RecordDefinition definition) {
        assertThat(definition.type()).startsWith("acme");
        assertThat(definition.module()).startsWith("acme-");
        assertThat(definition.entity().getAnnotation(Table.class).name()).startsWith("acme_");
    }
}
