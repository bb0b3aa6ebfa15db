package org.penglai.crm.identity.internal.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.identity.internal.Settings;
import org.penglai.crm.identity.internal.people.ExternalPeople;
import org.penglai.crm.identity.internal.people.MemoryRecords;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.spi.Directory;
import org.penglai.crm.security.spi.Directory.Verdict;

/** Against a real OpenLDAP server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LdapDirectoryTest {
    private Slapd slapd;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assertThat(Slapd.isInstalled())
                .as("slapd is installed: test.sh does it")
                .isTrue();
        slapd = new Slapd(folder);
        slapd.addPerson("li.lei", "李雷", "telephoneNumber: 13800000000", "ou: 华东销售部");
        slapd.addPerson("han", "韩梅梅");
        slapd.addGroup("Sales", "li.lei");
        slapd.addGroup("Everybody", "li.lei", "han");
    }

    @AfterAll
    void stop() throws Exception {
        slapd.close();
    }

    @Test
    void aPersonBecomesAUserAndIsKeptAsTheDirectorySays() throws Exception {
        try (TestDatabase database = TestDatabase.Kind.POSTGRES.migrated("identity")) {
            MemoryRecords records = new MemoryRecords();
            long department = records.add("departments", Map.of("name", "华东销售部"));
            long salesRep = records.add("roles", Map.of("code", "salesRep"));
            long readOnly = records.add("roles", Map.of("code", "readOnly"));
            slapd.addPerson("zhang", "张三", "telephoneNumber: 13900000000", "ou: 华东销售部");
            slapd.addGroup("East", "zhang");
            LdapDirectory ldap = directory(
                    database,
                    records,
                    Map.of("roles", new String[] {"East=salesRep, nothing=readOnly"}, "attribute_department", "ou"));

            Directory.Answer first = ldap.authenticate("zhang", "secret of zhang".toCharArray());
            assertThat(first.verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(records.values(first.userId()))
                    .containsEntry("username", "zhang")
                    .containsEntry("name", "张三")
                    .containsEntry("email", "zhang@penglai.example")
                    .containsEntry("phone", "13900000000")
                    .containsEntry("department", department)
                    .containsEntry("roles", List.of(new RecordLink("roles", salesRep)));

            try (LDAPConnection root = slapd.root()) {
                root.modify("dn: uid=zhang,ou=people," + Slapd.SUFFIX, "changetype: modify", "replace: cn", "cn: 张三丰");
                root.delete("cn=East,ou=groups," + Slapd.SUFFIX);
            }
            slapd.addGroup("nothing", "zhang");
            assertThat(ldap.authenticate("zhang", "secret of zhang".toCharArray()))
                    .isEqualTo(first);
            assertThat(records.values(first.userId()))
                    .containsEntry("name", "张三丰")
                    .containsEntry("roles", List.of(new RecordLink("roles", readOnly)));

            ldap.run(Instant.now());
            assertThat(records.values(first.userId())).containsEntry("status", "active");
            slapd.deletePerson("zhang");
            ldap.run(Instant.now());
            assertThat(records.values(first.userId())).containsEntry("status", "disabled");
            slapd.addPerson("zhang", "张三");
            assertThat(ldap.authenticate("zhang", "secret of zhang".toCharArray())
                            .verdict())
                    .as("somebody else under the same name is not the same person")
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void wrongEmptyAndCraftedInputIsRefused() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("identity")) {
            LdapDirectory ldap = directory(database, new MemoryRecords(), Map.of());
            String[][] attempts = {
                {"han", "wrong"},
                {"han", ""},
                {"nobody", "secret of han"},
                {"*", "secret of han"},
                {"h*", "secret of han"},
                {"han)(uid=*", "secret of han"},
                {"*)(|(uid=han", "secret of han"},
                {"han\u0000", "secret of han"},
                {"\\68an", "secret of han"},
                {"{0}", "secret of han"}
            };
            for (String[] attempt : attempts) {
                assertThat(ldap.authenticate(attempt[0], attempt[1].toCharArray())
                                .verdict())
                        .as(attempt[0])
                        .isEqualTo(Verdict.REFUSED);
            }
            assertThat(ldap.authenticate("han", "secret of han".toCharArray()).verdict())
                    .isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void aUserOfTheSameNameIsTakenOverOnlyWhereThatIsAllowed() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("identity")) {
            MemoryRecords records = new MemoryRecords();
            long here = records.add("users", Map.of("username", "han", "name", "Han"));
            char[] password = "secret of han".toCharArray();
            assertThat(directory(database, records, Map.of())
                            .authenticate("han", password)
                            .verdict())
                    .isEqualTo(Verdict.REFUSED);
            assertThat(directory(database, records, Map.of("adoptUsers", true))
                            .authenticate("han", password)
                            .userId())
                    .isEqualTo(here);
            assertThat(directory(database, records, Map.of("createUsers", false))
                            .authenticate("li.lei", "secret of li.lei".toCharArray())
                            .verdict())
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void byTlsOnlyToAServerThatIsTrusted() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("identity")) {
            Map<String, Object> trusting = Map.of(
                    "startTls",
                    true,
                    "trustStore",
                    slapd.trustStore().toString(),
                    "trustStorePassword",
                    Slapd.PASSWORD);
            char[] password = "secret of han".toCharArray();
            MemoryRecords records = new MemoryRecords();
            assertThat(directory(database, records, trusting)
                            .authenticate("han", password)
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
            Map<String, Object> byPort = new HashMap<>(trusting);
            byPort.put("url", slapd.tlsUrl());
            assertThat(directory(database, records, byPort)
                            .authenticate("han", password)
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
            assertThat(directory(database, records, Map.of("startTls", true))
                            .authenticate("han", password)
                            .verdict())
                    .as("its certificate is not among those of Java")
                    .isEqualTo(Verdict.DOWN);
        }
    }

    @Test
    void aDirectoryThatIsDownSaysSoInTimeAndDisablesNobody() throws Exception {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("identity");
                ServerSocket silent = new ServerSocket(0)) {
            MemoryRecords records = new MemoryRecords();
            LdapDirectory up = directory(database, records, Map.of());
            long user = up.authenticate("han", "secret of han".toCharArray()).userId();
            LdapDirectory down = directory(
                    database, records, Map.of("url", "ldap://127.0.0.1:" + silent.getLocalPort(), "timeoutSeconds", 1));
            long before = System.nanoTime();
            assertThat(down.authenticate("han", "secret of han".toCharArray()).verdict())
                    .isEqualTo(Verdict.DOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
            down.run(Instant.now());
            assertThat(records.values(user)).containsEntry("status", "active");
        }
    }

    @Test
    void anOperatorNamesWhoSignsInWithoutTheDirectory() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("identity")) {
            LdapDirectory some =
                    directory(database, new MemoryRecords(), Map.of("localUsers", new String[] {"Admin", "li"}));
            assertThat(some.admitsLocal("admin")).isTrue();
            assertThat(some.admitsLocal("han")).isFalse();
            assertThat(directory(database, new MemoryRecords(), Map.of()).admitsLocal("han"))
                    .isTrue();
        }
    }

    private LdapDirectory directory(TestDatabase database, MemoryRecords records, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "url",
                slapd.url(),
                "startTls",
                false,
                "bindDn",
                "cn=reader," + Slapd.SUFFIX,
                "bindPassword",
                Slapd.PASSWORD,
                "userBase",
                "ou=people," + Slapd.SUFFIX,
                "groupBase",
                "ou=groups," + Slapd.SUFFIX,
                "timeoutSeconds",
                20));
        all.putAll(settings);
        ExternalPeople people =
                ExternalPeople.with(database.database(), database.transactions(), records, Clock.systemUTC());
        return new LdapDirectory(people, Settings.of(LdapConfiguration.class, all));
    }
}
