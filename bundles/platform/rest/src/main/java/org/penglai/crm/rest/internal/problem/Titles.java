package org.penglai.crm.rest.internal.problem;

import java.util.Map;
import org.penglai.crm.api.Localized;

/** Short titles by status. */
final class Titles {
    private static final Localized OTHER = Localized.of("请求未能完成", "The request failed");
    private static final Map<Integer, Localized> BY_STATUS = Map.ofEntries(
            Map.entry(400, Localized.of("请求无法解析", "Malformed request")),
            Map.entry(401, Localized.of("请先登录", "Not signed in")),
            Map.entry(403, Localized.of("没有权限", "Not permitted")),
            Map.entry(404, Localized.of("未找到", "Not found")),
            Map.entry(405, Localized.of("不支持的操作", "Method not allowed")),
            Map.entry(406, Localized.of("无法提供所要的格式", "Not acceptable")),
            Map.entry(409, Localized.of("与现有数据冲突", "Conflict")),
            Map.entry(412, Localized.of("记录已被修改", "Changed meanwhile")),
            Map.entry(413, Localized.of("内容过大", "Too large")),
            Map.entry(415, Localized.of("内容类型不支持", "Unsupported media type")),
            Map.entry(422, Localized.of("内容有误", "Invalid content")),
            Map.entry(429, Localized.of("请求过于频繁", "Too many requests")),
            Map.entry(500, Localized.of("服务器内部错误", "Internal error")),
            Map.entry(503, Localized.of("暂时不可用", "Temporarily unavailable")));

    private Titles() {}

    static Localized of(int status) {
        return BY_STATUS.getOrDefault(status, OTHER);
    }
}
