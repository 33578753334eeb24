package com.hubify.identity.server.consent;

import com.hubify.identity.server.endpoint.FrontChannelRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * A question that its person has answered and now meets again, by a second click or the back button.
 *
 * @param grant what it was about
 */
record AnsweredQuestion(OAuth2Authorization grant) {

    /** Empty for what somebody else was asked, too. */
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

    /** Where a person goes on, to the same end as before. */
    String next() {
        return isAllowed() ? afterYes() : afterNo();
    }

    /** The client is told again, and the page of a device says so. What was declined is not asked again. */
    private String afterNo() {
        return isForDevice()
                ? "/activate?error=declined"
                : new OpenQuestion(grant).request() + "&" + FrontChannelRequest.DECISION + "=decline";
    }

    /**
     * The request again, for which their consent now stands. Not the answer that the first click got, since a code is for one
     * use. A demand to sign in afresh stays, one to ask has been met.
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
                .collect(
                        Collectors.joining("&", "/oauth2/authorize?", isLoginDemanded(request) ? "&prompt=login" : ""));
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
