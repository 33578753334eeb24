package com.hubify.identity.cli.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * The identity server's public keys. They sign checkpoints and tokens alike, so a checkpoint must say by its type that it is one
 * (RFC 8725, section 3.11).
 *
 * @param issuer whose checkpoints are meant; any one's that these keys signed if empty
 */
public record CheckpointKeys(JWKSet keys, Optional<String> issuer) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("audit-checkpoint+jwt");

    // A constant, not taken from the checkpoint: attack: alg none, or HMAC with the public key as its secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    /** Whether one of these keys signed it as a checkpoint. */
    boolean haveSigned(String compact) {
        DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        try {
            processor.process(JWSObject.parse(compact), null);
            return true;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return false;
        }
    }
}
