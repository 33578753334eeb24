package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.settings.StartRefused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultResponse;
import org.springframework.web.client.RestClientException;

/**
 * Checks at start that Vault's policy allows everything the keys will need. Reading and signing can be tried out;
 * creating and destroying versions cannot, and without these capabilities the first rotation would fail weeks later, or
 * the revocation of a leaked key. Vault does not report here which parameters the policy allows.
 */
final class VaultCapabilities {

    private static final Logger LOG = LoggerFactory.getLogger(VaultCapabilities.class);

    private static final String SELF = "sys/capabilities-self";
    private static final String POLICY = "deploy/openbao/identity-server.hcl";

    /** The only capability of the root token. */
    private static final String UNLIMITED = "root";

    private final VaultOperations vault;
    private final Map<String, String> needs;

    /** @param needs paths, and the capability that each of them needs */
    VaultCapabilities(VaultOperations vault, Map<String, String> needs) {
        this.vault = vault;
        this.needs = new TreeMap<>(needs);
    }

    /**
     * Queries Vault; logs a warning if the query is not allowed.
     *
     * @throws StartRefused if a capability is missing
     * @throws SigningUnavailable if Vault is sealed or unreachable
     */
    void require() {
        Map<String, Object> held;
        try {
            held = held();
        } catch (SigningUnavailable e) {
            if (isAway(e)) {
                throw e;
            }
            LOG.warn(
                    "Could not check whether the policy in Vault allows the signing keys to be rotated: {}. Add {} to it, as in {}",
                    e.getMessage(),
                    "path \"" + SELF + "\" { capabilities = [\"update\"] }",
                    POLICY);
            return;
        }
        String missing = needs.entrySet().stream()
                .filter(need -> !grants(held.get(need.getKey()), need.getValue()))
                .map(need -> need.getValue() + " on " + need.getKey())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "The signing keys can be used, but not rotated or destroyed. The policy in Vault lacks " + missing
                            + ". Grant what " + POLICY + " grants.",
                    null,
                    null);
        }
    }

    // A refusal is due to the policy and not to an expired token: the token has just been used.
    private Map<String, Object> held() {
        Set<String> paths = needs.keySet();
        try {
            VaultResponse answer = vault.write(SELF, Map.of("paths", List.copyOf(paths)));
            if (answer == null
                    || answer.getData() == null
                    || !answer.getData().keySet().containsAll(paths)) {
                throw new SigningUnavailable(Reason.FAILED, "Vault's answer to " + SELF + " lacks some of the paths");
            }
            return answer.getData();
        } catch (VaultException | RestClientException | IllegalStateException e) {
            throw VaultTransit.unavailable(SELF, e);
        }
    }

    private static boolean grants(@Nullable Object held, String capability) {
        return held instanceof List<?> capabilities
                && capabilities.stream().anyMatch(one -> capability.equals(one) || UNLIMITED.equals(one));
    }

    private static boolean isAway(SigningUnavailable e) {
        return e.reason() == Reason.UNREACHABLE || e.reason() == Reason.SEALED;
    }
}
