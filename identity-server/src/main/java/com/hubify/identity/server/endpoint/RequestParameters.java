package com.hubify.identity.server.endpoint;

import com.hubify.identity.protocol.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Parameters as RFC 6749 defines them: one without a value is treated as omitted, and an unknown one is ignored, also if
 * repeated (sections 3.1 and 3.2). A blank value is treated as omitted, too, except for state, which is returned unchanged.
 * Lenient as real clients need it: white space around scopes is ignored, and so is what can't be a scope of this server, as
 * OpenID Connect Core, section 3.1.2.1, recommends: libraries made for another server also request {@code User.Read} or
 * {@code https://…/.default}. White space is ignored in other space-separated lists, too: {@code " none"} is {@code none}.
 */
final class RequestParameters {

    static final String RESOURCE = "resource";
    static final String AUDIENCE = "audience";

    /**
     * Parameters that may occur several times (RFC 8707, section 2; RFC 8693, section 2.1). Each is read as one value,
     * separated by blanks.
     */
    static final Set<String> SEVERAL = Set.of(RESOURCE, AUDIENCE);

    /** Space-separated lists other than the scope (OpenID Connect Core, section 3.1.2.1). */
    private static final Set<String> LISTS = Set.of("prompt", "acr_values", "ui_locales", "claims_locales");

    /** Returned to the client unchanged (RFC 6749, section 4.1.2), so blanks are a value. */
    private static final String STATE = "state";

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Scopes in RFC 6749's syntax without a star: one with a star was meant as a wildcard of this server. */
    private static final Pattern FOREIGN = Pattern.compile("[!#-)+-\\[\\]-~]+");

    private RequestParameters() {}

    /** @param known the parameters that the endpoint reads; a repeated one keeps all its values, to be refused later */
    static Map<String, String[]> read(HttpServletRequest request, Set<String> known) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            String[] given = Arrays.stream(values)
                    .filter(it -> name.equals(STATE) ? !it.isEmpty() : !it.isBlank())
                    .toArray(String[]::new);
            if (given.length == 1 || given.length > 1 && known.contains(name)) {
                parameters.put(name, given);
            }
        });
        LISTS.forEach(list -> parameters.computeIfPresent(list, (name, values) -> words(values)));
        SEVERAL.forEach(several ->
                parameters.computeIfPresent(several, (name, values) -> new String[] {String.join(" ", values)}));
        String[] scope = parameters.remove(OAuth2ParameterNames.SCOPE);
        if (scope != null && scope.length > 1) {
            parameters.put(OAuth2ParameterNames.SCOPE, scope);
        } else if (scope != null && !scope[0].isBlank()) {
            parameters.put(OAuth2ParameterNames.SCOPE, new String[] {scopes(scope[0])});
        }
        return parameters;
    }

    /** A repeated parameter is kept, to be refused later. */
    private static String[] words(String[] values) {
        return values.length == 1 ? new String[] {String.join(" ", words(values[0]))} : values;
    }

    private static List<String> words(String list) {
        return WHITE_SPACE
                .splitAsStream(list)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    private static String scopes(String scope) {
        List<String> asked = words(scope);
        List<String> known = asked.stream().filter(it -> !isForeign(it)).toList();
        // If nothing is left, the original is kept and refused, instead of granting the default scopes.
        return String.join(" ", known.isEmpty() ? asked : known);
    }

    private static boolean isForeign(String scope) {
        return FOREIGN.matcher(scope).matches() && Scope.parse(scope).isEmpty();
    }
}
