package com.hubify.identity.clerk;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates settings about tokens of Clerk. Each error names the property and says what to write instead. */
public final class ClerkSettings {

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#\\s]+");
    private static final Pattern NAME = Pattern.compile("org:[a-z0-9_:-]+|(?!org)[a-z0-9_:-]+");

    private ClerkSettings() {}

    /** Origins as {@code azp} has them. */
    public static void origins(String property, Collection<String> values) {
        for (String value : values) {
            if (!ORIGIN.matcher(value).matches()) {
                throw Settings.invalid(
                        property,
                        "holds something that is not an origin",
                        "Use scheme, host and port without a trailing slash, for example https://app.example.com.");
            }
        }
    }

    /** The address of a Backend API: the secret key is sent there, so in the clear only to this machine. */
    public static void api(String property, @Nullable URI address) {
        if (address == null) {
            return;
        }
        Settings.require(
                WebAddress.isOne(address)
                        && ("https".equals(address.getScheme()) || ClerkInstance.isOnThisMachine(address.toString())),
                property,
                "must be an https URL without query and fragment, such as https://api.clerk.com");
    }

    /** Scopes of a setting. */
    public static Scopes scopes(String property, Collection<String> values) {
        return Scopes.parse(values)
                .orElseThrow(() -> Settings.invalid(
                        property,
                        "holds something that is not a scope",
                        "Use scopes such as labs:read, experiments:* or *."));
    }

    /**
     * The policy of scopes.
     *
     * @param prefix of the properties, with a dot at its end
     * @param claim name of the claim; null for none
     */
    public static ClerkScopes scopes(
            String prefix,
            List<String> scopes,
            Map<String, List<String>> roleScopes,
            Map<String, List<String>> permissionScopes,
            @Nullable String claim,
            List<String> claimedScopes) {
        Scopes everybody = scopes(prefix + "scopes", scopes);
        Settings.require(
                (claim == null) == claimedScopes.isEmpty(),
                prefix + (claim == null ? "scope-claim" : "claimed-scopes"),
                "is not set although its counterpart is: " + prefix + "scope-claim names the claim, and " + prefix
                        + "claimed-scopes are the most that it may give");
        boolean givesMore = claim != null || !roleScopes.isEmpty() || !permissionScopes.isEmpty();
        Settings.require(
                !givesMore || !everybody.values().contains("*"),
                prefix + "scopes",
                "is *, so that roles, permissions and claims can add nothing; set it to what everybody has, or leave its"
                        + " value empty for nothing");
        return new ClerkScopes(
                everybody,
                named(prefix + "role-scopes", roleScopes),
                named(prefix + "permission-scopes", permissionScopes),
                claim,
                scopes(prefix + "claimed-scopes", claimedScopes));
    }

    // Spring leaves the colon out of a key without brackets: org:admin would become orgadmin, a role that nobody has.
    private static Map<String, Scopes> named(String property, Map<String, List<String>> scopes) {
        Map<String, Scopes> named = new HashMap<>();
        scopes.forEach((name, values) -> {
            Settings.require(
                    NAME.matcher(name).matches(),
                    property,
                    "holds a name that is none of a role or permission; write it in brackets, such as \"[org:admin]\"");
            named.put(
                    name.startsWith(ClerkOrganization.PREFIX) ? name : ClerkOrganization.PREFIX + name,
                    scopes(property + "." + name, values));
        });
        return named;
    }
}
