package com.hubify.identity.resource;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a credential may stand in a request: in one {@code Authorization} header and nowhere else. A token in the query or
 * the body would end up in logs; it is never read, and together with a header it makes the request invalid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class BearerTokens {

    /** Longest credential read, in characters. Refusing longer ones bounds the work an unknown sender can cause. */
    static final int LONGEST = 8 * 1024;

    /** The name a token has in queries and forms. */
    static final String PARAMETER = "access_token";

    private static final Pattern SCHEME =
            Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    private BearerTokens() {}

    /** Whether any of the {@code Authorization} headers holds a bearer credential. */
    static boolean areSent(List<String> headers) {
        return headers.stream().anyMatch(header -> SCHEME.matcher(header).matches());
    }

    /**
     * The credential in the headers of a request that sends one.
     *
     * @param elsewhere whether the request has one in its query or form too
     * @throws OAuth2AuthenticationException if there are several, or it cannot be one
     */
    static String only(List<String> headers, boolean elsewhere) {
        Matcher bearer = SCHEME.matcher(headers.get(0));
        if (headers.size() > 1 || elsewhere || !bearer.matches()) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("More than one credential"));
        }
        return token(bearer.group(1));
    }

    static boolean areInQuery(@Nullable String query) {
        return query != null
                && UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .containsKey(PARAMETER);
    }

    // Only for forms: asking for a parameter may read a multipart body, before anybody is known.
    static boolean mayBeInBody(@Nullable String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static String token(@Nullable String credential) {
        if (credential == null || credential.isBlank()) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("The credential is empty"));
        }
        if (credential.length() > LONGEST || !TOKEN.matcher(credential).matches()) {
            throw new OAuth2AuthenticationException(BearerErrors.INVALID_TOKEN);
        }
        return credential;
    }
}
