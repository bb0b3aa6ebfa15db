package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What each operator finds. */
class FilterTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsByEveryKind(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            firms.insert("people", 501, Map.of("name", "王芳", "city", "烟台", "firm", 1L));
            firms.insert(
                    FirmRow.of(1, "烟台机械")
                            .with("firmNo", "F-000001")
                            .with("level", "A")
                            .with("industry", "machinery")
                            .with("phone", "+8613812345678;ext=12")
                            .with("email", "Info@Yantai.cn")
                            .with("region", "370600")
                            .with("employees", 120)
                            .revenue("1000.50", "CNY")
                            .with("score", new BigDecimal("4.5000"))
                            .with("rate", new BigDecimal("0.1000"))
                            .with("active", true)
                            .founded("2020-03-01")
                            .with("metAt", LocalDateTime.of(2026, 6, 14, 16, 30))
                            .with("contact", 501L)
                            .with("owner", FirmDatabase.ME)
                            .with("remark", "50% off_now\\today*")
                            .tagged("VIP", "展会")
                            .build(),
                    FirmRow.of(2, "青岛食品")
                            .with("firmNo", "F-000002")
                            .with("level", "B")
                            .with("industry", "food")
                            .with("phone", "+86053212345678")
                            .with("region", "370200")
                            .with("employees", 8)
                            .revenue("99.00", "USD")
                            .with("active", false)
                            .founded("2026-06-01")
                            .with("metAt", LocalDateTime.of(2026, 6, 14, 15, 59, 59))
                            .with("parent", 1L)
                            .with("remark", "a*b")
                            .tagged("vip")
                            .build(),
                    FirmRow.of(3, "IBM (China)").with("firmNo", "f-000003").build());

            Map<String, List<Integer>> expected = Map.ofEntries(
                    Map.entry("name==烟台机械", List.of(1)),
                    Map.entry("name==\"ibm (CHINA)\"", List.of(3)),
                    Map.entry("name!=烟台机械", List.of(2, 3)),
                    Map.entry("name==*机*", List.of(1)),
                    Map.entry("name=like=*食品", List.of(2)),
                    Map.entry("name=in=(烟台机械,青岛食品)", List.of(1, 2)),
                    Map.entry("firmNo==f-00000*", List.of(1, 2, 3)),
                    Map.entry("firmNo=out=(F-000001,F-000003)", List.of(2)),
                    Map.entry("level==A", List.of(1)),
                    Map.entry("level==重点,level==usual", List.of(1, 2)),
                    Map.entry("level!=A", List.of(2, 3)),
                    Map.entry("level=null=true", List.of(3)),
                    Map.entry("level=null=false;industry==机械制造", List.of(1)),
                    Map.entry("industry=out=(food)", List.of(1, 3)),
                    Map.entry("phone==138*5678*", List.of(1)),
                    Map.entry("phone==*5678", List.of(2)),
                    Map.entry("email==info@yantai.CN", List.of(1)),
                    Map.entry("region==烟台市", List.of(1)),
                    Map.entry("region==3702*", List.of(2)),
                    Map.entry("employees=gt=8", List.of(1)),
                    Map.entry("employees=ge=8;employees=le=120", List.of(1, 2)),
                    Map.entry("revenue=lt=1000.5", List.of(2)),
                    Map.entry("revenue==1000.5", List.of(1)),
                    Map.entry("score==4.5", List.of(1)),
                    Map.entry("rate==10%", List.of(1)),
                    Map.entry("active==true", List.of(1)),
                    Map.entry("active!=true", List.of(2, 3)),
                    Map.entry("foundedOn=ge=today-30d", List.of(2)),
                    Map.entry("foundedOn==2020-03-01", List.of(1)),
                    Map.entry("metAt==today", List.of(1)),
                    Map.entry("metAt=lt=today", List.of(2)),
                    Map.entry("metAt=gt=2026-06-14", List.of(1)),
                    Map.entry("metAt==2026-06-14T16:30:00Z", List.of(1)),
                    Map.entry("metAt=le=2026-06-15T00:30:00+08:00", List.of(1, 2)),
                    Map.entry("owner==me", List.of(1)),
                    Map.entry("parent==" + Ids.format(1), List.of(2)),
                    Map.entry("parent.level==重点", List.of(2)),
                    Map.entry("parent.contact.city==烟台", List.of(2)),
                    Map.entry("parent.contact.firm.name==烟*", List.of(2)),
                    Map.entry("contact.city!=烟台", List.of(2, 3)),
                    Map.entry("parent.tags==vip", List.of(2)),
                    Map.entry("tags==vip", List.of(1, 2)),
                    Map.entry("tags==展*", List.of(1)),
                    Map.entry("tags!=展会", List.of(2, 3)),
                    Map.entry("tags=null=true", List.of(3)),
                    Map.entry("initials==yt", List.of(1)),
                    Map.entry("initials==IBM*", List.of(3)),
                    Map.entry("initials!=qd", List.of(1, 3)),
                    Map.entry("remark==*50%*", List.of(1)),
                    Map.entry("remark==*ff_n*", List.of(1)),
                    Map.entry("remark==a\\*b", List.of(2)),
                    Map.entry("remark==\"a\\*b\"", List.of(2)),
                    Map.entry("remark==*\\**", List.of(1, 2)),
                    Map.entry("remark==\"*now\\\\today*\"", List.of(1)),
                    Map.entry("(level==A,level==B);(employees=gt=10,parent=null=false)", List.of(1, 2)),
                    Map.entry("id==" + Ids.format(2), List.of(2)),
                    Map.entry("createdAt=gt=2025-12-31", List.of(1, 2, 3)));
            SoftAssertions.assertSoftly(all -> expected.forEach((filter, ids) -> all.assertThatCode(
                            () -> assertThat(ids(firms, filter)).isEqualTo(ids))
                    .as(filter)
                    .doesNotThrowAnyException()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsNothingByValuesThatNoColumnCanHold(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            firms.insert(FirmRow.of(1, "甲")
                    .with("employees", 5)
                    .with("score", new BigDecimal("4.5000"))
                    .with("firmNo", "F-000001")
                    .with("phone", "+8613812345678")
                    .with("level", "A")
                    .build());
            String longText = "x".repeat(3_000);
            SoftAssertions.assertSoftly(all -> {
                for (String filter : List.of(
                        "employees==99999999999",
                        "employees=gt=9223372036854775807",
                        "score==4.50001",
                        "score==123456789012345678901234567890",
                        "score=gt=0.000000000000000001;score=lt=0.00000000000000001",
                        "name==" + longText,
                        "name==*" + longText,
                        "firmNo==" + longText,
                        "firmNo=in=(a," + longText + ")",
                        "phone==" + longText,
                        "email=in=(a," + longText + ")",
                        "tags==" + longText,
                        "initials==" + longText,
                        "region==" + longText + "*")) {
                    all.assertThatCode(() -> assertThat(ids(firms, filter)).isEmpty())
                            .as(filter.substring(0, Math.min(40, filter.length())))
                            .doesNotThrowAnyException();
                }
                for (String filter : List.of(
                        "employees!=99999999999", "employees=lt=99999999999", "score=gt=4.49999", "score=lt=4.50001")) {
                    all.assertThatCode(() -> assertThat(ids(firms, filter)).containsExactly(1))
                            .as(filter)
                            .doesNotThrowAnyException();
                }
            });
        }
    }

    private static List<Integer> ids(FirmDatabase firms, String filter) {
        List<Integer> ids = new ArrayList<>();
        firms.list(filter)
                .get("items")
                .forEach(item -> ids.add((int) Ids.parse(item.get("id").textValue())));
        return ids;
    }
}
