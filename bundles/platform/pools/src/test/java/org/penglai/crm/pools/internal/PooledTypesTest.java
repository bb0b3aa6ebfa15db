package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.StoredField;

/** Whatever is installed and takes part in pools can have pools, and nothing else. */
class PooledTypesTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void poolsAreForTheTypesThatAreThere(TestDatabase.Kind kind) {
        Sea sea = Sea.on(kind);
        StoredField type = sea.type(PoolsType.TYPE).field(PoolsType.FOR_TYPE).orElseThrow();
        assertThat(type.kind()).isEqualTo(FieldKind.ENUMERATION);
        assertThat(type.options()).extracting(Option::code).containsExactly(Lead.TYPE);
        assertThat(sea.pool("线索公海").text(PoolsType.FOR_TYPE)).isEqualTo(Lead.TYPE);
        assertThatThrownBy(() -> sea.pool("客户公海", "type", "customers"))
                .as("customers are not installed here")
                .isInstanceOf(Invalid.class);
    }
}
