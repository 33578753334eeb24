package com.hubify.identity.server.organization.acting;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.organization.Membership;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The member as whom a token is issued.
 *
 * @param readAt before the membership was read. Tokens are dated so: if the role changes at the same moment, its revocation ends
 *     them
 */
public record ActingMember(Membership membership, Instant readAt) {

    /** {@code org_id}, and {@code org_role} if Clerk has said it. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(TokenClaims.ORGANIZATION, membership.organization().id());
        if (membership.role() != null) {
            claims.put(TokenClaims.ORGANIZATION_ROLE, membership.role());
        }
        return claims;
    }
}
