package com.hubify.clerk.signing;

import com.hubify.clerk.problem.ClerkProblem;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public key in two of its forms (open and PEM; the Backend API has the third), and its rotation. */
@RestController
class JwksController {

    private final InstanceKeys keys;

    JwksController(InstanceKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> jwks() {
        return keys.publishedJson();
    }

    /** The current key as Clerk's dashboard shows it ("JWKS public key", {@code CLERK_JWT_KEY}). */
    @GetMapping(path = "/simulator/jwt-key.pem", produces = MediaType.TEXT_PLAIN_VALUE)
    String pem() throws JOSEException {
        byte[] der = keys.current().toRSAPublicKey().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** Replaces the signing key: under the same key id (the likelier reading) or, with {@code kid=new}, another. */
    @PostMapping(path = "/simulator/key-rotations", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> rotate(@RequestParam(defaultValue = "same") String kid) {
        if (!kid.equals("same") && !kid.equals("new")) {
            throw ClerkProblem.bodyInvalid("kid must be same or new.");
        }
        RSAKey key = keys.rotate(kid.equals("same"));
        return Map.of("kid", key.getKeyID());
    }
}
