package org.penglai.crm.rest.internal.resource;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.rest.internal.http.ProviderCookies;
import org.penglai.crm.security.spi.SignInProvider;

/** The providers outside that are configured just now. */
@Component(service = SignInProviders.class)
public final class SignInProviders {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<SignInProvider> all = List.of();

    List<SignInProvider> all() {
        return all;
    }

    /** @throws NotFound if there is none of that id */
    SignInProvider get(String id) {
        return find(id).orElseThrow(
                        () -> new NotFound("unknownProvider", Localized.of("没有这种登录方式。", "There is no such provider.")));
    }

    /** Where whoever signs out here signs out as well, if the session came from outside. */
    Optional<URI> signOut(HttpServletRequest request, String instance) {
        return ProviderCookies.hint(request, instance).flatMap(hint -> find(hint.provider())
                .flatMap(provider -> provider.signOut(hint.text(), address(provider, request, "/"))));
    }

    /** Address of a path here, as browsers and the provider know it. */
    static URI address(SignInProvider provider, HttpServletRequest request, String path) {
        if (provider.publicAddress() != null) {
            return provider.publicAddress().resolve(path);
        }
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? HTTPS : HTTP);
        return URI.create(request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port) + path);
    }

    private Optional<SignInProvider> find(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
