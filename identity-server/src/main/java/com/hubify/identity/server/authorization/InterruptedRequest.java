package com.hubify.identity.server.authorization;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.endpoint.FrontChannelRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A request that was interrupted by a sign-in: one of our paths and its parameters, to be repeated as a GET. Headers are
 * not part of it.
 */
public final class InterruptedRequest {

    /**
     * Longest target, in ASCII characters: it has to fit into the headers of a redirect. The longest allowed {@code state}
     * fits.
     */
    public static final int LONGEST = 13_000;

    /** Target after a sign-in that interrupted nothing. */
    public static final InterruptedRequest START = new InterruptedRequest("/");

    /** The paths that require a sign-in. */
    private static final Set<String> PATHS =
            Set.of("/oauth2/authorize", "/oauth2/device_verification", "/oauth2/consent", "/activate", "/activated");

    /** The pages of an account, some of them of one key. */
    private static final Pattern ACCOUNT =
            Pattern.compile("/account(/keys(/new|/revoke-all|/[0-9A-Za-z]{8}(/rotate|/revoke|/use)?)?"
                    + "|/applications(/disconnect)?|/sessions(/others)?|/activity|/organizations)?");

    /** The pages of operators. */
    private static final Pattern ADMIN = Pattern.compile("/admin(/people(/end|/revoke|/disconnect)?"
            + "|/signing-keys(/rotate|/compromise)?|/revocations(/new)?|/limits|/audit"
            + "|/clients(/new|/client|/change|/rotate-secret|/disable|/enable|/delete)?)?");

    /** Where the form of a new key is posted to, and where it is. */
    private static final String KEYS = "/account/keys";

    private static final String NEW_KEY = "/account/keys/new";

    /** What a form of the account keeps over a sign-in: all its fields but what is for one click. */
    private static final Set<String> KEPT = Set.of(
            "name", "description", "scopes", "expires_in", "allowed_ips", "owner", "overlap", "narrow", "client");

    /** What a form of an operator's page keeps: what it is about. */
    private static final Set<String> KEPT_ABOUT =
            Set.of("person", "kind", "id", "kid", "algorithm", "client", "overlap");

    /** The parameters of the consent page, without the request that led to it. */
    private static final Set<String> QUESTION_ALONE = Set.of("client_id", "state", "user_code", "browser");

    private static final Set<String> QUESTION = Set.of("client_id", "state", "user_code", "browser", "again");

    /** The characters of a cookie value (RFC 6265, section 4.1.1), without a fragment. */
    private static final Pattern SAFE = Pattern.compile("[!-~&&[^\\\\#\",;]]*");

    /** The path that resumes a request stored in the browser. */
    private static final Pattern RESUMED = Pattern.compile("/login/resume/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}");

    private final String target;

    /** Takes a target that this class made before and that was stored out of the browser's reach. */
    public InterruptedRequest(String target) {
        this.target = target;
    }

    /** Path and query, percent-encoded in one canonical way. */
    public String target() {
        return target;
    }

    /** Whether the path requires a sign-in, and may be gone on with after it. */
    public static boolean isPath(String path) {
        return PATHS.contains(path)
                || ACCOUNT.matcher(path).matches()
                || ADMIN.matcher(path).matches();
    }

    /**
     * The request as a GET. A form of the account leads back to its page, filled in again: what it does is done by a click,
     * never by a redirect. A consent form leads back to the consent page: consent is given by a click, never by a
     * redirect.
     */
    public static InterruptedRequest of(HttpServletRequest request) {
        String path = request.getServletPath();
        if (request.getMethod().equals("POST")) {
            if (ACCOUNT.matcher(path).matches()) {
                String page = path.equals(KEYS) ? NEW_KEY : path;
                InterruptedRequest filledIn = of(page, request, KEPT);
                return filledIn.isTooLong() ? new InterruptedRequest(page) : filledIn;
            }
            if (ADMIN.matcher(path).matches()) {
                InterruptedRequest filledIn = of(path, request, KEPT_ABOUT);
                return filledIn.isTooLong() ? new InterruptedRequest(path) : filledIn;
            }
            if (!FrontChannelRequest.isOfClient(request) && request.getParameter("state") != null) {
                InterruptedRequest question = of("/oauth2/consent", request, QUESTION);
                return question.isTooLong() ? of("/oauth2/consent", request, QUESTION_ALONE) : question;
            }
            if (path.equals("/oauth2/device_verification")) {
                return of("/activate", request, Set.of("user_code"));
            }
        }
        return of(path, request, request.getParameterMap().keySet());
    }

    /** Parses a target from a URL or cookie; empty if it does not lead to an {@link #isPath}. */
    public static Optional<InterruptedRequest> parse(@Nullable String target) {
        if (target == null || target.length() > LONGEST || !SAFE.matcher(target).matches()) {
            return Optional.empty();
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return isPath(path) || RESUMED.matcher(target).matches()
                ? Optional.of(new InterruptedRequest(target))
                : Optional.empty();
    }

    /** Whether it is an authorization request of a client. */
    public boolean isOfClient() {
        return target.startsWith("/oauth2/authorize?")
                || RESUMED.matcher(target).matches();
    }

    public boolean isTooLong() {
        return target.length() > LONGEST;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InterruptedRequest that && target.equals(that.target);
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    /** A digest of the request: the same for the same parameters in the same order. */
    public String digest() {
        return Sha256.base64Url(target);
    }

    private static InterruptedRequest of(String path, HttpServletRequest request, Set<String> names) {
        List<String> parameters = new ArrayList<>();
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (names.contains(parameter.getKey())) {
                for (String value : parameter.getValue()) {
                    parameters.add(encode(parameter.getKey()) + "=" + encode(value));
                }
            }
        }
        return new InterruptedRequest(parameters.isEmpty() ? path : path + "?" + String.join("&", parameters));
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
