package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.endpoint.FrontChannelRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.web.util.UriUtils;

/**
 * A consent page that the person has answered and submits again, by a second click or the back button.
 *
 * @param grant the pending or decided grant
 */
record AnsweredQuestion(OAuth2Authorization grant) {

    private static final String SCOPE = "scope=";

    /** Empty also if it belongs to another person. */
    static Optional<AnsweredQuestion> of(AnsweredQuestions answered, String state, String person) {
        return answered.answered(state)
                .filter(grant -> grant.getPrincipalName().equals(person))
                .map(AnsweredQuestion::new);
    }

    boolean isOf(AuthorizationGrantType kind) {
        return grant.getAuthorizationGrantType().equals(kind);
    }

    boolean isForDevice() {
        return isOf(AuthorizationGrantType.DEVICE_CODE);
    }

    boolean isAllowed() {
        return !grant.getAuthorizedScopes().isEmpty();
    }

    /** URL with the same result as before. */
    String next() {
        return isAllowed() ? afterYes() : afterNo();
    }

    /** The client gets access_denied again, or the device page says so. Consent is not asked again. */
    private String afterNo() {
        return isForDevice()
                ? "/activate?error=declined"
                : new OpenQuestion(grant).request() + "&" + FrontChannelRequest.DECISION + "=decline";
    }

    /**
     * The authorization request again, which now has consent. Not the first response, since a code is for one use.
     * prompt=login is kept, other values of prompt are removed. So is a {@code *} that was left unticked: allowed earlier, it would be
     * given now without a tick.
     */
    private String afterYes() {
        OAuth2AuthorizationRequest request = request();
        if (isForDevice() || request == null) {
            return "/activated";
        }
        return Arrays.stream(URI.create(request.getAuthorizationRequestUri())
                        .getRawQuery()
                        .split("&"))
                .filter(parameter -> !parameter.startsWith("prompt="))
                .map(parameter -> parameter.startsWith(SCOPE) ? ticked(parameter) : parameter)
                .collect(
                        Collectors.joining("&", "/oauth2/authorize?", isLoginDemanded(request) ? "&prompt=login" : ""));
    }

    private String ticked(String parameter) {
        String all = Scope.ALL.value();
        if (grant.getAuthorizedScopes().contains(all)) {
            return parameter;
        }
        return Stream.of(URLDecoder.decode(parameter.substring(SCOPE.length()), StandardCharsets.UTF_8)
                        .split(" "))
                .filter(scope -> !scope.equals(all))
                .map(scope -> UriUtils.encode(scope, StandardCharsets.UTF_8))
                .collect(Collectors.joining("%20", SCOPE, ""));
    }

    @Nullable
    OAuth2AuthorizationRequest request() {
        return grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
    }

    private static boolean isLoginDemanded(OAuth2AuthorizationRequest request) {
        return Objects.toString(request.getAdditionalParameters().get("prompt"), "")
                .contains("login");
    }
}
