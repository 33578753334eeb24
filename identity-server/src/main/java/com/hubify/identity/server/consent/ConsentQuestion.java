package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.client.RedirectUris;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The content of the consent page, from the pending authorization only: the page's URL is untrusted. */
final class ConsentQuestion {

    private final OAuth2Authorization pending;
    private final RegisteredClient client;
    private final Scopes allowedBefore;

    ConsentQuestion(OAuth2Authorization pending, RegisteredClient client, Collection<String> allowedBefore) {
        this.pending = pending;
        this.client = client;
        this.allowedBefore = known(allowedBefore);
    }

    boolean isForDevice() {
        return pending.getAuthorizationGrantType().equals(AuthorizationGrantType.DEVICE_CODE);
    }

    ReturnAddress returnAddress() {
        return isForDevice() ? ReturnAddress.DEVICE : ReturnAddress.of(redirectUri());
    }

    /** URL of the same request for another account, without prompt=select_account, which the new sign-in satisfies. */
    String switchAccount(@Nullable String userCode) {
        if (isForDevice()) {
            return "/oauth2/authorization/clerk?prompt=login&continue=/activate?user_code=" + userCode;
        }
        OAuth2AuthorizationRequest request = authorizationRequest().orElseThrow();
        String others = Arrays.stream(URI.create(request.getAuthorizationRequestUri())
                        .getRawQuery()
                        .split("&"))
                .filter(parameter -> !parameter.startsWith("prompt="))
                .collect(Collectors.joining("&"));
        boolean consent =
                String.valueOf(request.getAdditionalParameters().get("prompt")).contains("consent");
        return "/oauth2/authorize?" + others + "&prompt=" + (consent ? "consent%20" : "") + "select_account";
    }

    /** What the page asks about, in this order; without {@code openid}, which has no box. */
    List<AskedScope> scopes(ScopeDescriptions descriptions, Locale locale) {
        return descriptions.list(asked(), locale).stream()
                .map(description -> AskedScope.of(description, allowedBefore, asked()))
                .toList();
    }

    /** Scopes that need a decision. */
    private Set<Scope> undecided() {
        return asked().stream()
                .filter(scope -> !allowedBefore.cover(scope))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Scopes the person allowed this client earlier, directly or by a wider one. */
    Set<Scope> decidedBefore() {
        return asked().stream().filter(allowedBefore::cover).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether all scopes were allowed earlier, but another program on the machine could impersonate the client. */
    boolean isAskedEachTime() {
        return !isForDevice() && undecided().isEmpty() && RedirectUris.proveNothing(client, redirectUri());
    }

    /** Whether the client requests {@code openid}. */
    boolean asksForIdentity() {
        return requested().contains(OidcScopes.OPENID);
    }

    /** What the client requests, without {@code openid}. */
    Set<Scope> asked() {
        return known(requested()).asSet().stream()
                .filter(scope -> !scope.value().equals(OidcScopes.OPENID))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> requested() {
        Set<String> scopes = isForDevice()
                ? pending.getAttribute(OAuth2ParameterNames.SCOPE)
                : authorizationRequest()
                        .map(OAuth2AuthorizationRequest::getScopes)
                        .orElse(null);
        return scopes == null ? Set.of() : scopes;
    }

    private String redirectUri() {
        return authorizationRequest()
                .map(OAuth2AuthorizationRequest::getRedirectUri)
                .orElseGet(() -> client.getRedirectUris().iterator().next());
    }

    private Optional<OAuth2AuthorizationRequest> authorizationRequest() {
        @Nullable OAuth2AuthorizationRequest request = pending.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return Optional.ofNullable(request);
    }

    /** Malformed scopes are dropped; the server refuses them before this page. */
    private static Scopes known(Collection<String> values) {
        return Scopes.of(values.stream().flatMap(it -> Scope.parse(it).stream()).toList());
    }
}
