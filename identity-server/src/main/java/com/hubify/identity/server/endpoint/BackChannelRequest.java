package com.hubify.identity.server.endpoint;

import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A request to the token, revocation, introspection or device authorization endpoint. Parameters are in a form body and not
 * repeated; a client uses one authentication method.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749, sections 2.3 and 3.2</a>
 */
final class BackChannelRequest extends ReadRequest {

    private static final String SECRET = "client_secret";
    private static final String ASSERTION = "client_assertion";
    private static final String ID = "client_id";

    /**
     * DPoP (RFC 9449) is not supported, so the header is hidden: Spring would bind the token to its key, and services refuse
     * bound tokens, since they check no proofs.
     */
    private static final String DPOP = "DPoP";

    /** RFC 7636, section 4.1. A shorter one could be found by brute force from a known code_challenge. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** Parameters of these endpoints. */
    private static final Set<String> KNOWN = Set.of(
            "grant_type",
            "code",
            "redirect_uri",
            ID,
            SECRET,
            ASSERTION,
            "client_assertion_type",
            "code_verifier",
            "refresh_token",
            "device_code",
            "scope",
            RequestParameters.RESOURCE,
            RequestParameters.AUDIENCE,
            "subject_token",
            "subject_token_type",
            "actor_token",
            "actor_token_type",
            "requested_token_type",
            "token",
            "token_type_hint");

    /**
     * Other parameters that may contain a secret. URLs are logged, so neither these nor the known ones are allowed there.
     */
    private static final Set<String> SECRET_ELSEWHERE = Set.of("username", "password", "access_token");

    private final @Nullable String authorization;

    private BackChannelRequest(
            HttpServletRequest request, Map<String, String[]> parameters, @Nullable String authorization) {
        super(request, parameters);
        this.authorization = authorization;
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_request} or {@code invalid_client} */
    static HttpServletRequest token(HttpServletRequest request) {
        HttpServletRequest read = read(request);
        String verifier = read.getParameter("code_verifier");
        if ("authorization_code".equals(read.getParameter("grant_type"))
                && verifier != null
                && !VERIFIER.matcher(verifier).matches()) {
            throw invalidRequest(
                    "The code_verifier must be 43 to 128 letters, digits and -._~ only.",
                    "https://www.rfc-editor.org/rfc/rfc7636#section-4.1");
        }
        return read;
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_request} or {@code invalid_client} */
    static HttpServletRequest read(HttpServletRequest request) {
        requireForm(request);
        Set<String> inAddress = namesInAddress(request.getQueryString());
        if (!Collections.disjoint(inAddress, KNOWN) || !Collections.disjoint(inAddress, SECRET_ELSEWHERE)) {
            throw invalidRequest("Parameters must be sent in the body, not in the URL.");
        }
        parameters(request).forEach(BackChannelRequest::requireOne);
        Map<String, String[]> parameters = RequestParameters.read(request, KNOWN);
        parameters.keySet().removeAll(inAddress);
        return new BackChannelRequest(request, parameters, authorization(request, parameters));
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(DPOP)) {
            return null;
        }
        return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? authorization : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase(DPOP)) {
            return Collections.emptyEnumeration();
        }
        return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                ? Collections.enumeration(authorization == null ? List.of() : List.of(authorization))
                : super.getHeaders(name);
    }

    private static void requireForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && !isForm(type)) {
            throw invalidRequest("The body must be application/x-www-form-urlencoded.");
        }
    }

    private static boolean isForm(String type) {
        try {
            return MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (InvalidParameterException e) {
            if (e.getErrorCode() != HttpStatus.BAD_REQUEST.value()) {
                throw e; // exceeded limits of the container have their own response
            }
            throw invalidRequest(
                    "The body is not well-formed application/x-www-form-urlencoded in UTF-8, or has too many parameters.");
        }
    }

    private static Set<String> namesInAddress(@Nullable String query) {
        if (query == null) {
            return Set.of();
        }
        try {
            return Arrays.stream(query.split("&"))
                    .map(it -> URLDecoder.decode(it.split("=", 2)[0], StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw invalidRequest("The request's URL is malformed.");
        }
    }

    private static void requireOne(String name, String[] values) {
        if (values.length > 1 && KNOWN.contains(name) && !RequestParameters.SEVERAL.contains(name)) {
            throw invalidRequest("A parameter is included more than once.");
        }
    }

    /** The client's {@code Authorization} header; null if it does not authenticate the client. */
    private static @Nullable String authorization(HttpServletRequest request, Map<String, String[]> parameters) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        boolean inBody = parameters.containsKey(SECRET) || parameters.containsKey(ASSERTION);
        boolean twiceInBody = parameters.containsKey(SECRET) && parameters.containsKey(ASSERTION);
        if (headers.size() > 1 || twiceInBody || inBody && !headers.isEmpty()) {
            throw invalidRequest("The client uses more than one authentication method.");
        }
        if (parameters.containsKey(ASSERTION) && !parameters.containsKey(ID)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        if (headers.isEmpty() || !BasicCredentials.areIn(headers.get(0))) {
            return headers.isEmpty() ? null : headers.get(0);
        }
        BasicCredentials basic = BasicCredentials.parse(headers.get(0))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        Refusals.noteClient(request, basic.clientId());
        String[] named = parameters.get(ID);
        if (named != null && !named[0].equals(basic.clientId())) {
            throw invalidRequest("The request names two different clients.");
        }
        if (basic.hasSecret()) {
            return basic.header();
        }
        // Some public clients send their client_id with an empty password, which is treated as no authentication.
        parameters.put(ID, new String[] {basic.clientId()});
        return null;
    }

    private static OAuth2AuthenticationException invalidRequest(String description) {
        return invalidRequest(description, "https://www.rfc-editor.org/rfc/rfc6749#section-3.2");
    }

    private static OAuth2AuthenticationException invalidRequest(String description, String rule) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, rule));
    }
}
