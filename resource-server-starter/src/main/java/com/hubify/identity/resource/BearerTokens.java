package com.hubify.identity.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Finds the credential in a request: in one {@code Authorization} header and nowhere else. A token in the query or the body
 * would end up in logs; it is never read, and together with a header it makes the request invalid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class BearerTokens implements BearerTokenResolver {

    /** Longest credential read, in characters. Refusing longer ones bounds the work an unknown sender can cause. */
    static final int LONGEST = 8 * 1024;

    private static final String PARAMETER = "access_token";
    private static final Pattern SCHEME =
            Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        List<Matcher> bearers =
                headers.stream().map(SCHEME::matcher).filter(Matcher::matches).toList();
        if (bearers.isEmpty()) {
            return null;
        }
        if (headers.size() > 1 || isElsewhere(request)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("More than one credential"));
        }
        return token(bearers.get(0).group(1));
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

    private static boolean isElsewhere(HttpServletRequest request) {
        String query = request.getQueryString();
        return (query != null && names(query)) || (isForm(request) && request.getParameter(PARAMETER) != null);
    }

    private static boolean names(String query) {
        return UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .containsKey(PARAMETER);
    }

    // Only for forms: asking for a parameter makes the container read a multipart body, before anybody is known.
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }
}
