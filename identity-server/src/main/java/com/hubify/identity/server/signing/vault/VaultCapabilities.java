package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.vault.VaultMisconfigured;
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
 * Whether the login may do all that the keys will ever need. Reading and signing can be tried; adding versions and destroying
 * them can't, and a policy without these would be found out weeks later at the first rotation, or when a key has leaked and its
 * successor can't be made. Vault doesn't tell here which parameters the policy lets through.
 */
final class VaultCapabilities {

    private static final Logger LOG = LoggerFactory.getLogger(VaultCapabilities.class);

    private static final String SELF = "sys/capabilities-self";
    private static final String POLICY = "deploy/openbao/identity-server.hcl";

    /** The root token has no other. */
    private static final String UNLIMITED = "root";

    private final VaultOperations vault;
    private final Map<String, String> needs;

    /** @param needs paths, and the capability that each of them takes */
    VaultCapabilities(VaultOperations vault, Map<String, String> needs) {
        this.vault = vault;
        this.needs = new TreeMap<>(needs);
    }

    /**
     * Asks Vault, where it may be asked.
     *
     * @throws VaultMisconfigured if one is missing
     * @throws SigningUnavailable if Vault is away
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
                    "It couldn't be checked whether the policy lets the signing keys be rotated: {}. Add {} to it, as in {}",
                    e.getMessage(),
                    "path \"" + SELF + "\" { capabilities = [\"update\"] }",
                    POLICY);
            return;
        }
        String missing = missing(held);
        if (!missing.isEmpty()) {
            throw new VaultMisconfigured(
                    "The signing keys could be used but not looked after. The policy in Vault lacks " + missing
                            + ". Grant what " + POLICY + " grants.");
        }
    }

    // Without giving the token up when it is refused: it has just been used, so it is the policy that refuses.
    private Map<String, Object> held() {
        Set<String> paths = needs.keySet();
        try {
            VaultResponse answer = vault.write(SELF, Map.of("paths", List.copyOf(paths)));
            if (answer == null
                    || answer.getData() == null
                    || !answer.getData().keySet().containsAll(paths)) {
                throw new SigningUnavailable(
                        Reason.FAILED, "Vault, asked for " + SELF + ", doesn't answer for every path");
            }
            return answer.getData();
        } catch (VaultException | RestClientException | IllegalStateException e) {
            throw VaultTransit.unavailable(SELF, e);
        }
    }

    private String missing(Map<String, Object> held) {
        return needs.entrySet().stream()
                .filter(need -> !grants(held.get(need.getKey()), need.getValue()))
                .map(need -> need.getValue() + " on " + need.getKey())
                .collect(Collectors.joining(", "));
    }

    private static boolean grants(@Nullable Object held, String capability) {
        return held instanceof List<?> capabilities
                && capabilities.stream().anyMatch(one -> capability.equals(one) || UNLIMITED.equals(one));
    }

    private static boolean isAway(SigningUnavailable e) {
        return e.reason() == Reason.UNREACHABLE || e.reason() == Reason.SEALED;
    }
}
