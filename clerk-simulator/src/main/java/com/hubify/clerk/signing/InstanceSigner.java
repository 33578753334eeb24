package com.hubify.clerk.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signs claims with the instance's key, and recognises its own JWT access tokens again. */
@Component
public class InstanceSigner {

    private final InstanceKeys keys;

    InstanceSigner(InstanceKeys keys) {
        this.keys = keys;
    }

    /** A compact JWS, RS256. Claims keep their shape: an array of one stays an array. */
    public String sign(TokenHeader header, Map<String, Object> claims) {
        RSAKey key = keys.current();
        JWSHeader.Builder builder =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType(header.type()));
        if (header.tokenClass() != null) {
            builder.customParam("cat", header.tokenClass().code());
        }
        if (header.originallyIssuedAt() != null) {
            builder.customParam("oiat", header.originallyIssuedAt().getEpochSecond());
        }
        try {
            JWSObject token = new JWSObject(builder.build(), new Payload(claims));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The instance's key could not sign", e);
        }
    }

    /** The claims of a JWT access token this instance signed; expiry is left to the caller. Empty for anything else. */
    public Optional<Map<String, Object>> verifyAccessToken(String token) {
        try {
            JWSObject parsed = JWSObject.parse(token);
            // ID and session tokens have the same issuer and key: only the type keeps them from passing
            // as access tokens.
            boolean accessToken = new JOSEObjectType(TokenHeader.ACCESS_TOKEN)
                    .equals(parsed.getHeader().getType());
            return accessToken && signedHere(parsed)
                    ? Optional.of(parsed.getPayload().toJSONObject())
                    : Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private boolean signedHere(JWSObject token) throws JOSEException {
        JWK key = keys.published().getKeyByKeyId(token.getHeader().getKeyID());
        return key != null
                && JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                && token.verify(new RSASSAVerifier(key.toRSAKey()));
    }
}
