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
 * What a person was about to do when they had to sign in: a path of ours and its parameters, of which a GET can be made again.
 * Nothing of the request's headers is part of it.
 */
public final class InterruptedRequest {

    /**
     * Longest there may be, in characters, all of them ASCII: it has to fit into the head of a redirect, beside what else stands
     * there. A {@code state} of the longest kind fits.
     */
    public static final int LONGEST = 13_000;

    /** Where a sign-in leads that nothing was interrupted by. */
    public static final InterruptedRequest START = new InterruptedRequest("/");

    /** The paths that ask who is signed in. */
    public static final Set<String> PATHS =
            Set.of("/oauth2/authorize", "/oauth2/device_verification", "/oauth2/consent", "/activate", "/activated");

    /** What names a question, beside the request that led to it. */
    private static final Set<String> QUESTION_ALONE = Set.of("client_id", "state", "user_code", "browser");

    private static final Set<String> QUESTION = Set.of("client_id", "state", "user_code", "browser", "again");

    /** What a cookie can carry (RFC 6265, section 4.1.1), but for a fragment. What is made here holds even less. */
    private static final Pattern SAFE = Pattern.compile("[!-~&&[^\\\\#\",;]]*");

    /** Where a browser goes on with a request that it carries itself. */
    private static final Pattern RESUMED = Pattern.compile("/login/resume/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}");

    private final String target;

    /** Takes a target that was made here before, and kept where only we write. */
    public InterruptedRequest(String target) {
        this.target = target;
    }

    /** Path and query, spelled the same however the browser spelled them. */
    public String target() {
        return target;
    }

    /**
     * The request as a GET. A form that answers a question leads back to the question: it is answered by the person's own
     * click, never by a redirect.
     */
    public static InterruptedRequest of(HttpServletRequest request) {
        String path = request.getServletPath();
        if (request.getMethod().equals("POST")) {
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

    /** Reads a target from an address or a cookie; empty for all that leads elsewhere than to {@link #PATHS}. */
    public static Optional<InterruptedRequest> parse(@Nullable String target) {
        if (target == null || target.length() > LONGEST || !SAFE.matcher(target).matches()) {
            return Optional.empty();
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return PATHS.contains(path) || RESUMED.matcher(target).matches()
                ? Optional.of(new InterruptedRequest(target))
                : Optional.empty();
    }

    /** Whether an application waits for the answer to it. */
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

    /** Names the request where it need not be known: the same for the same parameters in the same order. */
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
