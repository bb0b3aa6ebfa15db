package org.penglai.crm.rest.internal.resource;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.operation.Readiness;

/** Who may manage modules: those with the right, who proved a moment ago that they are themselves. */
final class ModuleAccess {
    static final String MODULES = "modules";

    private final Readiness readiness;
    private final Reauthentication reauthentication;

    ModuleAccess(Readiness readiness, Reauthentication reauthentication) {
        this.readiness = readiness;
        this.reauthentication = reauthentication;
    }

    Modules modules() {
        return readiness.service().orElseThrow(NotYet::starting);
    }

    /** @throws Forbidden without the right */
    static Caller manager(HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        if (!caller.may(MODULES)) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有管理模块的权限。", "You lack the right to manage modules."));
        }
        return caller;
    }

    /** @param sent with password and code, unless they were right a moment ago */
    void prove(Map<String, ?> sent, HttpServletRequest request) {
        reauthentication.require(sent, request);
    }
}
