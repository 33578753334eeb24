package com.hubify.identity.server.authorization;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.ClaimsRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * The class of the sign-in that a client asks for. There is one that this server can say, {@link TokenClaims#PROVED}:
 * a request for it leads to Clerk where the class of the present sign-in is not known.
 *
 * <p>A request for others alone is refused where the access token is for services: they would refuse it again, and the client
 * would go round in circles (RFC 9470, section 5). With OpenID Connect's scopes alone {@code acr_values} is a wish (Core,
 * section 3.1.2.1), and passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-5">RFC 9470, section 5</a>
 */
final class AuthenticationClass {

    static final String VALUES = "acr_values";

    private static final OAuth2Error UNMET = new OAuth2Error(
            "unmet_authentication_requirements",
            "The only authentication context class of this server is " + TokenClaims.PROVED + ".",
            "https://www.rfc-editor.org/rfc/rfc9470#section-5");

    private AuthenticationClass() {}

    /** Whether the request can be met by a sign-in whose class is known, and by no other. */
    static boolean isAsked(HttpServletRequest request) {
        return values(request.getParameter(VALUES)).contains(TokenClaims.PROVED);
    }

    static void validate(OAuth2AuthorizationCodeRequestAuthenticationContext context, @Nullable ClaimsRequest claims) {
        if (claims != null && claims.demandsAuthenticationClass() && isOther(claims.authenticationClasses())) {
            AuthorizationRequests.refuse(context, UNMET);
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (isOther(values(request.getAdditionalParameters().get(VALUES))) && isForServices(request.getScopes())) {
            AuthorizationRequests.refuse(context, UNMET);
        }
    }

    private static boolean isOther(Collection<String> classes) {
        return !classes.isEmpty() && !classes.contains(TokenClaims.PROVED);
    }

    private static boolean isForServices(Collection<String> scopes) {
        return scopes.stream().flatMap(scope -> Scope.parse(scope).stream()).anyMatch(Scope::isResource);
    }

    private static List<String> values(@Nullable Object parameter) {
        return parameter == null
                ? List.of()
                : Arrays.asList(parameter.toString().split(" "));
    }
}
