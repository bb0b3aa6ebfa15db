package org.penglai.crm.records.internal.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.Trait;

/** What the first capability of these specifications brings. */
@Entity
@Table(name = "t_party")
public class Party extends RecordEntity {
    static final String TYPE = "parties";

    @Column(length = 20, name = "party_no")
    private String partyNo;

    @Column(length = 100)
    private String name;

    @Column(length = 20)
    private String kind;

    @Column(length = 40)
    private String phone;

    @Column(name = "founded_on")
    private LocalDate foundedOn;

    private Integer employees;

    @Column(precision = 19, scale = 2)
    private BigDecimal revenue;

    @Column(name = "revenue_currency", length = 3)
    private String revenueCurrency;

    private Long score;

    @Column(length = 200)
    private String nickname;

    @Column(name = "parent_id")
    private Long parentId;

    static RecordDefinitionBuilder definition() {
        return RecordDefinition.of("crm-parties", TYPE, Party.class)
                .unit("parties")
                .label("单位", "Party", "Parties")
                .title("name")
                .with(Trait.DUPLICATES)
                .number("partyNo", "P{seq:5}")
                .field("partyNo", FieldKind.TEXT, f -> f.label("编号", "Number"))
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("kind", FieldKind.ENUMERATION, f -> f.label("种类", "Kind")
                        .option("company", "企业", "Company")
                        .option("person", "个人", "Person")
                        .defaultValue("company"))
                .field("phone", FieldKind.PHONE, f -> f.label("电话", "Phone"))
                .field("foundedOn", FieldKind.DATE, f -> f.label("成立日期", "Founded on"))
                .field("employees", FieldKind.INTEGER, f -> f.label("人数", "Employees"))
                .field("revenue", FieldKind.MONEY, f -> f.label("营业额", "Revenue"))
                .field("score", FieldKind.INTEGER, f -> f.label("积分", "Score").readOnly())
                .field("nickname", FieldKind.TEXT, f -> f.label("昵称", "Nickname"))
                .reference("parent", TYPE, OnDelete.CLEAR, f -> f.label("上级", "Parent"))
                .key("partyNo")
                .touches("bookings");
    }

    /** Arguments of the action that the specifications call. */
    static List<FieldDefinition> promotion() {
        return RecordDefinition.of("crm-parties", "arguments", Party.class)
                .unit("parties")
                .label("x", "x", "x")
                .title("reason")
                .field("reason", FieldKind.TEXT, f -> f.label("原因", "Reason").required())
                .field("points", FieldKind.INTEGER, f -> f.label("积分", "Points").defaultValue(10))
                .build()
                .fields();
    }
}
