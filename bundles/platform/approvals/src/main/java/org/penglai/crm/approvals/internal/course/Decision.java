package org.penglai.crm.approvals.internal.course;

import java.util.Arrays;
import org.penglai.crm.api.Localized;

/** What became of somebody's being asked. */
enum Decision {
    WAITING("waiting", "未轮到", "Not yet asked"),
    PENDING("pending", "待审批", "Asked"),
    APPROVE("approve", "同意", "Approved"),
    REJECT("reject", "驳回", "Rejected"),
    TRANSFER("transfer", "转交", "Transferred"),
    ADD_SIGN("addSign", "加签", "Added an approver"),
    DELEGATE("delegate", "代理", "Delegated"),
    COPY("copy", "抄送", "Copy"),
    SKIPPED("skipped", "跳过", "Skipped");

    private final String code;
    private final Localized label;

    Decision(String code, String zh, String en) {
        this.code = code;
        this.label = Localized.of(zh, en);
    }

    String code() {
        return code;
    }

    Localized label() {
        return label;
    }

    boolean isOpen() {
        return this == WAITING || this == PENDING;
    }

    static Decision of(String code) {
        return Arrays.stream(values())
                .filter(decision -> decision.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
