package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.BadIpNetwork;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The member {@code allowed_ips} of a request. */
final class AllowedIps {

    private AllowedIps() {}

    /** @throws ApiRefusal naming the entry that is wrong, and the network that may have been meant */
    static IpNetworks parse(List<@Nullable String> texts) {
        try {
            return IpNetworks.parse(texts.stream()
                    .map(text -> Objects.requireNonNullElse(text, ""))
                    .toList());
        } catch (BadIpNetwork e) {
            throw new ApiRefusal(ApiError.badRequest(sentence(e)));
        }
    }

    private static String sentence(BadIpNetwork wrong) {
        if (wrong.areTooMany()) {
            return "allowed_ips must be at most " + IpNetworks.MAX_COUNT + " networks.";
        }
        String entry = "allowed_ips[" + wrong.index() + "] ";
        return wrong.meant()
                .map(meant -> entry + "has bits set beyond its prefix. Did you mean " + meant + "?")
                .orElse(entry + "must be an address or network such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.");
    }
}
