package org.penglai.crm.mail.internal.type;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code mailFolders} (邮箱文件夹): how far each folder has been read. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-mail)"))
public final class MailFoldersType implements RecordType {
    public static final String TYPE = "mailFolders";
    public static final String NAME = "name";
    public static final String MAILBOX = "mailbox";
    public static final String STATUS = "status";
    static final String REREAD = "reread";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, MailFolder.class)
                .unit(MailboxesType.UNIT)
                .label("邮箱文件夹", "Folder", "Folders of mailboxes")
                .title(NAME);
        type.field(NAME, TEXT, f -> f.label("文件夹", "Folder").readOnly().searchable())
                .reference(MAILBOX, MailboxesType.TYPE, OnDelete.CASCADE, f -> f.label("邮箱", "Mailbox")
                        .readOnly())
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .option("waiting", "等待首次收取", "Not read yet")
                        .option("well", "正常", "Well")
                        .option("failing", "出错", "Failing"))
                .field("checkedAt", INSTANT, f -> f.label("最近检查", "Last looked at")
                        .readOnly())
                .field("waiting", INTEGER, f -> f.label("待收取", "Waiting").readOnly())
                .field("lagSeconds", INTEGER, f -> f.label("延迟（秒）", "Lag (seconds)")
                        .help("最早一封待收取邮件已等待的时间。", "How long the oldest mail waits to be fetched.")
                        .readOnly())
                .field("fetched", INTEGER, f -> f.label("已收取", "Fetched").readOnly())
                .field("lastError", TEXT, f -> f.label("最近的错误", "Last error").readOnly())
                .field(REREAD, BOOLEAN, f -> f.label("将重新检查", "To be looked at again")
                        .readOnly());
        return type.view(
                        "all",
                        "收取状态",
                        "State of fetching",
                        NAME,
                        "",
                        MAILBOX,
                        NAME,
                        STATUS,
                        "checkedAt",
                        "waiting",
                        "lagSeconds",
                        "fetched",
                        "lastError")
                .section("basic", "基本信息", "Basics", MAILBOX, NAME, STATUS, "checkedAt")
                .section("state", "收取", "Fetching", "waiting", "lagSeconds", "fetched", "lastError", REREAD)
                .hook(KeptByPlatform::check)
                .build();
    }
}
