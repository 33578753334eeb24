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
 * Parameters as RFC 6749 reads them: one without a value counts as left out, and one that the endpoint does not know is ignored,
 * however often it comes (sections 3.1 and 3.2). Blanks are no value either, but for the state, which goes back to the client as
 * it came. Also lenient where real clients are: white space around scopes is of no account, and what can't be a scope of this
 * server is left out, as OpenID Connect Core, section 3.1.2.1, recommends: libraries made for another server ask for
 * {@code User.Read} or {@code https://…/.default} as well. The same of the other lists that blanks separate: {@code " none"} is
 * {@code none}.
 */
final class RequestParameters {

    /** The one parameter that may occur several times (RFC 8707, section 2). Read as one value, separated by blanks. */
    static final String RESOURCE = "resource";

    /** Lists of words (OpenID Connect Core, section 3.1.2.1) beside the scopes. */
    private static final Set<String> LISTS = Set.of("prompt", "acr_values", "ui_locales", "claims_locales");

    /** What the client gets back exactly (RFC 6749, section 4.1.2): blanks are a value, too. */
    private static final String STATE = "state";

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Scopes in RFC 6749's alphabet, but with a star: who asks for one of those means a wildcard of ours. */
    private static final Pattern FOREIGN = Pattern.compile("[!#-)+-\\[\\]-~]+");

    private RequestParameters() {}

    /** @param known the parameters that the endpoint reads; all of them may be in the answer more than once, to be refused */
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
        parameters.computeIfPresent(RESOURCE, (name, values) -> new String[] {String.join(" ", values)});
        String[] scope = parameters.remove(OAuth2ParameterNames.SCOPE);
        if (scope != null && scope.length > 1) {
            parameters.put(OAuth2ParameterNames.SCOPE, scope);
        } else if (scope != null && !scope[0].isBlank()) {
            parameters.put(OAuth2ParameterNames.SCOPE, new String[] {scopes(scope[0])});
        }
        return parameters;
    }

    /** One that is repeated stays, to be refused. */
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
        // If nothing is left, the request is refused by what it asked for, not answered with the default scopes.
        return String.join(" ", known.isEmpty() ? asked : known);
    }

    private static boolean isForeign(String scope) {
        return FOREIGN.matcher(scope).matches() && Scope.parse(scope).isEmpty();
    }
}
