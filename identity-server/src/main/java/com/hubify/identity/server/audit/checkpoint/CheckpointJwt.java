package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.signing.OwnTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Checkpoints as signed JWTs, of a type that no service and no endpoint of this server takes for a token.
 *
 * <pre>
 * iss, iat     as in a token
 * node         random id of this start of a node
 * number       from 1
 * previous     hash of the node's checkpoint before
 * heads        chain to {stream, seq, hash}: the last records of the node's own chains, as it remembers them
 * others       node to {number, hash}: the latest good checkpoints of other nodes
 * trimmed      chain to the number of the first record that is kept
 * ended        true if the node stops in order
 * </pre>
 */
@Component
final class CheckpointJwt {

    private static final String TYPE = "audit-checkpoint+jwt";

    private final JwtEncoder encoder;
    private final OwnTokens ownTokens;
    private final AuthorizationServerSettings settings;

    CheckpointJwt(JwtEncoder encoder, OwnTokens ownTokens, AuthorizationServerSettings settings) {
        this.encoder = encoder;
        this.ownTokens = ownTokens;
        this.settings = settings;
    }

    /** @throws org.springframework.security.oauth2.jwt.JwtEncodingException if there is no signature now */
    String sign(Checkpoint checkpoint) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(String.valueOf(settings.getIssuer()))
                .issuedAt(checkpoint.at())
                .claim("node", checkpoint.node())
                .claim("number", checkpoint.number())
                .claim("heads", heads(checkpoint.heads()));
        if (checkpoint.previous() != null) {
            claims.claim("previous", checkpoint.previous());
        }
        if (!checkpoint.others().isEmpty()) {
            claims.claim("others", others(checkpoint.others()));
        }
        if (!checkpoint.trimmed().isEmpty()) {
            claims.claim("trimmed", checkpoint.trimmed());
        }
        if (checkpoint.ended()) {
            claims.claim("ended", true);
        }
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).type(TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    private static Map<String, Object> heads(Collection<ChainHead> heads) {
        Map<String, Object> claim = new LinkedHashMap<>();
        heads.forEach(head -> claim.put(
                head.chain(), Map.of("stream", head.stream().word(), "seq", head.seq(), "hash", head.hash())));
        return claim;
    }

    private static Map<String, Object> others(Map<String, Checkpoint.Known> others) {
        Map<String, Object> claim = new LinkedHashMap<>();
        others.forEach((node, known) -> claim.put(node, Map.of("number", known.number(), "hash", known.hash())));
        return claim;
    }

    /** Attack: an insider writes a checkpoint into Redis. Only what this server's present keys have signed is read. */
    Optional<Checkpoint> read(String compact) {
        return ownTokens
                .verify(compact)
                .filter(jwt -> TYPE.equals(jwt.getHeaders().get("typ")))
                .flatMap(CheckpointJwt::read);
    }

    private static Optional<Checkpoint> read(Jwt jwt) {
        if (!(jwt.getClaims().get("node") instanceof String node)
                || !(jwt.getClaims().get("number") instanceof Number number)
                || jwt.getIssuedAt() == null) {
            return Optional.empty();
        }
        Map<String, Long> trimmed = new LinkedHashMap<>();
        members(jwt.getClaims().get("trimmed")).forEach((chain, first) -> {
            if (first instanceof Number seq) {
                trimmed.put(chain, seq.longValue());
            }
        });
        return Optional.of(new Checkpoint(
                node,
                number.longValue(),
                jwt.getIssuedAt(),
                null,
                headsOf(jwt),
                Map.of(),
                trimmed,
                Boolean.TRUE.equals(jwt.getClaims().get("ended"))));
    }

    private static List<ChainHead> headsOf(Jwt jwt) {
        List<ChainHead> heads = new ArrayList<>();
        members(jwt.getClaims().get("heads")).forEach((chain, head) -> {
            Map<String, Object> members = members(head);
            Optional<AuditStream> stream = AuditStream.of(String.valueOf(members.get("stream")));
            if (stream.isPresent() && members.get("seq") instanceof Number seq) {
                heads.add(new ChainHead(stream.get(), chain, seq.longValue(), String.valueOf(members.get("hash"))));
            }
        });
        return heads;
    }

    private static Map<String, Object> members(@Nullable Object claim) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (claim instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name != null && value != null) {
                    members.put(name.toString(), value);
                }
            });
        }
        return members;
    }
}
