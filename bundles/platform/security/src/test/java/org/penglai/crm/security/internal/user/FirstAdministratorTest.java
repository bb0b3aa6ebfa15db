package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;

class FirstAdministratorTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void withoutAPasswordOneIsGeneratedThatOnlyTheOwnersFileTells(TestDatabase.Kind kind) throws IOException {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            ensure(security, null);
            Path file = data.resolve("admin-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String password = Files.readString(file).strip();
            assertThat(password).matches("[a-km-zA-HJ-NP-Z2-9]{20}");
            assertThat(signsIn(security, password)).isTrue();
            assertThat(security.users.caller("admin").orElseThrow().permissions())
                    .containsExactly("*");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void theOperatorsPasswordIsUsedAndWrittenNowhere() throws IOException {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            ensure(security, "the operator's choice");
            assertThat(signsIn(security, "the operator's choice")).isTrue();
            assertThat(data).isEmptyDirectory();
        }
    }

    @Test
    void aBadPasswordOfTheOperatorIsReplacedByAGeneratedOne() throws IOException {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            ensure(security, "admin");
            assertThat(signsIn(security, "admin")).isFalse();
            assertThat(signsIn(
                            security,
                            Files.readString(data.resolve("admin-password")).strip()))
                    .isTrue();
        }
    }

    @Test
    void whereThereIsAUserNothingIsMade() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            security.users.add("li", "李雷", "correct horse battery".toCharArray(), false);
            ensure(security, "the operator's choice");
            assertThat(security.users.list()).hasSize(1);
            assertThat(data).isEmptyDirectory();
        }
    }

    private void ensure(SecurityFixture security, String chosen) {
        new FirstAdministrator(security.database.database(), security.users).ensure(chosen, data);
    }

    private static boolean signsIn(SecurityFixture security, String password) {
        Accounts accounts = new Accounts(security.database.database());
        String encoded = accounts.find("admin")
                .flatMap(admin -> accounts.credential(admin.id()))
                .orElseThrow();
        return security.hashing.matches(password.toCharArray(), encoded, () -> {}, matches -> {});
    }
}
