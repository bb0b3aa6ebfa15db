package org.penglai.crm.rest.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.files.PublicUploads;
import org.penglai.crm.files.spi.Uploads;

/** The part of a form that takes files; its script shows it, and says how each of them comes along. */
@Component
public final class UploadFields implements PublicUploads {
    private static final Pattern PARAMETER = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
    private static final int MOST = 20;
    private static final Localized LABEL = Localized.of("照片、视频或 PDF", "Photos, videos or PDF");
    private static final Localized SENDING = Localized.of("正在上传", "Uploading");
    private static final Localized DONE = Localized.of("已上传", "Uploaded");
    private static final Localized WAITING = Localized.of("网络中断，自动重试", "Waiting for the network");
    private static final Localized REFUSED = Localized.of(
            "不接受：只能是图片、视频、声音或 PDF，且不能太大", "Not taken: only pictures, videos, sound or PDF, and not too large");
    private static final Localized REMOVE = Localized.of("移除", "Remove");

    private final Uploads uploads;

    @Activate
    public UploadFields(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public String field(String parameter, Locale locale) {
        if (!PARAMETER.matcher(parameter).matches()) {
            throw new IllegalArgumentException("not the name of a parameter: " + parameter);
        }
        return "<div class=\"uploads\" hidden data-most=\"" + MOST + "\" data-sending=\"" + SENDING.in(locale)
                + "\" data-done=\"" + DONE.in(locale) + "\" data-waiting=\"" + WAITING.in(locale) + "\" data-refused=\""
                + REFUSED.in(locale) + "\" data-remove=\"" + REMOVE.in(locale) + "\"><label for=\"" + parameter
                + "-pick\">" + LABEL.in(locale) + "</label><input type=\"file\" id=\"" + parameter
                + "-pick\" multiple accept=\"image/*,video/*,audio/*,application/pdf\">"
                + "<ul aria-live=\"polite\"></ul><input type=\"hidden\" name=\"" + parameter + "\"></div>"
                + UploadScript.TAG;
    }

    @Override
    public void attach(String sent, String type, long recordId) {
        List<String> tokens = List.of(sent.strip().split("\\s+"));
        uploads.attach(tokens.subList(0, Math.min(tokens.size(), MOST)), type, recordId);
    }
}
