package org.penglai.crm.bulkheads.spi;

import java.util.Objects;

/**
 * A part of a capability that the platform calls. Each is held apart from the others, those of the same bundle included.
 *
 * @param bundle id of the OSGi bundle that the code comes from
 * @param kind what kind of code it is
 * @param name which one it is: the record type of a hook, the name of a handler
 */
public record Part(long bundle, Kind kind, String name) {
    public Part {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** Kinds of code that capabilities bring. */
    public enum Kind {
        /** Hooks of a record type. */
        HOOK("hook", "业务规则", "rule"),
        /** Actions of a record type. */
        ACTION("action", "操作", "action"),
        /** A handler of events. */
        HANDLER("handler", "事件处理程序", "event handler"),
        /** A handler of jobs. */
        JOB("job", "后台任务", "job"),
        /** Work that comes round again and again. */
        PERIODIC("periodic", "定期任务", "periodic work"),
        /** A report. */
        REPORT("report", "报表", "report"),
        /** A page for people without an account. */
        PAGE("page", "公开页面", "public page"),
        /** What a capability adds to answers of the platform, such as My day or a timeline. */
        SOURCE("source", "内容来源", "source"),
        /** A module's own health check. */
        CHECK("check", "健康检查", "health check");

        private final String code;
        private final String zh;
        private final String en;

        Kind(String code, String zh, String en) {
            this.code = code;
            this.zh = zh;
            this.en = en;
        }

        /** As in JSON and in metrics. */
        public String code() {
            return code;
        }

        /** What people call it in Chinese. */
        public String zh() {
            return zh;
        }

        /** What people call it in English. */
        public String en() {
            return en;
        }
    }
}
