package com.hubify.identity.resource.refusal;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.IpNetwork;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was sent with a refused request. The credential is read for identifiers alone, when it is reported, and goes no further.
 *
 * @param caller whose credential was good; null if none was
 * @param authorization the header; null if there was none
 * @param address the sender's, in figures; null if unknown
 */
public record Sent(
        @Nullable Caller caller,
        @Nullable String authorization,
        @Nullable String address) {

    public static final Sent UNKNOWN = new Sent(null, null, null);

    /** Found after the signature of a token was checked, or after the issuer vouched for a key. */
    private static final Set<RefusalReason> PROVEN =
            Set.of(RefusalReason.AUDIENCE, RefusalReason.TIME, RefusalReason.REVOKED, RefusalReason.NETWORK);

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 8 * 1024;
    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;

    /** Keeps no more than is read later: attack: fill the memory with headers of any length. */
    public Sent {
        authorization =
                caller == null && authorization != null && authorization.length() <= LONGEST ? authorization : null;
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "Sent[" + network() + "]";
    }

    boolean isProven(RefusalReason reason) {
        return caller != null || (authorization != null && PROVEN.contains(reason));
    }

    /** Members of a report on the owner of the credential. */
    Map<String, Object> owner(RefusalReason reason) {
        Map<String, Object> owner = new HashMap<>();
        if (caller != null) {
            owner.put("scopes_held", caller.scopes().toString());
            caller.keyId().ifPresent(id -> owner.put("key_id", id));
            caller.clientId().ifPresent(id -> owner.put("client_id", id));
            if (!caller.isClient()) {
                owner.put("account", caller.subject());
            }
        } else if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            readCredential(authorization.substring(BEARER.length()).strip(), reason, owner);
        }
        return owner;
    }

    private static void readCredential(String credential, RefusalReason reason, Map<String, Object> owner) {
        if (ApiKeyToken.looksLikeKey(credential)) {
            ApiKeyToken.parse(credential).ifPresent(key -> owner.put("key_id", key.id()));
        } else if (PROVEN.contains(reason)) {
            SignedJWT token = SignedTokens.parse(credential);
            if (token != null && isOurs(token)) {
                readClaims(SignedTokens.claims(token), owner);
            }
        }
    }

    /** An access token: the subjects of Clerk's tokens are checked by other rules. */
    private static boolean isOurs(SignedJWT token) {
        JOSEObjectType type = token.getHeader().getType();
        return type != null && type.getType().endsWith(TokenClaims.ACCESS_TOKEN_TYPE);
    }

    private static void readClaims(JWTClaimsSet claims, Map<String, Object> owner) {
        Object client = claims.getClaim(TokenClaims.CLIENT_ID);
        String subject = claims.getSubject();
        if (client instanceof String id) {
            owner.put("client_id", id);
        }
        if (subject != null && !subject.equals(client)) {
            owner.put("account", subject);
        }
        if (claims.getClaim(TokenClaims.SCOPE) instanceof String scopes) {
            owner.put("scopes_held", scopes);
        }
    }

    /** Of IPv6 the /64, of which a sender usually has all addresses; empty if unknown. */
    String network() {
        return IpNetwork.peer(address == null ? "" : address).map(Sent::network).orElse("");
    }

    private static String network(InetAddress peer) {
        byte[] bytes = peer.getAddress();
        return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) : peer.getHostAddress();
    }
}
